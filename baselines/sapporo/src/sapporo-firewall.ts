import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

import { APPLICATION_SERVER_RANGES, CONTROLLER_RANGES, TERMINAL_RANGES } from "./sapporo-addresses.js";

type FirewallRules = NonNullable<BaselineSettings["firewallRules"]>;

/** Windows Firewall is on for every kind of network and lets in only what a rule allows. */
export const firewallProfile: NonNullable<BaselineSettings["firewallProfile"]> = {
  domain: profileByCis("9.1"),
  private: profileByCis("9.2"),
  public: profileByCis("9.3"),
};

function profileByCis(section: string) {
  const item = (number: number): string => `CIS v3.0.0 (Windows 11, Server 2022, Server 2016) ${section}.${number}`;
  return { enabled: fromStandard(true, item(1)), inbound: fromStandard("block" as const, item(2)) };
}

const administration: FirewallRules = {
  "jukinet-winrm-in": assumed(
    { direction: "in", action: "allow", protocol: "tcp", localPort: 5985, remoteAddress: CONTROLLER_RANGES },
    "管理用端末からのWinRM（TCP 5985）を許可してよいでしょうか。管理用端末のアドレス範囲もご指示ください。",
  ),
  "jukinet-ping-in": assumed(
    { direction: "in", action: "allow", protocol: "icmpv4", icmpType: 8, remoteAddress: CONTROLLER_RANGES },
    "管理用端末からの疎通確認（ICMPエコー要求）を許可してよいでしょうか。",
  ),
};

const nothingElse: FirewallRules = {
  "*": assumed(
    "disabled",
    "次の規則以外の規則（Windowsが用意するものを含む）は、すべて無効としてよいでしょうか。必要な規則があれば一覧をご指示ください（別紙1 端末2、CS1）。",
  ),
};

/** Rules of 統合端末. */
export const terminalRules: FirewallRules = {
  ...administration,
  "jukinet-ap-out": assumed(
    { direction: "out", action: "allow", protocol: "tcp", remotePort: 443, remoteAddress: APPLICATION_SERVER_RANGES },
    "業務APがCSへ接続する際のアドレス範囲とポート番号をご指示ください。仮にTCP 443としています。",
  ),
  "jukinet-remote-desktop-in": assumed(
    { direction: "in", action: "block", protocol: "tcp", localPort: 3389 },
    "統合端末へのリモートデスクトップ接続（TCP 3389）は、すべて拒否してよいでしょうか。",
  ),
  ...nothingElse,
};

/** Rules of ＣＳ. */
export const communicationServerRules: FirewallRules = {
  ...administration,
  "jukinet-ap-in": assumed(
    { direction: "in", action: "allow", protocol: "tcp", localPort: 443, remoteAddress: TERMINAL_RANGES },
    "CSが統合端末から受け付けるアドレス範囲とポート番号をご指示ください。仮にTCP 443としています。",
  ),
  "jukinet-oracle-default-in": assumed(
    { direction: "in", action: "block", protocol: "tcp", localPort: 1521 },
    "Oracle接続の初期設定ポート（TCP 1521）への受信は、すべて拒否してよいでしょうか。",
  ),
  ...nothingElse,
};

/** Rules of AD servers; what the directory itself needs is in the rules of Windows, which are left as they are. */
export const directoryServerRules: FirewallRules = administration;

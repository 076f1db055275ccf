import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type Services = NonNullable<BaselineSettings["services"]>;

/** What protects every machine runs (別紙1 端末2, 端末5, CS1, CS4), and what opens it to others does not. */
const everyMachine: Services = {
  BFE: fromStandard({ start: "automatic", state: "running" }, "Windows Firewall rests on it. windows-settings A.2"),
  mpssvc: fromStandard({ start: "automatic", state: "running" }, "DISA STIG V-241989 wants the firewall on"),
  EventLog: fromStandard(
    { start: "automatic", state: "running" },
    "Windows ships it so; without it nothing is audited",
  ),
  WinDefend: fromStandard({ start: "automatic", state: "running" }, "DISA STIG Windows Defender, real-time protection"),
  RemoteRegistry: fromStandard({ start: "disabled", state: "stopped" }, "CIS Microsoft Windows 11 v3.0.0 5.29"),
  RemoteAccess: fromStandard({ start: "disabled", state: "stopped" }, "CIS Microsoft Windows 11 v3.0.0 5.31"),
  SNMP: fromStandard("absent", "CIS Microsoft Windows 11 v3.0.0 5.33"),
};

/** 統合端末. */
export const terminalServices: Services = {
  ...everyMachine,
  SCardSvr: assumed(
    { start: "manual" },
    "統合端末で業務上必要なサービスの一覧をご提示ください。仮に、カードリーダーが使うスマートカード サービスの起動方法を手動としています（別紙1 端末5）。",
  ),
};

/** ＣＳ. The database's name is fictional. */
export const communicationServerServices: Services = {
  ...everyMachine,
  OracleServiceJUKI: assumed(
    { start: "automatic", state: "running" },
    "ＣＳのOracleのサービス名と起動方法をご教示ください。仮に OracleServiceJUKI、自動としています（別紙1 CS4）。",
  ),
};

/** ＡＤサーバ. */
export const directoryServerServices: Services = {
  ...everyMachine,
  NTDS: fromStandard({ start: "automatic", state: "running" }, "A domain controller is one by this service"),
};

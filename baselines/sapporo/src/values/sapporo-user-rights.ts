import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

const standard = (holders: readonly string[], cis: string, microsoft: number) =>
  fromStandard([...holders], `CIS Windows Server 2022 v1.0.0 ${cis}、Microsoft Windows 11 23H2 ${String(microsoft)}`);

type UserRights = NonNullable<BaselineSettings["userRights"]>;

/** Of ＣＳ and AD servers; read and judged only. Rights that only administrators, or nobody, should hold. */
export const serverUserRights: UserRights = {
  SeTrustedCredManAccessPrivilege: standard([], "2.2.1", 10301),
  SeTcbPrivilege: standard([], "2.2.4", 10303),
  SeCreateTokenPrivilege: standard([], "2.2.14", 10307),
  SeDebugPrivilege: standard(["administrators"], "2.2.19", 10310),
  SeRemoteShutdownPrivilege: standard(["administrators"], "2.2.29", 10314),
  SeLoadDriverPrivilege: standard(["administrators"], "2.2.34", 10316),
  SeSecurityPrivilege: standard(["administrators"], "2.2.38", 10318),
  SeTakeOwnershipPrivilege: standard(["administrators"], "2.2.48", 10323),
};

/** Of 統合端末: what is denied stays as Windows ships it until the city says otherwise. */
export const terminalUserRights: UserRights = {
  ...serverUserRights,
  SeDenyNetworkLogonRight: assumed(
    ["guest"],
    "ネットワーク経由のアクセスを拒否するアカウントは、初期設定どおりGuestのみでよいでしょうか。公開されている基準はローカル アカウントの拒否も求めていますが、ローカル アカウントによる遠隔保守ができなくなります。",
  ),
  SeDenyInteractiveLogonRight: assumed(
    ["guest"],
    "ローカルでのログオンを拒否するアカウントは、初期設定どおりGuestのみでよいでしょうか（CIS Windows Server 2022 v1.0.0 2.2.24 は Guests）。",
  ),
};

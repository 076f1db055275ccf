import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

const standard = (holders: readonly string[], cis: string, microsoft: number) =>
  fromStandard([...holders], `CIS Windows Server 2022 v1.0.0 ${cis}、Microsoft Windows 11 23H2 ${String(microsoft)}`);

/** Of all machines; read and judged only. Rights that only administrators, or nobody, should hold. */
export const userRights: NonNullable<BaselineSettings["userRights"]> = {
  SeTrustedCredManAccessPrivilege: standard([], "2.2.1", 10301),
  SeTcbPrivilege: standard([], "2.2.4", 10303),
  SeCreateTokenPrivilege: standard([], "2.2.14", 10307),
  SeDebugPrivilege: standard(["administrators"], "2.2.19", 10310),
  SeRemoteShutdownPrivilege: standard(["administrators"], "2.2.29", 10314),
  SeLoadDriverPrivilege: standard(["administrators"], "2.2.34", 10316),
  SeSecurityPrivilege: standard(["administrators"], "2.2.38", 10318),
  SeTakeOwnershipPrivilege: standard(["administrators"], "2.2.48", 10323),
  SeDenyNetworkLogonRight: assumed(
    ["guests"],
    "ネットワーク経由のアクセスを拒否するアカウントは、Guests のみでよいでしょうか。公開されている基準はローカル アカウントの拒否も求めていますが、ローカル アカウントによる遠隔保守ができなくなります。",
  ),
  SeDenyInteractiveLogonRight: assumed(
    ["guests"],
    "ローカルでのログオンを拒否するアカウントは、Guests のみでよいでしょうか（CIS Windows Server 2022 v1.0.0 2.2.24）。",
  ),
};

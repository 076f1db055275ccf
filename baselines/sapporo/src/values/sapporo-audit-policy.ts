import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type AuditPolicy = NonNullable<BaselineSettings["auditPolicy"]>;

const cis = <Value>(value: Value, item: string) =>
  fromStandard(value, `CIS v3.0.0 (Windows 11, Server 2022, Server 2016) ${item}`);

/** Of all machines. Where CIS asks for failures and Windows records successes as it ships, both are recorded. */
export const auditPolicy: AuditPolicy = {
  "force-subcategory-settings": cis(true, "2.3.2.1"),
  logon: cis("success-and-failure", "17.5.4"),
  logoff: cis("success", "17.5.3"),
  "account-lockout": cis("success-and-failure", "17.5.1"),
  "special-logon": cis("success", "17.5.6"),
  "other-logon-logoff-events": cis("success-and-failure", "17.5.5"),
  "group-membership": cis("success", "17.5.2"),
  "credential-validation": cis("success-and-failure", "17.1.1"),
  "user-account-management": cis("success-and-failure", "17.2.3 / 17.2.6"),
  "security-group-management": cis("success", "17.2.2 / 17.2.5"),
  "process-creation": cis("success", "17.3.2"),
  "plug-and-play-events": cis("success", "17.3.1"),
  "file-share": cis("success-and-failure", "17.6.2"),
  "detailed-file-share": assumed(
    "failure",
    "詳細なファイル共有の監査は、失敗のみを記録してよいでしょうか（CIS v3.0.0 17.6.1）。記録の件数が多くなることがあります。",
  ),
  "other-object-access-events": cis("success-and-failure", "17.6.3"),
  "removable-storage": cis("success-and-failure", "17.6.4"),
  "audit-policy-change": cis("success", "17.7.1"),
  "authentication-policy-change": cis("success", "17.7.2"),
  "authorization-policy-change": cis("success", "17.7.3"),
  "mpssvc-rule-level-policy-change": cis("success-and-failure", "17.7.4"),
  "other-policy-change-events": cis("failure", "17.7.5"),
  "sensitive-privilege-use": assumed(
    "success-and-failure",
    "重要な特権の使用の監査は、成功と失敗の両方を記録すべきでしょうか。仮に両方としています（CIS v3.0.0 17.8.1 は両方、Microsoftの基準（Windows 11 24H2）は成功のみ）。",
  ),
  "ipsec-driver": assumed(
    "success-and-failure",
    "IPsec ドライバーの監査は、成功と失敗の両方を記録すべきでしょうか。仮に両方としています（CIS v3.0.0 17.9.1 は両方、STIG（Windows 11）は失敗のみ）。",
  ),
  "other-system-events": cis("success-and-failure", "17.9.2"),
  "security-state-change": cis("success", "17.9.3"),
  "security-system-extension": cis("success", "17.9.4"),
  "system-integrity": cis("success-and-failure", "17.9.5"),
};

/** AD servers record besides who is given a ticket. */
export const directoryServerAuditPolicy: AuditPolicy = {
  ...auditPolicy,
  "kerberos-authentication-service": cis("success-and-failure", "17.1.2"),
};

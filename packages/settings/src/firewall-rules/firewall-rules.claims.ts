import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { firewallRules } from "./firewall-rules.js";

const OWN_RULE = "@{ Protocol = 'TCP'; LocalPort = '65000'; RemoteAddress = '10.1.2.3' }";

export const firewallRulesClaims: AreaClaims = {
  reads: firewallRules.format({
    "WINRM-HTTP-In-TCP": "absent",
    "RemoteDesktop-UserMode-In-TCP": "absent",
  } satisfies DeclaredSettings["firewallRules"]),
  claims: {
    "inactive-without-field": {
      en: "A rule without the field Active is not active.",
      ja: "Activeの項目がない規則は無効である。",
      check: "Test-InactiveRule",
    },
    "in-force-at-once": {
      en: "A change is in force at once, also for open connections that no other rule allows.",
      ja: "変更は直ちに有効になり、他に許可する規則のない接続中の通信にも及ぶ。",
    },
    "unknown-name": {
      en: "A name that no rule has is answered by the error CmdletizationQuery_NotFound.",
      ja: "存在しない規則名には、エラーCmdletizationQuery_NotFoundが返る。",
      check:
        "(Get-ErrorId { Get-NetFirewallRule -Name 'kijun-pilot-none' -ErrorAction Stop }) -like 'CmdletizationQuery_NotFound*'",
    },
    "subnet-as-mask": {
      en: "A subnet of IPv4 is stored as an address and a mask.",
      ja: "IPv4のサブネットは、アドレスとマスクで保存される。",
      check: "(Get-PilotRule @{ RemoteAddress = '10.1.0.0/16' }) -clike '*|RA4=10.1.0.0/255.255.0.0|*'",
      changes: true,
    },
    "prefix-of-ipv6": {
      en: "A subnet of IPv6 keeps its prefix.",
      ja: "IPv6のサブネットは、プレフィックスのまま保存される。",
      check: "(Get-PilotRule @{ RemoteAddress = '2001:db8::/32' }) -clike '*|RA6=2001:db8::/32|*'",
      changes: true,
    },
    "keyword-for-both-families": {
      en: "A keyword for an address is stored twice, for IPv4 and for IPv6.",
      ja: "アドレスのキーワードは、IPv4用とIPv6用の2回保存される。",
      check: "(Get-PilotRule @{ RemoteAddress = 'LocalSubnet' }) -clike '*|RA4=LocalSubnet|RA6=LocalSubnet|*'",
      changes: true,
    },
    "all-addresses-refused": {
      en: "0.0.0.0/0 and ::/0 are refused as addresses.",
      ja: "アドレス0.0.0.0/0と::/0は拒否される。",
      check:
        "(Get-ErrorId { Get-PilotRule @{ RemoteAddress = '0.0.0.0/0' } }) -and (Get-ErrorId { Get-PilotRule @{ RemoteAddress = '::/0' } })",
      changes: true,
    },
    "unnamed-fields-stay": {
      en: "Set-NetFirewallRule leaves the fields alone that no parameter names.",
      ja: "Set-NetFirewallRuleは、パラメーターで指定しない項目を変えない。",
      check: `(Get-PilotRule ${OWN_RULE} @{ Profile = 'Private' }) -clike '*|Profile=Private|*LPort=65000|*RA4=10.1.2.3*'`,
      changes: true,
    },
    "escaped-names": {
      en: "A name whose wildcards are escaped means the rule of that name alone.",
      ja: "ワイルドカードをエスケープした規則名は、その名前の規則だけを指す。",
      check: "Test-EscapedName",
      changes: true,
    },
    "any-program-and-service": {
      en: "The cmdlets take Any for program and service, and store no field for it.",
      ja: "プログラムとサービスにはAnyを指定でき、その項目は保存されない。",
      check: "(Get-PilotRule @{ Program = 'Any'; Service = 'Any' }) -cnotmatch '\\|(App|Svc)='",
      changes: true,
    },
    "order-of-fields": {
      en: "The cmdlets store the fields in the order Action, Active, Dir, Protocol, LPort, RA4, Name.",
      ja: "項目はAction、Active、Dir、Protocol、LPort、RA4、Nameの順に保存される。",
      check: `(Get-PilotRule ${OWN_RULE}) -cmatch '^v2\\.\\d+\\|Action=Block\\|Active=FALSE\\|Dir=In\\|Protocol=6\\|LPort=65000\\|RA4=10\\.1\\.2\\.3[^|]*\\|Name='`,
      changes: true,
    },
  },
};

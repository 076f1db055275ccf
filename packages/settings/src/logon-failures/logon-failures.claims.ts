import type { Expectations } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { logonFailures } from "./logon-failures.js";

export const logonFailuresClaims: AreaClaims = {
  reads: logonFailures.format({
    periodDays: 31,
    burst: { attempts: 5, minutes: 15 },
    ...{
      unknownAccount: "none",
      builtInAdministrator: "none",
      lockout: "none",
      clearedLog: "none",
      unrecorded: "none",
    },
    outsideHours: { from: "08:45", to: "17:15", days: ["mon", "tue", "wed", "thu", "fri"] },
    otherSource: [],
  } satisfies Expectations["logonFailures"]),
  claims: {
    "no-sid-of-failures": {
      en: "An entry 4625 has no SID of the account (S-1-0-0), so that it is looked up by the name.",
      ja: "イベント4625はアカウントのSIDを持たない（S-1-0-0）ため、名前から調べる。",
      check: "Test-NoSidOfFailures",
    },
    "cleared-in-system-log": {
      en: "That another log than Security was cleared is entry 104 of Microsoft-Windows-Eventlog in the System log, with Channel in its UserData.",
      ja: "Security以外のログの消去は、Systemログのイベント104（Microsoft-Windows-Eventlog）に、UserDataのChannelとともに記録される。",
      check: "Test-ClearedInSystemLog",
    },
    "hexadecimal-reasons": {
      en: "Status and SubStatus are written as 0x and eight hexadecimal digits in lower case.",
      ja: "StatusとSubStatusは、0xと小文字16進数8桁で書かれる。",
      check: "Test-HexadecimalReasons",
    },
    "enough-in-20-seconds": {
      en: "60,000 entries of a Security log are read and grouped within 20 seconds.",
      ja: "Securityログの6万件の記録を、20秒以内に読み取りまとめられる。",
    },
  },
};

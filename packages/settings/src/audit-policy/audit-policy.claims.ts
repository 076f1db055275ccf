import type { AreaClaims } from "../form/claim.js";

export const auditPolicyClaims: AreaClaims = {
  claims: {
    "backup-columns": {
      en: "A backup of auditpol names every subcategory by its GUID and ends each row with its number, in every language.",
      ja: "auditpolのバックアップは、言語によらず、各サブカテゴリをGUIDで示し、行の最後に設定の番号を持つ。",
      check: "(Get-AuditSetting).Count -ge 50",
    },
    "rows-of-users-last": {
      en: "In a backup of auditpol the rows of single users follow those of the system.",
      ja: "auditpolのバックアップでは、利用者ごとの行はシステムの行の後に並ぶ。",
    },
    "options-last": {
      en: "A backup of auditpol ends with the rows of the options, which name no policy target.",
      ja: "auditpolのバックアップは、ポリシー ターゲットのないオプションの行で終わる。",
      check: "(Get-AuditSetting).Count -ge 50",
    },
    "denial-exit-codes": {
      en: "Without the privilege SeSecurityPrivilege auditpol ends with 5 or 1314.",
      ja: "特権SeSecurityPrivilegeがないとき、auditpolの終了コードは5または1314である。",
    },
  },
};

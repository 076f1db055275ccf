import type { AreaClaims } from "../form/claim.js";

export const defenderClaims: AreaClaims = {
  claims: {
    "hidden-exclusions": {
      en: "Exclusions that Defender does not show are replaced by a text that begins with N/A: in every language.",
      ja: "Defenderが見せない除外は、言語によらず「N/A:」で始まる文字列に置き換わる。",
    },
    "null-is-empty": {
      en: "Get-MpPreference shows a list without entries, and a text that nobody has set, as null or as empty.",
      ja: "Get-MpPreferenceは、項目のない一覧と設定されていない文字列を、nullまたは空で示す。",
    },
    "stopped-service-code": {
      en: "Get-MpPreference fails with 0x800106ba while the service of Defender does not run.",
      ja: "Defenderのサービスが動いていないとき、Get-MpPreferenceは0x800106baで失敗する。",
      check: "Test-DefenderStopped",
    },
  },
};

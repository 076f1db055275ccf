import type { AreaClaims } from "../form/claim.js";

export const hotfixesClaims: AreaClaims = {
  claims: {
    "numbers-of-updates": {
      en: "Win32_QuickFixEngineering names each update by KB and its number.",
      ja: "Win32_QuickFixEngineeringは、更新プログラムをKBと番号で示す。",
      check:
        "@(Get-CimInstance -ClassName Win32_QuickFixEngineering -Property HotFixID | Where-Object { $_.HotFixID -notmatch '^KB\\d+$' }).Count -eq 0",
    },
  },
};

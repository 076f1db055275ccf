import type { AreaClaims } from "../form/claim.js";

export const listeningPortsClaims: AreaClaims = {
  claims: {
    "nobody-listens": {
      en: "Get-NetTCPConnection answers with the error CmdletizationQuery_NotFound where nobody listens.",
      ja: "待ち受けがないとき、Get-NetTCPConnectionはエラーCmdletizationQuery_NotFoundを返す。",
      check:
        "(Get-ErrorId { Get-NetTCPConnection -State Listen -LocalPort 1 -ErrorAction Stop }) -like 'CmdletizationQuery_NotFound*'",
    },
  },
};

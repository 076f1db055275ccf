import type { AreaClaims } from "../form/claim.js";

export const userRightsClaims: AreaClaims = {
  claims: {
    "sids-and-own-names": {
      en: "Holders of a right are exported as SIDs behind an asterisk, and as names of accounts and groups of the machine.",
      ja: "権利の保有者は、「*」の付いたSIDか、機器のアカウントやグループの名前で出力される。",
      check: "Test-RightHolder",
    },
    "missing-is-nobody": {
      en: "A right that is not exported is held by nobody.",
      ja: "出力されない権利は、誰も持っていない。",
    },
  },
};

import type { AreaClaims } from "../form/claim.js";

export const autorunClaims: AreaClaims = {
  claims: {
    "startup-approved": {
      en: "The first byte of a value of StartupApproved is odd where the entry is off.",
      ja: "StartupApprovedの値の先頭バイトは、項目が無効のとき奇数である。",
    },
    "active-setup-switch": {
      en: "A component of Active Setup whose IsInstalled is 0 is off.",
      ja: "Active Setupの部品は、IsInstalledが0のとき無効である。",
    },
  },
};

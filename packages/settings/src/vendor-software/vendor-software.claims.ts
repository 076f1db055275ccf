import type { AreaClaims } from "../form/claim.js";

export const vendorSoftwareClaims: AreaClaims = {
  claims: {
    "oracle-without-entry": {
      en: "Homes of Oracle usually have no uninstall entry.",
      ja: "Oracleのホームには、通常アンインストールの項目がない。",
    },
  },
};

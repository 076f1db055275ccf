import type { AreaClaims } from "../form/claim.js";

export const oracleConnectionRestrictionClaims: AreaClaims = {
  claims: {
    "listener-of-each-home": {
      en: "Each home of Oracle, that of Grid Infrastructure too, may bring a listener whose default port is 1521.",
      ja: "Oracleの各ホームは、Grid Infrastructureのものも含め、既定ポート1521のリスナーを持つことがある。",
    },
  },
};

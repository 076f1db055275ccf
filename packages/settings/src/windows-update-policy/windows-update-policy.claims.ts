import type { AreaClaims } from "../form/claim.js";

export const windowsUpdatePolicyClaims: AreaClaims = {
  claims: {
    "from-next-detection": {
      en: "The update service meets new values at its next detection or when it starts.",
      ja: "更新サービスは、次の検出か開始のときに新しい値に従う。",
    },
  },
};

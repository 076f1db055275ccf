import type { AreaClaims } from "../form/claim.js";

export const passwordPolicyClaims: AreaClaims = {
  claims: {
    "length-at-most-14": {
      en: "Without RelaxMinimumPasswordLengthLimits the minimum length is at most 14.",
      ja: "RelaxMinimumPasswordLengthLimitsがないとき、パスワードの長さの最小値は14以下である。",
    },
    "minimum-below-maximum": {
      en: "Windows refuses a minimum age that is not below the maximum age.",
      ja: "変更禁止期間が有効期間より短くない設定は拒否される。",
    },
  },
};

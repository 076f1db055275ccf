import type { AreaClaims } from "../form/claim.js";

export const accountLockoutClaims: AreaClaims = {
  claims: {
    "no-times-without-threshold": {
      en: "With a threshold of 0 secedit exports neither the duration nor the reset window.",
      ja: "しきい値が0のとき、seceditはロックアウト期間もカウンターのリセット時間も出力しない。",
      check: "Test-NoLockoutTime",
    },
    "administrator-lockout-exported": {
      en: "From the October 2022 updates on secedit exports AllowAdministratorLockout.",
      ja: "2022年10月の更新以降、seceditはAllowAdministratorLockoutを出力する。",
      check: "(Get-SecurityPolicySection 'System Access').ContainsKey('AllowAdministratorLockout')",
    },
    "administrator-logons-count": {
      en: "With AllowAdministratorLockout network logons of RID 500 count too.",
      ja: "AllowAdministratorLockoutが有効なとき、RID 500のネットワーク ログオンも失敗回数に数えられる。",
    },
  },
};

import type { AreaClaims } from "../form/claim.js";

export const accessRestrictionClaims: AreaClaims = {
  claims: {
    "kept-per-user": {
      en: "What the tool restricts is kept for each user.",
      ja: "アクセス制限ツールの制限内容は利用者ごとに保存される。",
    },
    "usual-places": {
      en: "Tools that restrict access often use the policies Explorer and System of a user and the value Shell of Winlogon.",
      ja: "アクセス制限のツールは、利用者のポリシーのExplorerとSystemや、WinlogonのShellをよく使う。",
    },
  },
};

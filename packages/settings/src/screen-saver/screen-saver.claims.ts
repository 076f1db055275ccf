import type { AreaClaims } from "../form/claim.js";

export const screenSaverClaims: AreaClaims = {
  claims: {
    "no-variables": {
      en: "Windows expands no variables in the path of a screen saver that is stored as REG_SZ.",
      ja: "REG_SZで保存したスクリーン セーバーのパスの変数は展開されない。",
    },
    "from-next-logon": {
      en: "A value of policy takes effect at the user's next logon or policy refresh.",
      ja: "ポリシーの値は、利用者の次のログオンかポリシーの更新で有効になる。",
    },
  },
};

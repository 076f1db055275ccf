import type { AreaClaims } from "../form/claim.js";

export const logonOptionsClaims: AreaClaims = {
  claims: {
    "limit-from-next-start": {
      en: "The limit of inactivity acts from the next start of the machine.",
      ja: "非アクティブ状態の制限は、次の起動から有効になる。",
    },
    "secure-attention-by-default": {
      en: "Where DisableCAD is not stored Ctrl+Alt+Del is not required.",
      ja: "DisableCADが保存されていないとき、Ctrl + Alt + Delは不要である。",
    },
  },
};

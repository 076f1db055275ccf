import type { AreaClaims } from "../form/claim.js";

export const autoLogonClaims: AreaClaims = {
  claims: {
    "notice-holds-logon": {
      en: "With a legal notice an automatic logon waits for somebody to confirm it.",
      ja: "ログオン時のメッセージがあるとき、自動ログオンは誰かが確認するまで待つ。",
    },
  },
};

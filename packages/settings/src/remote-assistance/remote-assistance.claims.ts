import type { AreaClaims } from "../form/claim.js";

export const remoteAssistanceClaims: AreaClaims = {
  claims: {
    "allowed-by-default": {
      en: "Where fAllowToGetHelp or fAllowFullControl is not stored, asking for help or control by the helper is allowed.",
      ja: "fAllowToGetHelpまたはfAllowFullControlが保存されていないとき、支援の要請または支援者による制御は許可される。",
    },
    "offer-shows-only": {
      en: "Where fAllowUnsolicitedFullControl is not stored, who offers help only sees the computer.",
      ja: "fAllowUnsolicitedFullControlが保存されていないとき、支援を提供する者は画面を見るだけである。",
    },
    "from-next-session": {
      en: "New values count for the next invitation or offer, without a restart; a session that is open goes on.",
      ja: "新しい値は、再起動なしで次の招待または提供から有効になり、開いているセッションは続く。",
    },
  },
};

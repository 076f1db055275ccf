import type { AreaClaims } from "../form/claim.js";

export const printersClaims: AreaClaims = {
  claims: {
    "spooler-needed": {
      en: "While the print spooler does not run, printers cannot be read.",
      ja: "印刷スプーラーが動いていないとき、プリンターは読み取れない。",
    },
    "ports-without-case": {
      en: "Names of printer ports compare without case.",
      ja: "プリンターのポート名は、大文字と小文字を区別しない。",
    },
    "session-ports": {
      en: "Printers of a remote desktop session have a port TS and a number.",
      ja: "リモート デスクトップ セッションのプリンターのポートは、TSと番号である。",
    },
  },
};

import type { Text } from "./setting-area.js";

/** What to do about a Microsoft Defender Antivirus that cannot be asked. */
export const defenderNextSteps: { readonly [Code in "PRODUCT_MISSING" | "SERVICE_STOPPED"]: Text } = {
  PRODUCT_MISSING: {
    ja: "Microsoft Defender が導入されていません。サーバーでは機能の追加から導入するか、宣言から外してください。",
    en: "Microsoft Defender is not installed: add the feature on a server, or take the area out of the declaration.",
  },
  SERVICE_STOPPED: {
    ja: "Microsoft Defender のサービスが止まっています。機器で起動し、もう一度読み取ってください。",
    en: "The service of Microsoft Defender is stopped: start it on the machine, then read again.",
  },
};

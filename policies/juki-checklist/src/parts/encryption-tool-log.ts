import type { MeasuredPart } from "@kijun/checklist";

import { overAreas } from "../judging/area-view.js";
import { unchanged } from "../judging/unchanged.js";

/** CS9: 暗号化ツール適用のログ. */
export const encryptionToolLog: MeasuredPart = {
  id: "encryption-tool",
  kind: "unchanged",
  title: { ja: "暗号化ツール適用のログ", en: "log of the encryption tool" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "手引書に従い、端末間暗号設定ツールの適用状況とログの保存先を確認する。",
    en: "see as its manual says whether the tool is applied and where its log is kept.",
  },
  ...overAreas({ "encryption-tool": [unchanged] }),
};

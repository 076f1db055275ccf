import type { MeasuredPart } from "@kijun/checklist";

import { overAreas } from "../judging/area-view.js";
import { unchanged } from "../judging/unchanged.js";

/** 端末1: アクセス制限ツール. */
export const accessRestrictionApplied: MeasuredPart = {
  id: "access-restriction",
  kind: "unchanged",
  title: { ja: "アクセス制限ツールの適用", en: "access restriction tool" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "手引書に従い、業務AP起動用アカウントへアクセス制限ツールを適用し直す。",
    en: "apply the tool to the account again as its manual says.",
  },
  ...overAreas({ "access-restriction": [unchanged] }),
};

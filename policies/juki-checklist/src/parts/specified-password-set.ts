import type { MeasuredPart } from "@kijun/checklist";

import { overAreas } from "../judging/area-view.js";
import { unchanged } from "../judging/unchanged.js";

/** CS6, AD6: 札幌市指定のパスワード. Judged by the days on which passwords were set; nobody logs on to find out. */
export const specifiedPasswordSet: MeasuredPart = {
  id: "specified-password",
  kind: "appropriate",
  title: { ja: "札幌市指定のパスワード", en: "password that the city has given" },
  severity: "critical",
  answeredByDeclaration: false,
  remediation: {
    ja: "パスワード変更の記録を確認し、指定のパスワードへの変更を作業依頼により行う。試しにログオンしない。",
    en: "look up the records of the password change and set it by a work order; never try it by logging on.",
  },
  ...overAreas({ "specified-password": [unchanged] }),
};

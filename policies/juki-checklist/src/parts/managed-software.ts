import type { MeasuredPart } from "@kijun/checklist";

import { overAreas } from "../judging/area-view.js";
import { closedBy, nothingBeyond } from "../judging/nothing-beyond.js";

/** 端末9, CS7, AD7: 管理外のソフトウェア. Another version than a managed one is not managed. */
export const managedSoftware: MeasuredPart = {
  id: "software",
  kind: "nothing-beyond",
  title: { ja: "管理外のソフトウェア", en: "software that is not managed" },
  severity: "high",
  answeredByDeclaration: false,
  remediation: {
    ja: "導入の経緯を確認し、市の承認を得て削除する。管理対象とする場合は一覧に加える。",
    en: "find out who installed it and remove it with the city's consent, or add it to the list.",
  },
  ...overAreas({ "installed-software": [nothingBeyond(), closedBy("absent")] }),
};

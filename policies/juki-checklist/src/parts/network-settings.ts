import { entriesOf } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";
import { OTHERS } from "@kijun/settings";

import { overAreas, undeclared } from "../judging/area-view.js";
import type { AreaRule } from "../judging/area-view.js";
import { closedBy } from "../judging/nothing-beyond.js";
import { unchanged } from "../judging/unchanged.js";

/** At least one adapter is declared. */
const namesAdapter: AreaRule = (view) =>
  entriesOf(view.declared).some(({ path: [name] }) => name !== OTHERS) ? [] : [undeclared(view, "primary", "declared")];

/** 端末10, CS8, AD8: ネットワーク設定. There is no stricter value than the declared one. */
export const networkSettings: MeasuredPart = {
  id: "network",
  kind: "appropriate",
  title: { ja: "ネットワーク設定", en: "network settings" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "ネットワーク構成図と照合し、作業依頼により基準の設定へ戻す。",
    en: "compare with the plan of the network, then return to the baseline by a work order.",
  },
  ...overAreas({
    "network-adapter": [unchanged, closedBy("absent"), namesAdapter],
    "hosts-file": [unchanged, closedBy("absent")],
  }),
};

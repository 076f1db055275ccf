import { entriesOf } from "@kijun/core";
import type { MeasuredPart } from "@kijun/checklist";

import { entryOf, observe, overAreas, PASS } from "../judging/area-view.js";
import type { AreaRule, Verdict } from "../judging/area-view.js";
import { closedBy, nothingBeyond } from "../judging/nothing-beyond.js";

/** Everyone, anonymous logon, and guests. */
const ANYBODY = ["S-1-1-0", "S-1-5-7", "S-1-5-32-546"];
const OPEN: Verdict = {
  outcome: "fail",
  reason: {
    ja: "不特定の者（Everyone、Anonymous、Guests）に開かれた共有は認められない",
    en: "a share may not be open to Everyone, Anonymous Logon or Guests",
  },
};

/** No share is open to just anybody. */
const notOpen: AreaRule = (view) =>
  entriesOf(view.declared).flatMap(({ path: [name = ""], value }) => {
    const access = entryOf("shares", name, value)?.access ?? [];
    const isOpen = access.some((grant) => ANYBODY.some((who) => grant.startsWith(`${who}:`)));
    return isOpen ? [observe(view, [name], (held, wanted) => (held === wanted ? OPEN : PASS))] : [];
  });

/** 端末4, CS3, AD3: 不必要なフォルダの共有. */
export const noNeedlessShares: MeasuredPart = {
  id: "shares",
  kind: "nothing-beyond",
  title: { ja: "不必要なフォルダの共有", en: "shares that nobody needs" },
  severity: "high",
  answeredByDeclaration: true,
  remediation: {
    ja: "共有の用途を確認し、不要であれば作業依頼により共有を解除する。必要であれば基準に加える。",
    en: "ask what the share is for; stop sharing it by a work order, or add it to the baseline.",
  },
  ...overAreas({ shares: [nothingBeyond(), closedBy("absent"), notOpen] }),
};

import { entriesOf, isAbsent, valueAt } from "@kijun/core";
import type { Observation } from "@kijun/checklist";
import { OTHERS } from "@kijun/settings";

import { FAIL, observe, PASS, undeclared } from "./area-view.js";
import type { AreaRule, AreaView, Verdict } from "./area-view.js";

/** Whether what a machine holds under a name is less than what is declared: a disabled account, a stopped service. */
export type IsLess = (view: AreaView, name: string) => boolean;

const MISSING: Verdict = {
  outcome: "remark",
  reason: { ja: "基準にあるものが機器に無い、または止まっている", en: "declared, but missing or not in use" },
};
const BEYOND: Verdict = {
  outcome: "fail",
  reason: { ja: "基準に無いものがある", en: "it is there beyond the declared list" },
};

/**
 * Nothing is there that is not declared. What is declared and missing is a remark; what is there and differs fails, unless
 * it is less than declared.
 */
export function nothingBeyond(isLess: IsLess = () => false): AreaRule {
  return (view) => entriesOf(view.declared).map(({ path }) => observeEntry(view, path, isLess));
}

/** The declared list is closed: `"*"` says that nothing else may be there. Word of the area: `absent`, `disabled`. */
export function closedBy(word: string): AreaRule {
  return (view) => (valueAt(view.declared, [OTHERS]) === undefined ? [undeclared(view, OTHERS, word)] : []);
}

function observeEntry(view: AreaView, path: readonly string[], isLess: IsLess): Observation {
  const [name = ""] = path;
  return observe(view, path, (held, wanted) => {
    if (view.area.meets(held, wanted)) return PASS;
    if (name === OTHERS || isAbsent(wanted)) return BEYOND;
    return isAbsent(held) || isLess(view, name) ? MISSING : FAIL;
  });
}

import { entriesOf, isAbsent, valueAt } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import type { Observation } from "@kijun/checklist";
import { OTHERS } from "@kijun/settings";

import { entryOf, FAIL, observe, PASS, undeclared } from "./area-view.js";
import type { AreaRule, AreaView, EntryOf, Forms, Verdict } from "./area-view.js";

/** Whether the line that a machine holds under a name says less than the declared one: a disabled account, a stopped service. */
type IsLess = (name: string, held: Scalar, declared: Scalar) => boolean;

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

/** Compares entries of an area in their declared form; a line that has none is not less than another. */
export function lessIn<Property extends keyof Forms>(
  property: Property,
  isLess: (held: EntryOf<Property>, declared: EntryOf<Property>) => boolean,
): IsLess {
  return (name, ...lines) => {
    const [held, declared] = lines.map((line) => entryOf(property, name, line));
    return held !== undefined && declared !== undefined && isLess(held, declared);
  };
}

/** Whether an entry is switched off and otherwise as declared. */
export function isSwitchedOff(held: object & { readonly enabled?: boolean | undefined }, declared: object): boolean {
  const on = (entry: object): string => JSON.stringify({ ...entry, enabled: true });
  return held.enabled === false && on(held) === on(declared);
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
    return isAbsent(held) || isLess(name, held, wanted) ? MISSING : FAIL;
  });
}

import { entriesOf } from "@kijun/core";

import { FAIL, observe, PASS, undeclared } from "./area-view.js";
import type { AreaRule } from "./area-view.js";

/** Every declared value is held; any difference fails, also a stricter one. Something has to be declared. */
export const unchanged: AreaRule = (view) => unchangedBelow(view, () => true);

/** The same for the values whose path begins with one of these names. */
export function unchangedOf(...names: readonly string[]): AreaRule {
  return (view) => unchangedBelow(view, ([first = ""]) => names.includes(first));
}

function unchangedBelow(view: Parameters<AreaRule>[0], isAsked: (path: readonly string[]) => boolean) {
  const asked = entriesOf(view.declared).filter(({ path }) => isAsked(path));
  if (asked.length === 0) return [undeclared(view, "", "declared")];
  return asked.map(({ path }) => observe(view, path, (held, wanted) => (view.area.meets(held, wanted) ? PASS : FAIL)));
}

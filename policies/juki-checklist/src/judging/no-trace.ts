import { entriesOf, valueAt } from "@kijun/core";

import { observe, PASS, undeclared } from "./area-view.js";
import type { AreaRule, Verdict } from "./area-view.js";

const TRACE: Verdict = {
  outcome: "fail",
  reason: { ja: "記録が見つかった", en: "there is a trace of it" },
};

/** Nothing that is looked for was found. What has to be looked for, by name, has to be declared. */
export function noTrace(...lookedFor: readonly string[]): AreaRule {
  return (view) => [
    ...lookedFor
      .filter((name) => valueAt(view.declared, [name]) === undefined)
      .map((name) => undeclared(view, name, "none")),
    ...entriesOf(view.declared).map(({ path }) =>
      observe(view, path, (held, wanted) => (view.area.meets(held, wanted) ? PASS : TRACE)),
    ),
  ];
}

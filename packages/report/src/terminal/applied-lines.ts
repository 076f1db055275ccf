import type { AppliedFailure, AppliedSummary } from "../applied-summary.js";
import { outcomeText, reasonText } from "../value-text.js";
import { machinesLine, whereText } from "./change-lines.js";
import { proseLines } from "./terminal-page.js";
import type { Page } from "./terminal-page.js";
import { span } from "./styled-line.js";
import type { Line } from "./styled-line.js";

const INDENT = "  ";

/** What became of the changes: numbers, then each failure with its reason, then what was not attempted. */
export function appliedLines(applied: AppliedSummary, page: Page): Line[] {
  const { failed, notAttempted } = applied;
  return [
    [],
    ...proseLines(`${page.texts.applied}: ${outcomeText(applied, page.texts)}`, page, "", "strong"),
    ...failed.flatMap(({ hosts, failures }): Line[] => [
      [span(`${INDENT}${page.texts.failed}: `, "weakening"), span(whereText(hosts, page))],
      machinesLine(hosts, page, INDENT.repeat(2)),
      ...failureLines(failures, page),
    ]),
    ...(notAttempted.settings === 0
      ? []
      : [
          [span(`${INDENT}${page.texts.notAttempted}: `, "unread"), span(whereText(notAttempted.hosts, page))],
          machinesLine(notAttempted.hosts, page, INDENT.repeat(2)),
        ]),
  ];
}

function failureLines(failures: readonly AppliedFailure[], page: Page): Line[] {
  const causes = failures.map(({ path = "", code, detail, details }) =>
    page.texts.cause(reasonText(code, detail, details, page.texts), path),
  );
  const hints = new Set(failures.map(({ hint }) => hint).filter((hint) => hint !== ""));
  const lines = [...causes, ...[...hints].map((hint) => page.texts.next(hint))];
  return lines.flatMap((line) => proseLines(line, page, INDENT.repeat(2)));
}

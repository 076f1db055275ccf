import { isCalendarDay, KijunError } from "@kijun/core";
import type { Issue } from "@kijun/core";

import { buildResult, materialOf } from "./build-result.js";
import type { CheckResult } from "./check-result.js";
import { sortedText } from "./result-text.js";

/** A result and the file that it stands in, as a person opens it. */
export interface NamedResult {
  readonly name: string;
  readonly result: CheckResult;
}

/**
 * Puts results of several controllers or days together: of each machine the newest reading, of answers all of them, and
 * statuses as of the latest day. In whatever order and however often results are put together, the outcome is the same.
 * Errors: RESULTS_NOT_COMPARABLE where they were judged by different checklists or are of different fleets or years.
 */
export function mergeResults(first: NamedResult, ...others: readonly NamedResult[]): CheckResult {
  const issues = others.flatMap((other) => headerIssues(first, other));
  if (issues.length > 0) throw notComparable(issues);
  const all = [first, ...others].map(({ result }) => materialOf(result));
  const answers = all.map((material) => material.answers);
  return buildResult({
    header: materialOf(first.result).header,
    asOf: all.map(({ asOf }) => asOf).reduce((left, right) => (left > right ? left : right)),
    runs: all.flatMap(({ runs }) => runs),
    machines: all.flatMap(({ machines }) => machines),
    superseded: all.flatMap(({ superseded }) => superseded ?? []),
    answers: {
      attestations: answers.flatMap(({ attestations }) => attestations),
      waivers: answers.flatMap(({ waivers }) => waivers),
      retirements: answers.flatMap(({ retirements }) => retirements),
    },
  });
}

/**
 * A result as it stands on a later day: answers may have expired, waivers ended, roles retired since. Errors:
 * ARGUMENT_INVALID for a day before the one that the result speaks of, for which nothing was judged.
 */
export function resultAsOf(result: CheckResult, asOf: string): CheckResult {
  if (!isCalendarDay(asOf) || asOf < result.asOf) {
    throw new KijunError(
      "ARGUMENT_INVALID",
      `The result speaks of ${result.asOf}; it cannot be read as of "${asOf}".`,
      {
        hint: `Name ${result.asOf} or a later day, written YYYY-MM-DD.`,
      },
    );
  }
  return buildResult({ ...materialOf(result), asOf });
}

const COMMON: readonly [path: string, of: (result: CheckResult) => unknown][] = [
  ["subject", ({ subject }) => subject],
  ["judgedBy.checklist", ({ judgedBy }) => judgedBy.checklist],
  ["judgedBy.version", ({ judgedBy }) => judgedBy.version],
  ["judgedBy.release", ({ judgedBy }) => judgedBy.release],
  ["judgedBy.parameters", ({ judgedBy }) => judgedBy.parameters],
  ["fleet", ({ fleet }) => fleet],
  ["fiscalYear", ({ fiscalYear }) => fiscalYear],
  ["items", ({ items }) => items],
];

function headerIssues(first: NamedResult, other: NamedResult): Issue[] {
  return COMMON.flatMap(([path, of]) => {
    const [wanted, value] = [first, other].map(({ result }) => sortedText(of(result)).slice(0, 200));
    if (sortedText(of(first.result)) === sortedText(of(other.result))) return [];
    return [{ file: other.name, path, value: value ?? "", message: `must be ${wanted ?? ""} as in ${first.name}` }];
  });
}

function notComparable(issues: readonly Issue[]): KijunError {
  return KijunError.forIssuesIn("results that are to be put together", issues, {
    code: "RESULTS_NOT_COMPARABLE",
    hint: "Put together results of one checklist version, release, fleet and year; judge the stored readings again with one release where they differ.",
  });
}

import type { FindingStatus } from "@kijun/core";

import type { Observation } from "./finding.js";
import { sortedBy } from "./ordered-lists.js";
import { sortedText } from "./result-text.js";

/**
 * The order in which a status decides over another: what is known to be wrong, what could not be looked at, what nobody
 * can judge yet, what nobody looked at, what is right; something that does not apply decides only where nothing does.
 */
export const STATUS_ORDER: readonly FindingStatus[] = [
  "fail",
  "error",
  "unknown",
  "notchecked",
  "pass",
  "notapplicable",
];

/** The status that decides; of no status at all there is none. */
export function worstStatus(statuses: Iterable<FindingStatus | undefined>): FindingStatus | undefined {
  const given = new Set(statuses);
  return STATUS_ORDER.find((status) => given.has(status));
}

/** The same for the outcomes of observations. A remark passes and is shown before what merely passes. */
const OUTCOME_ORDER: readonly Observation["outcome"][] = [
  "fail",
  "error",
  "unknown",
  "remark",
  "pass",
  "notapplicable",
];

/** The status that observations lead to; none where there are none. */
function statusOfObservations(observations: readonly Observation[]): FindingStatus | undefined {
  return worstStatus(observations.map(({ outcome }) => (outcome === "remark" ? "pass" : outcome)));
}

/**
 * The status of a part that was looked at: what the observations lead to, but that a pass against a value that nobody has
 * approved is `unknown`, and that of what a declaration leaves out nothing better than `notchecked` is known. None where
 * nothing was observed.
 */
export function measuredStatus(
  observations: readonly Observation[],
  { isUnapproved, isUndeclared }: { readonly isUnapproved: boolean; readonly isUndeclared: boolean },
): FindingStatus | undefined {
  const observed = statusOfObservations(observations);
  return worstStatus([
    observed,
    ...(observed === "pass" && isUnapproved ? (["unknown"] as const) : []),
    ...(isUndeclared ? (["notchecked"] as const) : []),
  ]);
}

/** The worst first, then by place, so that the order in which they were made does not show. */
export function sortedObservations(observations: readonly Observation[]): Observation[] {
  return sortedBy(observations, ({ outcome, area, path, ...rest }) => [
    ...[String(OUTCOME_ORDER.indexOf(outcome)), area, path],
    sortedText(rest),
  ]);
}

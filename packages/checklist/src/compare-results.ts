import type { FindingStatus } from "@kijun/core";

import type { CheckResult } from "./check-result.js";
import type { PartFinding } from "./finding.js";
import { sortedText } from "./result-text.js";

/** Why a part of an item on a machine cannot be compared with that of an earlier result. */
export type NotComparableCause =
  /** The machine was not there, or is there no more: joined, retired, renamed. */
  | "machine"
  /** The item or the part is not in both editions. */
  | "item"
  /** One of the two was neither passed nor failed. */
  | "status";

/** One part of an item on a machine, as it was and as it is. */
export interface ComparedPart {
  readonly item: string;
  readonly part: string;
  readonly host: string;
  readonly earlier?: FindingStatus;
  readonly later?: FindingStatus;
}

/** What has become of the findings of an earlier result. */
export interface ResultComparison {
  /** Passed before, fails now. */
  readonly new: readonly ComparedPart[];
  /** Failed before, passes now. */
  readonly corrected: readonly ComparedPart[];
  /** Failed before and fails now. */
  readonly repeated: readonly ComparedPart[];
  /** Fails in one of the two, and nobody can say what it is in the other. */
  readonly notComparable: readonly (ComparedPart & { readonly cause: NotComparableCause })[];
  /** Whether both were judged by the same edition with the same levels; where not, a difference may come from there. */
  readonly sameEdition: boolean;
}

/** Compares with the result of an earlier year, in the order of the later result, what is only in the earlier one last. */
export function compareResults(earlier: CheckResult, later: CheckResult): ResultComparison {
  const before = new Map(partsOf(earlier).map((part) => [keyOf(part), part]));
  const now = new Map(partsOf(later).map((part) => [keyOf(part), part]));
  const pairs = [...new Set([...now.keys(), ...before.keys()])].map((key) => pair(before.get(key), now.get(key)));
  const of = (was: FindingStatus, is: FindingStatus): ComparedPart[] =>
    pairs.filter((compared) => compared.earlier === was && compared.later === is);
  const failing = pairs.filter((compared) => compared.earlier === "fail" || compared.later === "fail");
  return {
    new: of("pass", "fail"),
    corrected: of("fail", "pass"),
    repeated: of("fail", "fail"),
    notComparable: failing.flatMap((compared) => {
      const cause = causeOf(compared, earlier, later);
      return cause === undefined ? [] : [{ ...compared, cause }];
    }),
    sameEdition: sortedText(editionOf(earlier)) === sortedText(editionOf(later)),
  };
}

function pair(earlier: PartFinding | undefined, later: PartFinding | undefined): ComparedPart {
  const { item = "", part = "", host = "" } = later ?? earlier ?? {};
  return {
    ...{ item, part, host },
    ...(earlier === undefined ? {} : { earlier: earlier.status }),
    ...(later === undefined ? {} : { later: later.status }),
  };
}

function causeOf(compared: ComparedPart, earlier: CheckResult, later: CheckResult): NotComparableCause | undefined {
  const isIn = ({ readings }: CheckResult): boolean =>
    readings.some(({ host }) => lower(host) === lower(compared.host));
  if (!isIn(earlier) || !isIn(later)) return "machine";
  if (compared.earlier === undefined || compared.later === undefined) return "item";
  return [compared.earlier, compared.later].every((status) => status === "pass" || status === "fail")
    ? undefined
    : "status";
}

function partsOf({ findings }: CheckResult): PartFinding[] {
  return findings.flatMap(({ parts }) => parts);
}

function keyOf({ item, part, host }: PartFinding): string {
  return JSON.stringify([item, part, lower(host)]);
}

function editionOf({ judgedBy }: CheckResult): unknown[] {
  const { checklist, version, parameters } = judgedBy;
  return [checklist, version, parameters];
}

function lower(host: string): string {
  return host.toLowerCase();
}

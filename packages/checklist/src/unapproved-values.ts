import { isToBeConfirmed } from "@kijun/core";
import type { Provenance, Scalar } from "@kijun/core";

import type { Observation } from "./finding.js";
import type { Subject } from "./judged-item.js";
import { declaredValues } from "./observed-part.js";

/** Where the declared value at a path below an area (`thresholdAttempts`) comes from; undefined where nobody said. */
export type ProvenanceOf = (area: string, path: string) => Provenance | undefined;

/** A declared value that nobody has approved. */
export interface UnapprovedValue {
  /** From the area on: `account-lockout.thresholdAttempts`. */
  readonly path: string;
  readonly value: Scalar;
  /** What to ask the customer; empty where the declaration names no source at all. */
  readonly question: string;
}

/**
 * The unapproved values that an observation rests on: those declared at its path and below it that are assumed, that are
 * to be confirmed, or that come from nowhere; and what it wants itself, where that is to be confirmed. An observation
 * about what is not declared rests on nothing else.
 */
export function unapprovedOf(
  { area, path, wanted }: Pick<Observation, "area" | "path" | "wanted">,
  declared: Subject["declared"],
  provenanceOf: ProvenanceOf,
): UnapprovedValue[] {
  const values = declaredValues(declared[area], path);
  const own = isToBeConfirmed(wanted) ? [{ path: pathFrom(area, path), value: String(wanted), question: "" }] : [];
  if (values.length === 0) return own;
  return values.flatMap((entry) => {
    const provenance = provenanceOf(area, entry.path);
    if (provenance !== undefined && provenance.kind !== "assumed" && !isToBeConfirmed(entry.value)) return [];
    return [{ path: pathFrom(area, entry.path), value: entry.value, question: provenance?.reference ?? "" }];
  });
}

function pathFrom(area: string, path: string): string {
  return path === "" ? area : `${area}.${path}`;
}

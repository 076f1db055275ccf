import { ABSENT, entriesOf, parseUnreadable, valueAt } from "./canonical.js";
import type { CanonicalArea, CanonicalAreaOrReserved, Scalar } from "./canonical.js";
import type { Provenance } from "./provenance.js";

/** Whether a change makes a machine safer, less safe, neither, or whether nobody can say. */
export type Direction = "hardening" | "weakening" | "neutral" | "unknown";

/** One setting that differs on one machine. An unreadable setting is a change of unknown direction, never "same". */
export interface Change {
  /** Area id, kebab-case: `account-lockout`. */
  readonly area: string;
  /** Path as Pulumi prints it, from the machine's input property: `accountLockout.thresholdAttempts`. */
  readonly path: string;
  readonly live: Scalar;
  readonly desired: Scalar;
  readonly direction: Direction;
  /** Checklist items the setting touches: `端末7`. */
  readonly items: readonly string[];
  /** Where the desired value comes from. */
  readonly provenance?: Provenance;
  /** What a person calls the setting, and the unit of its values. */
  readonly label: string;
  readonly unit?: string;
}

/** A difference between two canonical values at a path below the area. */
export interface Difference {
  readonly path: readonly string[];
  readonly live: Scalar;
  readonly desired: Scalar;
}

/** Whether a live value is what a desired one asks for. */
export type Meets = (live: Scalar, desired: Scalar) => boolean;

/**
 * Compares the managed settings of one area, in a fixed order. Only what `desired` names is managed: what else the
 * machine has is no difference. Something the reading lacks is `absent`; an unreadable area is one difference at the
 * empty path. Values are to be equal unless the area says what meets its desired values.
 */
export function compareArea(
  live: CanonicalAreaOrReserved | undefined,
  desired: CanonicalArea,
  meets: Meets = (held, wanted) => held === wanted,
): Difference[] {
  if (live === undefined || typeof live === "string") {
    return [{ path: [], live: live ?? ABSENT, desired: "declared" }];
  }
  const differences: Difference[] = [];
  for (const { path, value } of entriesOf(desired)) {
    const actual = valueAt(live, path) ?? ABSENT;
    if (!meets(actual, value)) differences.push({ path, live: actual, desired: value });
  }
  return differences;
}

/** Whether a change says that something could not be read, so that nobody may call it a difference in value. */
export function isUnreadable(difference: { readonly live: Scalar }): boolean {
  return parseUnreadable(difference.live) !== undefined;
}

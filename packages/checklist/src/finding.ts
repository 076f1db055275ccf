import type { FindingStatus } from "@kijun/core";

import type { Observation } from "./judged-item.js";

/** One part of one item judged on one machine. */
export interface PartFinding {
  /** `端末2`. */
  readonly item: string;
  /** `firewall`. */
  readonly part: string;
  readonly host: string;
  readonly status: FindingStatus;
  /** Observations that led to the status, the worst first; for an item that a person answers, none. */
  readonly observations: readonly Observation[];
  /** Paths whose wanted value nobody has approved; with any of them a finding is `unknown`, never `pass`. */
  readonly unapproved: readonly string[];
  readonly evidence: Evidence;
  /** An exception that the customer has granted; the finding stays `fail`. */
  readonly waiver?: { readonly approvedBy: string; readonly reason: string; readonly until: string };
  /** Why the status is `notapplicable`, `notchecked` or `unknown`, as a stable code: `RETIRED 2025-12-01`. */
  readonly because?: string;
}

/** What a finding rests on. */
export interface Evidence {
  /** `declaration`, a reading over the line, a collected folder, or a person's attestation. */
  readonly source: "declaration" | "live" | "collected" | "attestation" | "none";
  /** When it was so on the machine, ISO 8601, UTC; absent for a declaration. */
  readonly observedAt?: string;
  /** When it came to the controller, ISO 8601, UTC. */
  readonly receivedAt?: string;
  /** SHA-256, hex, of the canonical text of what was read of the areas that the part rests on, or of the attestation. */
  readonly digest?: string;
}

/** One row of the result: an item on a machine, with the worst of its parts' statuses. */
export interface ItemFinding {
  readonly item: string;
  readonly host: string;
  readonly status: FindingStatus;
  readonly parts: readonly PartFinding[];
}

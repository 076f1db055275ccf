import type { FindingStatus } from "@kijun/core";

import type { Observation, PartKind } from "./judged-item.js";

/** One part of one item judged on one machine. */
export interface PartFinding {
  /** `端末2`. */
  readonly item: string;
  /** `firewall`. */
  readonly part: string;
  readonly kind: PartKind;
  readonly host: string;
  readonly status: FindingStatus;
  /** Observations that led to the status, the worst first; for an item that a person answers, none. */
  readonly observations: readonly Observation[];
  /** Paths from the area on (`account-lockout.thresholdAttempts`) whose wanted value nobody has approved; with any of them a finding is never `pass`. */
  readonly unapproved: readonly string[];
  readonly evidence: Evidence;
  /** The answer of a person that counts on the day asked about, or the latest one that no longer counts. */
  readonly attestation?: {
    readonly answer: "pass" | "fail";
    readonly by: string;
    readonly observedOn: string;
    readonly validUntil: string;
    readonly note?: string;
  };
  /** An exception that the customer has granted; the finding stays `fail`. */
  readonly waiver?: {
    readonly approvedBy: string;
    readonly reason: string;
    readonly from: string;
    readonly until: string;
  };
  /** Why the status is none of `pass` and `fail`, as a stable code with its detail: `RETIRED 2025-12-01`. */
  readonly because?: string;
  /** The customer's words for `because`, where there are any. */
  readonly reason?: string;
}

/** What a finding rests on. */
export interface Evidence {
  /** `declaration`, a reading over the line, a collected folder, or a person's attestation. */
  readonly source: "declaration" | "live" | "collected" | "attestation" | "none";
  /**
   * When it was so on the machine: an instant (ISO 8601, UTC), or of an attestation the day in Asia/Tokyo; absent for a
   * declaration.
   */
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
  /** In the order of the item. */
  readonly parts: readonly PartFinding[];
}

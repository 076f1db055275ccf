import type { HostRole } from "@kijun/core";

/** What a person has answered for one machine about one part of an item. All days are calendar days in Asia/Tokyo. */
export interface Attestation {
  /** `端末13`. */
  readonly item: string;
  /** `attested` parts only; a measurable part is never attested. */
  readonly part: string;
  /** Computer name. */
  readonly host: string;
  readonly answer: "pass" | "fail";
  /** Who looked. */
  readonly by: string;
  /** Day on which it was so, `YYYY-MM-DD`. */
  readonly observedOn: string;
  /** When the answer came in, ISO 8601, UTC. */
  readonly receivedAt: string;
  /** Last day on which it counts, inclusive to 24:00 in Asia/Tokyo, `YYYY-MM-DD`. */
  readonly validUntil: string;
  /** Demanded of `fail`. */
  readonly note?: string;
  /** SHA-256, hex, of the sheet or photo it came in. */
  readonly evidenceDigest: string;
}

/** An exception that the customer has granted: the finding stays `fail`, and the waiver dates it. */
export interface Waiver {
  readonly item: string;
  /** Absent: every part of the item. */
  readonly part?: string;
  /** Computer names; at least one. */
  readonly hosts: readonly string[];
  readonly reason: string;
  readonly approvedBy: string;
  /** First and last day that it counts, both inclusive, in Asia/Tokyo, `YYYY-MM-DD`. No waiver is without an end. */
  readonly from: string;
  readonly until: string;
}

/** A role that is no longer asked about, because its machines are retired. */
export interface Retirement {
  readonly role: HostRole;
  /** First day on which its items do not apply, in Asia/Tokyo, `YYYY-MM-DD`. */
  readonly on: string;
  readonly reason: string;
}

/** Everything that people have said about findings; it counts by its own days, whenever machines were read. */
export interface Answers {
  readonly attestations: readonly Attestation[];
  readonly waivers: readonly Waiver[];
  readonly retirements: readonly Retirement[];
}

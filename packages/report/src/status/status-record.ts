import type { RunArea, RunChange, RunHost, RunRecord, RunUnreadable } from "../run-record.js";

/** One machine of a status. */
export interface StatusHost extends RunHost {
  /** When the values were read (ISO 8601, UTC); absent of a machine that no reading is known of. */
  readonly readAt?: string;
}

/** How a fleet stands against its baseline, from readings of one kind. Holds no secret. */
export interface StatusRecord {
  readonly schema: "kijun.status/1";
  readonly tool: { readonly name: string; readonly version: string };
  readonly baseline: { readonly fleet: string; readonly asOf: string };
  /** `live`: read for this status. `last-readings`: as this computer last read each machine. */
  readonly source: "live" | "last-readings";
  /** ISO 8601, UTC; so is `finishedAt`, which ages are counted from. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly exit: RunRecord["exit"];
  readonly areas: readonly RunArea[];
  readonly hosts: readonly StatusHost[];
  readonly changes: readonly RunChange[];
  readonly unreadable: readonly RunUnreadable[];
}

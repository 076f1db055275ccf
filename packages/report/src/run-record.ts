import type { Change, HostRole } from "@kijun/core";

import type { BilingualText } from "@kijun/core";
import type { ExitCause } from "./exit-codes.js";

/**
 * `read`: the declared machine answered; single areas may still be unreadable. `unreachable`: it did not answer.
 * `failed`: something answered, but nothing could be read from it as the declared machine. Only `read` counts as read.
 */
export type HostStatus = "read" | "unreachable" | "failed";

/** One machine of the run. */
export interface RunHost {
  readonly name: string;
  /** Id of its site. */
  readonly site: string;
  readonly siteName?: string;
  readonly hostClass?: string;
  readonly role?: HostRole;
  readonly status: HostStatus;
  /** Ids of the areas declared of it: what is unread when it is not read. */
  readonly areas: readonly string[];
}

/** A difference in value on a machine that was read. What could not be read is no change; it stands in `unreadable`. */
export interface RunChange extends Change {
  readonly host: string;
}

/** A machine, an area of it, or one setting that could not be read. */
export interface RunUnreadable {
  readonly host: string;
  /** Id of the area; absent when nothing of the machine was read. */
  readonly area?: string;
  /** Path of the one setting (`screenSaver.timeoutSeconds`); absent when nothing of the area was read. */
  readonly path?: string;
  readonly code: string;
  readonly message: string;
  /** What the reader can do next; empty where nobody knows better than to read again. */
  readonly hint: string;
  /** When it was last read (ISO 8601, UTC); absent when it never was. */
  readonly lastRead?: string;
}

/** What became of one setting that was to be changed. */
export interface RunApplied {
  readonly host: string;
  /** `accountLockout.thresholdAttempts`; absent when the apply never got as far as the machine's settings. */
  readonly path?: string;
  readonly outcome: "changed" | "already" | "failed";
  readonly code?: string;
  readonly detail?: string;
  /** What the reader can do next. */
  readonly hint?: string;
}

/** Wall time of a run and what it went to, in milliseconds. */
export interface RunTiming {
  readonly wallMs: number;
  readonly engineMs: number;
  readonly providerMs: number;
  readonly wireMs: number;
  readonly restMs: number;
}

/** What stopped a run. */
export interface RunError {
  readonly code: string;
  /** Of a wrong declaration it names each place, value and what would be right, one on a line. */
  readonly message: string;
  /** What the reader can do next. */
  readonly hint: string;
}

/** A setting area that some machine of the run declares. */
export interface RunArea {
  readonly id: string;
  readonly title: BilingualText;
}

/** Everything that one run found and did. Each report is made from it and from nothing else; it holds no secret. */
export interface RunRecord {
  readonly schema: "kijun.run/1";
  /** Id of the run. */
  readonly run: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** `preview`, `up`, … */
  readonly command: string;
  readonly stack: string;
  /** The fleet, the day whose machines were in service, and the revision of the source where one is known. */
  readonly baseline: { readonly fleet: string; readonly asOf: string; readonly revision?: string };
  /** ISO 8601, UTC; so is `finishedAt`. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** The causes in the order of precedence; the first one gave the code. None with code 0. */
  readonly exit: { readonly code: number; readonly reasons: readonly ExitCause[] };
  /** Absent of a run that came to its end, whatever it found. */
  readonly error?: RunError;
  readonly areas: readonly RunArea[];
  readonly hosts: readonly RunHost[];
  readonly changes: readonly RunChange[];
  readonly unreadable: readonly RunUnreadable[];
  /** Machines that the stack's state gains or loses; nothing on the machines themselves is said or done by that. */
  readonly membership: { readonly joining: readonly string[]; readonly leaving: readonly string[] };
  /** Only of a run that was to change machines. */
  readonly applied?: readonly RunApplied[];
  readonly timing: RunTiming;
}

import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { HostReading } from "@kijun/core";

import { runFolder } from "./run-folder.js";

/** What the provider did, one JSON line each, for the command's progress, summary and timing. Holds no secret. */
export type JournalEntry =
  | {
      readonly kind: "reading";
      readonly host: string;
      readonly reading: HostReading;
      /** With an unreachable machine: when it was last read (ISO 8601, UTC), and with which values. */
      readonly lastRead?: string;
      /** The state knew the machine: the engine shows its changes as `~`. */
      readonly known: boolean;
    }
  | {
      readonly kind: "applied";
      readonly host: string;
      readonly results: readonly AppliedSetting[];
    }
  /** An apply that never got as far as the machine's settings. */
  | {
      readonly kind: "apply-failed";
      readonly host: string;
      readonly code: string;
      readonly message: string;
      readonly hint: string;
    }
  /** A change of a machine that would cut the line to it, and is therefore not applied. */
  | {
      readonly kind: "refused";
      readonly host: string;
      /** Of the setting that would do it: `firewallRules.block-all`. */
      readonly path: string;
      readonly reason: string;
    }
  /** Something that a person should know and that ends nothing, such as a file that was passed over. */
  | { readonly kind: "note"; readonly host: string; readonly message: string }
  /** Milliseconds since 1970 in which the provider process was busy with a call, or waited for a machine. */
  | {
      readonly kind: "span";
      readonly part: "call" | "wire";
      readonly host: string;
      readonly start: number;
      readonly end: number;
    };

/** What became of one setting that was to be changed. */
export interface AppliedSetting {
  /** `accountLockout.thresholdAttempts` */
  readonly path: string;
  readonly outcome: "changed" | "failed";
  /** Why it failed; with a changed one, what it still waits for before it takes effect. */
  readonly code?: string;
  readonly detail?: string;
}

/** An entry as it stands in a journal: with the time at which it was written (ISO 8601, UTC). */
export type TimedEntry = JournalEntry & { readonly at?: string };

const PREFIX = "journal-";

/** Appends to this process's own journal file, so that two providers of one run never write into each other's lines. */
export function writeJournal(entry: JournalEntry, folder = runFolder()): void {
  const line = JSON.stringify({ at: new Date().toISOString(), ...entry });
  appendFileSync(join(folder, `${PREFIX}${String(process.pid)}.ndjson`), line + "\n", { mode: 0o600 });
}

/** Every entry of a run's folder so far; an unfinished last line of a killed process is left out. */
export function readJournal(folder: string): TimedEntry[] {
  const entries: TimedEntry[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.startsWith(PREFIX))
    .sort()) {
    const lines = readFileSync(join(folder, name), "utf8").split("\n");
    for (const line of lines.slice(0, -1)) entries.push(JSON.parse(line) as TimedEntry);
  }
  return entries;
}

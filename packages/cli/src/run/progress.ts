import type { JournalEntry } from "@kijun/provider/run";

import type { Language } from "../command-line/language.js";

/** How far a run has come, in machines. */
export interface ProgressCounts {
  /** Machines of the program; 0 until it has declared them. */
  readonly all: number;
  /** Machines that answered or failed to. */
  readonly read: number;
  /** Machines whose settings were written, whatever became of each. */
  readonly applied: number;
  /** Machines that could not be read, or not be changed as declared. */
  readonly failed: number;
  /** Machines that nothing is known of yet, or that are still to be written to. */
  readonly left: number;
}

/** Which machines a command of the engine is about. */
export interface ProgressScope {
  /** Names; undefined for all that the program declares. */
  readonly machines?: readonly string[] | undefined;
  /** Names in lower case of machines that will be written to. Having read one of them is not the end of it. */
  readonly toWrite?: ReadonlySet<string> | undefined;
}

/** Counts each machine once, whatever it was asked for how often. `declared` are names in lower case. */
export function countProgress(
  declared: readonly string[],
  journal: readonly JournalEntry[],
  { machines, toWrite = new Set() }: ProgressScope = {},
): ProgressCounts {
  const chosen = machines === undefined ? undefined : new Set(machines.map((name) => name.toLowerCase()));
  const read = new Map<string, boolean>();
  const applied = new Map<string, boolean>();
  for (const entry of journal) {
    const host = entry.host.toLowerCase();
    if (chosen?.has(host) === false) continue;
    if (entry.kind === "reading") read.set(host, entry.reading.kind === "complete");
    else if (entry.kind === "applied") {
      const failed = entry.results.some(({ outcome }) => outcome === "failed");
      applied.set(host, !failed);
    } else if (entry.kind === "apply-failed") applied.set(host, false);
  }
  const all = declared.filter((host) => chosen?.has(host) !== false).length;
  const outcomes = new Map([...read, ...applied]);
  const failed = [...outcomes.values()].filter((succeeded) => !succeeded).length;
  const done = [...outcomes.keys()].filter((host) => applied.has(host) || !toWrite.has(host)).length;
  return { all, read: read.size, applied: applied.size, failed, left: Math.max(all - done, 0) };
}

/** One line for people who wait. `elapsedMs` is the time since the machines were declared. */
export function progressLine(counts: ProgressCounts, elapsedMs: number, language: Language): string {
  const { all, read, applied, failed, left } = counts;
  const words = WORDS[language];
  if (all === 0) return words.starting;
  const parts = [words.read(read, all)];
  if (applied > 0) parts.push(words.applied(applied));
  parts.push(words.failed(failed), words.left(left));
  if (left > 0 && left < all && elapsedMs >= SOONEST_ESTIMATE_MS)
    parts.push(words.seconds(Math.ceil(((elapsedMs / (all - left)) * left) / 1000)));
  return parts.join(words.separator);
}

/** Before that the first answers say too little of the rest. */
const SOONEST_ESTIMATE_MS = 1000;

const WORDS = {
  ja: {
    separator: " ",
    starting: "エンジンとプログラムを起動しています",
    read: (read: number, all: number) => `読取 ${String(read)}/${String(all)}`,
    applied: (count: number) => `適用 ${String(count)}`,
    failed: (count: number) => `失敗 ${String(count)}`,
    left: (count: number) => `残り ${String(count)}`,
    seconds: (count: number) => `約${String(count)}秒`,
  },
  en: {
    separator: ", ",
    starting: "starting the engine and the program",
    read: (read: number, all: number) => `read ${String(read)}/${String(all)}`,
    applied: (count: number) => `applied ${String(count)}`,
    failed: (count: number) => `failed ${String(count)}`,
    left: (count: number) => `left ${String(count)}`,
    seconds: (count: number) => `about ${String(count)} s`,
  },
} as const;

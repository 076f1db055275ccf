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
  /** Machines that nothing is known of yet. */
  readonly left: number;
}

/** Counts each machine once, whatever it was asked for how often. */
export function countProgress(all: number, journal: readonly JournalEntry[]): ProgressCounts {
  const read = new Map<string, boolean>();
  const applied = new Map<string, boolean>();
  for (const entry of journal) {
    if (entry.kind === "reading") read.set(entry.host, entry.reading.kind === "complete");
    else if (entry.kind === "applied")
      applied.set(
        entry.host,
        entry.results.every(({ outcome }) => outcome !== "failed"),
      );
    else if (entry.kind === "apply-failed") applied.set(entry.host, false);
  }
  const outcomes = new Map([...read, ...applied]);
  const failed = [...outcomes.values()].filter((succeeded) => !succeeded).length;
  return { all, read: read.size, applied: applied.size, failed, left: Math.max(all - outcomes.size, 0) };
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

import type { JournalEntry } from "@kijun/provider/run";
import type { RunTiming } from "@kijun/report";

/** Milliseconds since 1970. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * What the wall time of a command went to. Wire: some machine was waited for. Provider: some call was worked on and no
 * machine was waited for. Engine: the rest of the engine's life. Rest: everything around the engine.
 */
export function timingOf(wallMs: number, engineRuns: readonly Interval[], journal: readonly JournalEntry[]): RunTiming {
  const spans = journal.flatMap((entry) => (entry.kind === "span" ? [entry] : []));
  const wire = spans.filter(({ part }) => part === "wire");
  const engineLife = coveredMs(engineRuns);
  const busyMs = Math.min(coveredMs(spans), engineLife);
  const wireMs = Math.min(coveredMs(wire), busyMs);
  return {
    wallMs,
    engineMs: engineLife - busyMs,
    providerMs: busyMs - wireMs,
    wireMs,
    restMs: Math.max(wallMs - engineLife, 0),
  };
}

/** Length of the union of intervals: what happened at the same time counts once. */
export function coveredMs(intervals: readonly Interval[]): number {
  let covered = 0;
  let reached = -Infinity;
  for (const { start, end } of [...intervals].sort((left, right) => left.start - right.start)) {
    covered += Math.max(end - Math.max(start, reached), 0);
    reached = Math.max(reached, end);
  }
  return covered;
}

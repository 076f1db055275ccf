import { dayInTokyo, parseUnreadable } from "@kijun/core";
import { keptReading, readingFrom } from "@kijun/provider/live";
import type { CompleteReading, ReadingContent } from "@kijun/provider/live";
import { nextStep } from "@kijun/provider/run";
import type { FleetFileEntry } from "@kijun/provider/run";

import { harvestedReading } from "../harvesting/harvested-reading.js";
import type { HostOutcome } from "../run/host-outcomes.js";
import type { JudgedOutcome } from "./judge-outcomes.js";

/** Days in Asia/Tokyo, both inclusive, `YYYY-MM-DD`. */
export interface DaySpan {
  readonly first: string;
  readonly last: string;
  /** Whether no day of them is still to come. */
  readonly isOver?: boolean;
}

/** Where readings and what is kept of logs are. */
export interface KeptPlaces {
  readonly environment: NodeJS.ProcessEnv;
  /** The customer's folder. */
  readonly folder: string;
}

/** What this computer keeps of machines from days that count; of any other machine, that it has still to be read. */
export function keptOutcomes(entries: readonly FleetFileEntry[], days: DaySpan, places: KeptPlaces): JudgedOutcome[] {
  return entries.map((entry) => keptOutcome(entry, days, places));
}

function keptOutcome(
  entry: FleetFileEntry,
  { first, last, isOver = false }: DaySpan,
  { environment, folder }: KeptPlaces,
): JudgedOutcome {
  const kept = keptReading(entry.host, environment);
  if (kept.kind === "invalid") {
    const why = kept.problem === "future" ? "says that it was made in the future" : "is damaged";
    return unread(entry, "LAST_READING_INVALID", `${kept.path} ${why} and was ignored`);
  }
  if (kept.kind === "none")
    return unread(entry, isOver ? "PERIOD_OVER" : "NEVER_READ", "this computer has no reading of the machine");
  const day = dayInTokyo(kept.content.observedAt);
  if (day < first || day > last)
    return unread(
      entry,
      isOver ? "PERIOD_OVER" : "READ_ON_ANOTHER_DAY",
      `it was last read on ${day}; what counts is from ${first} to ${last}`,
    );
  return readOutcome(readingFrom(kept.content, entry), kept.content, entry, folder);
}

/** What a machine answered, with its logs as far back as they were kept. */
export function readOutcome(
  reading: CompleteReading,
  content: ReadingContent,
  entry: FleetFileEntry,
  folder: string,
): JudgedOutcome {
  const { areas, periods } = harvestedReading(reading.areas, content, entry, folder);
  const { source, receivedAt } = content;
  const { host } = entry;
  return {
    ...{ entry, reading: { kind: "reading", host, reading: { ...reading, areas }, known: true }, applies: [] },
    ...{ source, receivedAt, periods },
  };
}

function unread(entry: FleetFileEntry, code: string, message: string): JudgedOutcome {
  const reading = { kind: "unreachable", code, message, hint: nextStep(code, "", "en") } as const;
  return { entry, reading: { kind: "reading", host: entry.host, reading, known: true }, applies: [], source: "live" };
}

/** Whether a machine has to be read (again): nothing of it counts, or the declaration asks for something else by now. */
export function isStillToRead({ reading }: HostOutcome): boolean {
  if (reading?.reading.kind !== "complete") return true;
  return Object.values(reading.reading.areas).some((area) => parseUnreadable(area)?.code === "ASKED_OTHERWISE");
}

/** The kept outcomes, and of machines that could not be read now, why: a try that failed says more than that nothing is kept. */
export function withFailedTries(kept: readonly JudgedOutcome[], tried: readonly HostOutcome[]): JudgedOutcome[] {
  const failures = new Map(
    tried
      .filter(({ reading }) => reading?.reading.kind === "unreachable")
      .map((outcome) => [outcome.entry.host.toLowerCase(), outcome]),
  );
  return kept.map((outcome) => {
    if (outcome.reading?.reading.kind === "complete") return outcome;
    return { ...outcome, ...failures.get(outcome.entry.host.toLowerCase()) };
  });
}

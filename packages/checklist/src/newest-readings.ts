import { compareHostNames } from "@kijun/core";

import type { JudgedMachine } from "./build-result.js";
import type { CheckResult, ReadingRecord } from "./check-result.js";
import { distinct, groupedBy, sortedBy } from "./ordered-lists.js";
import { sortedText } from "./result-text.js";

/** Machines with the reading that counts of each, in the order of their names, and the readings that do not count. */
interface NewestReadings {
  readonly kept: readonly JudgedMachine[];
  readonly superseded: readonly ReadingRecord[];
}

/**
 * The newest reading of each machine. A try that read nothing never replaces a reading. What order readings are given
 * in, and how often, does not matter.
 */
export function newestReadings(
  machines: readonly JudgedMachine[],
  superseded: readonly ReadingRecord[],
): NewestReadings {
  const kept = [...groupedBy(machines, ({ reading }) => reading.host.toLowerCase()).values()]
    .flatMap((group) => sortedBy(group, ({ reading }) => age(reading)).slice(-1))
    .sort((left, right) => compareHostNames(left.reading.host, right.reading.host));
  const counting = new Set(kept.map(({ reading }) => sortedText(reading)));
  const others = [...machines.map(({ reading }) => reading), ...superseded];
  const replaced = distinct(others).filter((reading) => !counting.has(sortedText(reading)));
  const newestFirst = sortedBy(replaced, age).toReversed();
  return { kept, superseded: newestFirst.sort((left, right) => compareHostNames(left.host, right.host)) };
}

/** The newer the greater. A try that read nothing has no time, and so is older than every reading. */
function age(reading: ReadingRecord): string[] {
  const { observedAt = "1970-01-01T00:00:00Z", receivedAt = "" } = reading;
  return [String(Date.parse(observedAt)).padStart(15, "0"), receivedAt, sortedText(reading)];
}

/** A machine that readings say different things of. */
export interface ReadingConflict {
  readonly host: string;
  /** The reading that counts. */
  readonly kept: ReadingRecord;
  readonly others: readonly ReadingRecord[];
}

/** Every machine of which a reading that was replaced had been judged to be something else. */
export function conflictsOf({ readings, superseded }: CheckResult): ReadingConflict[] {
  return readings.flatMap((kept) => {
    const others = superseded.filter(
      ({ host, source, verdict }) =>
        host.toLowerCase() === kept.host.toLowerCase() && source !== "none" && verdict !== kept.verdict,
    );
    return others.length === 0 ? [] : [{ host: kept.host, kept, others }];
  });
}

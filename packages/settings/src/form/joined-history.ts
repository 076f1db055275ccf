import { coveredSpan } from "./event-history.js";
import type { CoveredSpan, EventHistory } from "./event-history.js";

/**
 * How far back readings of one log go together, from the newest of them on as far as each begins before the one after it
 * was left off: what is lost between two readings ends the span.
 */
export function joinedHistory(histories: readonly EventHistory[], asked: CoveredSpan): EventHistory {
  const [newest, ...older] = histories.toSorted((left, right) => Date.parse(right.to) - Date.parse(left.to));
  if (newest === undefined) throw new RangeError("there is no history");
  const span = coveredSpan(newest);
  if (span === undefined) return { ...newest, ...asked };
  const reach = older
    .flatMap((history) => coveredSpan(history) ?? [])
    .reduce((from, each) => (isBefore(from, each.to) ? earlier(from, each.from) : from), span.from);
  // Times are compared as text later, and two texts may mean the same time.
  const oldest = isBefore(reach, asked.from) ? asked.from : reach;
  return {
    ...newest,
    ...asked,
    readUntil: reach === span.from && oldest === reach ? newest.readUntil : null,
    // What the log itself says of its beginning is in the spans already.
    installed: null,
    log: { ...newest.log, oldest, oldestId: null },
  };
}

function isBefore(left: string, right: string): boolean {
  return Date.parse(left) <= Date.parse(right);
}

function earlier(left: string, right: string): string {
  return isBefore(left, right) ? left : right;
}

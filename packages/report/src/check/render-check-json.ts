import type { CheckRecord } from "./check-record.js";

/** A check as one JSON document with a final line feed; findings by item, then by machine. */
export function renderCheckJson(record: CheckRecord): string {
  return JSON.stringify(record, null, 2) + "\n";
}

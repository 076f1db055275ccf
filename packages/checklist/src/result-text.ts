import { createHash } from "node:crypto";

import type { CheckResult } from "./check-result.js";

/** The file of a result, with names sorted and a final line feed: equal results give equal bytes. */
export function resultText(result: CheckResult): string {
  return JSON.stringify(result, sortedNames, 1) + "\n";
}

/** Names of what tells when and by which run something was found, and not what. */
const TIMES = new Set(["observedAt", "receivedAt", "runs", "run"]);

/** SHA-256, hex, of a result but its runs and times, so that the same findings have the same digest. */
export function digestOfResult(result: Omit<CheckResult, "digest">): string {
  return digestWithoutTimes({ ...result, digest: undefined, $schema: undefined });
}

/** SHA-256, hex, of the JSON text of a value, names sorted, without its times. */
export function digestWithoutTimes(value: unknown): string {
  const text = JSON.stringify(value, (name, inner: unknown) =>
    TIMES.has(name) ? undefined : sortedNames(name, inner),
  );
  return createHash("sha256").update(text).digest("hex");
}

/** A text that is equal for equal values, whatever the order of their names. */
export function sortedText(value: unknown): string {
  return JSON.stringify(value, sortedNames);
}

function sortedNames(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

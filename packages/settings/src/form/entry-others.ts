import { isAbsent, parseUnreadable } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";

/** The reserved name that stands for every entry that is not declared. */
export const OTHERS = "*";

/** Names in `"*"` beyond this many are counted. */
const NAMED_OTHERS = 20;

/** The live text of `"*"`: who speaks against it, and where nobody does the given text. */
export function othersText(against: Iterable<string>, desired: CanonicalArea, none: string): string {
  const declared = new Set(Object.keys(desired).map((name) => name.toLowerCase()));
  const others = [...against].filter((name) => !declared.has(name.toLowerCase()));
  return others.length === 0 ? none : namesOfOthers(others);
}

/** The names in quotation marks, as far as they are not too many. */
export function namesOfOthers(names: readonly string[]): string {
  const named = [...names].sort().slice(0, NAMED_OTHERS);
  const more = names.length > NAMED_OTHERS ? [`and ${String(names.length - NAMED_OTHERS)} more`] : [];
  return [...named.map((name) => JSON.stringify(name)), ...more].join(", ");
}

export function directionOfOthers(live: Scalar, desired: Scalar, word: string): Direction {
  if (live === desired) return "neutral";
  if ([live, desired].some((value) => parseUnreadable(value) !== undefined)) return "unknown";
  if (desired === word) return "hardening";
  return live === word ? "weakening" : "unknown";
}

/** What is wrong with the declared value of a name, as far as `"*"` is concerned. */
export function othersFault(name: string, value: unknown, word: string): string | undefined {
  if (name === OTHERS && value !== word) return `stands for all others and can only be "${word}"`;
  return name !== OTHERS && typeof value === "string" && !isAbsent(value)
    ? `only "${OTHERS}" can be "${value}"`
    : undefined;
}

import { ABSENT, isToBeConfirmed, parseUnreadable, TO_BE_CONFIRMED } from "@kijun/core";
import type { Scalar } from "@kijun/core";

import { splitLine } from "./probe-line.js";
import { tokensOf, tokenText } from "./probe-token.js";

/** Bounds of a number, a version (`3.4.0`) or a time (`2025-06-01T00:00:00Z`); both belong to what is right. */
export interface Range {
  readonly atLeast?: string | number | undefined;
  readonly atMost?: string | number | undefined;
}

/** What a probe is to find: a value, `absent`, `to-be-confirmed`, or one within bounds. */
export type Expectation = string | number | Range;

const NUMBER = /^-?(?:0|[1-9]\d{0,14})$/;
const VERSION = /^-?\d+(?:\.\d+)*$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Whether bounds of a value make sense. */
export function isComparable(value: string | number): boolean {
  return VERSION.test(String(value)) || TIME.test(String(value));
}

/** An expectation as it stands in a line. */
export function formatExpectation(expected: Expectation): string {
  if (typeof expected === "object") {
    const bounds = [
      ...(expected.atLeast === undefined ? [] : [`at least ${String(expected.atLeast)}`]),
      ...(expected.atMost === undefined ? [] : [`at most ${String(expected.atMost)}`]),
    ];
    return bounds.join(" and ");
  }
  return expected === ABSENT || expected === TO_BE_CONFIRMED ? expected : tokenText(String(expected));
}

/** The inverse. Throws a TypeError for what a machine can hold and nobody can declare. */
export function parseExpectation(head: string): Expectation {
  const range = /^(?:at least (\S+))?(?: and )?(?:at most (\S+))?$/.exec(head);
  if (range !== null && head !== "") {
    const [, atLeast, atMost] = range;
    return {
      ...(atLeast === undefined ? {} : { atLeast: numberOrText(atLeast) }),
      ...(atMost === undefined ? {} : { atMost: numberOrText(atMost) }),
    };
  }
  const [token, ...more] = tokensOf(head);
  if (token === undefined || more.length > 0) throw new TypeError(`${head} cannot be declared: it is not one value`);
  const { text, quoted } = token;
  if (quoted && (text === ABSENT || text === TO_BE_CONFIRMED))
    throw new TypeError(`the text ${head} cannot be declared: unquoted it has a meaning of its own`);
  return quoted ? text : numberOrText(text);
}

function numberOrText(text: string): string | number {
  return NUMBER.test(text) ? Number(text) : text;
}

/** Whether a live line is what a desired one asks for. What could not be read meets nothing. */
export function meetsExpectation(live: Scalar, desired: Scalar): boolean {
  if (live === desired) return true;
  if (typeof live !== "string" || typeof desired !== "string" || parseUnreadable(live) !== undefined) return false;
  const [held, wanted] = [splitLine(live), splitLine(desired)];
  if (held.definition !== wanted.definition) return false;
  if (isToBeConfirmed(desired)) return true;
  if (!wanted.head.startsWith("at ")) return false;
  const { atLeast, atMost } = parseExpectation(wanted.head) as Range;
  return isWithin(held.head, atLeast, atMost);
}

function isWithin(found: string, atLeast: Range["atLeast"], atMost: Range["atMost"]): boolean {
  const below = atLeast === undefined ? 0 : order(found, String(atLeast));
  const above = atMost === undefined ? 0 : order(String(atMost), found);
  return below !== undefined && above !== undefined && below >= 0 && above >= 0;
}

/** Negative, zero or positive as the left one is less; undefined where the two cannot be compared. */
function order(left: string, right: string): number | undefined {
  if (TIME.test(left) && TIME.test(right)) return left < right ? -1 : left > right ? 1 : 0;
  if (!VERSION.test(left) || !VERSION.test(right)) return undefined;
  const [ours, theirs] = [left.split(".").map(Number), right.split(".").map(Number)];
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const difference = (ours[at] ?? 0) - (theirs[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

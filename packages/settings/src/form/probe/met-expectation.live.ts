import { ABSENT } from "@kijun/core";

import { parseExpectation } from "./probe-expectation.js";

/** A text that a machine may hold so that a line of an expectation is met; undefined where it holds nothing then. */
export function textMeeting(line: string): string | undefined {
  if (line === ABSENT) return undefined;
  const expected = parseExpectation(line);
  return String(typeof expected === "object" ? (expected.atLeast ?? expected.atMost) : expected);
}

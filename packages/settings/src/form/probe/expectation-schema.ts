import { z } from "zod";

import { isComparable } from "./probe-expectation.js";
import type { Expectation, Range } from "./probe-expectation.js";

const error = otherwise('must be a text, a whole number, bounds ({ atLeast, atMost }), "absent" or "to-be-confirmed"');
const bound = z
  .union([z.string(), z.number()])
  .refine(isComparable, "must be a number, a version (3.4.0) or a time (2025-06-01T00:00:00Z)")
  .optional();

/** Bounds of what is expected. */
export const range: z.ZodType<Range, Range> = z
  .strictObject({ atLeast: bound, atMost: bound }, { error })
  .refine(({ atLeast, atMost }) => (atLeast ?? atMost) !== undefined, "must have atLeast, atMost or both");

/** Whatever may be expected of a fact. */
export const expectation: z.ZodType<Expectation, Expectation> = z.union([
  z.string({ error }).max(500),
  z.int({ error }),
  range,
]);

/** The message for a value of another kind; what is wrong inside one of the right kind speaks for itself. */
export function otherwise(message: string): (issue: { readonly code?: string | undefined }) => string | undefined {
  return ({ code }) => (code === "invalid_type" || code === "invalid_value" ? message : undefined);
}

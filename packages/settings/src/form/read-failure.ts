import { unreadable } from "@kijun/core";
import { z } from "zod";

/** Why a part of an area could not be read, as facts say it in the place of what was found. */
export const readFailureSchema = z.object({ failure: z.object({ code: z.string(), detail: z.string() }) });

/** The reserved text of a part that could not be read. */
export function readFailureText({ failure }: z.output<typeof readFailureSchema>): string {
  return unreadable(failure.code, failure.detail);
}

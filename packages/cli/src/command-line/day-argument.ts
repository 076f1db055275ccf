import { isCalendarDay, KijunError } from "@kijun/core";

/** A day of the calendar as people write it, `YYYY-MM-DD`. Errors: ARGUMENT_INVALID, naming where the text stood. */
export function calendarDay(text: string, place: string): string {
  if (isCalendarDay(text)) return text;
  throw new KijunError("ARGUMENT_INVALID", `${place} ${JSON.stringify(text)} is not a day of the calendar`, {
    hint: "Write a day as YYYY-MM-DD, for example 2026-01-14.",
  });
}

import { dayInTokyo, isCalendarDay, KijunError } from "@kijun/core";

/** The day a fleet is looked at: `KIJUN_AS_OF` (`YYYY-MM-DD`), else today in Asia/Tokyo, wherever the controller is. Errors: ARGUMENT_INVALID. */
export function today(environment: NodeJS.ProcessEnv = process.env, now = new Date()): string {
  const given = environment["KIJUN_AS_OF"];
  if (given !== undefined && given !== "") {
    if (isCalendarDay(given)) return given;
    throw new KijunError("ARGUMENT_INVALID", `KIJUN_AS_OF ${JSON.stringify(given)} is not a day of the calendar`, {
      hint: "Write a day as YYYY-MM-DD, or unset KIJUN_AS_OF for today.",
    });
  }
  return dayInTokyo(now.toISOString());
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  const [year = "", month = "", day = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== "" && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;

/** Whether a text is an instant as Kijun writes it: ISO 8601 in UTC, with seconds and a final `Z`. */
export function isInstant(text: string): boolean {
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isCalendarDay(day);
}

const TOKYO_AHEAD_MS = 9 * 60 * 60 * 1000;

/**
 * The calendar day in Asia/Tokyo, where no clock is ever put forward or back, of an instant (ISO 8601, UTC). The day
 * ends with its 24:00, which is 15:00 UTC. Errors: RangeError for what is no instant.
 */
export function dayInTokyo(instant: string): string {
  if (!isInstant(instant)) throw new RangeError(`not an instant in UTC: ${instant}`);
  return new Date(Date.parse(instant) + TOKYO_AHEAD_MS).toISOString().slice(0, 10);
}

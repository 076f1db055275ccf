import { isCalendarDay } from "@kijun/core";

/** Eras that a year may be counted in, with the year before their first. Sheets are younger than 令和. */
const ERAS: { readonly [Name in string]: number } = { 令和: 2018, R: 2018 };

const PATTERN = /^(?:(\d{4})|(令和|R)\s*(元|\d{1,2}))(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/iu;

/**
 * The day (`YYYY-MM-DD`) that a person wrote: `2026-01-14`, `2026/1/14`, `2026年1月14日`, `令和8年1月14日`, `R8.1.14`, with
 * digits of either width. Undefined for everything else; a day without a year is none, as the year would be guessed.
 */
export function writtenDay(text: string): string | undefined {
  const match = PATTERN.exec(text.normalize("NFKC").replace(/\s+/gu, ""));
  if (match === null) return undefined;
  const [, western, era = "", counted, month = "", day = ""] = match;
  if (Number(counted) === 0) return undefined;
  const year = western ?? String((ERAS[era.toUpperCase()] ?? 0) + (counted === "元" ? 1 : Number(counted)));
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCalendarDay(written) ? written : undefined;
}

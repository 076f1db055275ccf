import { isCalendarDay } from "./calendar-day.js";
import { KijunError } from "./errors.js";

/** A Japanese fiscal year: 1 April to 31 March, both inclusive, as days in Asia/Tokyo. */
export interface FiscalYear {
  /** The year in which it begins: 2025 for 令和7年度. */
  readonly year: number;
  /** `R7`. */
  readonly name: string;
  readonly first: string;
  readonly last: string;
}

/** 令和 began in 2019, whose fiscal year is 令和元年度. */
const REIWA_BEFORE_FIRST = 2018;
const LATEST = 9998;

/** The fiscal year that begins on 1 April of a year; 2019 and later. Errors: RangeError. */
export function fiscalYear(year: number): FiscalYear {
  if (!Number.isInteger(year) || year <= REIWA_BEFORE_FIRST || year > LATEST)
    throw new RangeError(`not a fiscal year of 令和: ${String(year)}`);
  const name = `R${String(year - REIWA_BEFORE_FIRST)}`;
  return { year, name, first: `${String(year)}-04-01`, last: `${String(year + 1)}-03-31` };
}

/** The fiscal year that a day (`YYYY-MM-DD`) belongs to. Errors: RangeError. */
export function fiscalYearOf(day: string): FiscalYear {
  if (!isCalendarDay(day)) throw new RangeError(`not a day of the calendar: ${day}`);
  return fiscalYear(Number(day.slice(0, 4)) - (day.slice(5) < "04-01" ? 1 : 0));
}

/**
 * Reads a fiscal year as people write it: `R7`, `令和7年度`, `令和元年度`, `2025`, `2025年度`; letters and digits of full
 * width too. Errors: ARGUMENT_INVALID.
 */
export function parseFiscalYear(text: string): FiscalYear {
  const match = /^(?:(?:R|令和)(元|\d{1,4})|(\d{4}))(?:年度)?$/i.exec(text.normalize("NFKC").trim());
  const [, era, western] = match ?? [];
  const year = western === undefined ? REIWA_BEFORE_FIRST + Number(era === "元" ? 1 : era) : Number(western);
  if (match === null || year <= REIWA_BEFORE_FIRST || year > LATEST) {
    throw new KijunError("ARGUMENT_INVALID", `"${text}" is no fiscal year.`, {
      hint: "Write R7, 令和7年度 or 2025 for the year from 2025-04-01 to 2026-03-31; R1 (2019) is the first.",
    });
  }
  return fiscalYear(year);
}

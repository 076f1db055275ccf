import { expect } from "chai";
import fc from "fast-check";

import { dayInTokyo, isCalendarDay, isInstant } from "./calendar-day.js";
import { KijunError } from "./errors.js";
import { fiscalYear, fiscalYearOf, parseFiscalYear } from "./fiscal-year.js";

describe("dayInTokyo", () => {
  const boundaries: readonly [instant: string, day: string][] = [
    ["2026-03-31T14:59:59Z", "2026-03-31"],
    ["2026-03-31T14:59:59.999Z", "2026-03-31"],
    ["2026-03-31T15:00:00Z", "2026-04-01"],
    ["2026-03-31T15:00:00.000Z", "2026-04-01"],
    ["2025-12-31T15:00:00Z", "2026-01-01"],
    ["2024-02-28T15:00:00Z", "2024-02-29"],
    ["2024-02-29T14:59:59.999999999Z", "2024-02-29"],
    ["2024-02-29T15:00:00Z", "2024-03-01"],
    ["2025-02-28T15:00:00Z", "2025-03-01"],
    ["2026-01-14T00:00:00Z", "2026-01-14"],
  ];
  for (const [instant, day] of boundaries) {
    it(`gives ${day} for ${instant}`, () => {
      expect(dayInTokyo(instant)).to.equal(day);
    });
  }

  for (const text of ["2026-03-31", "2026-03-31T24:00:00Z", "2026-02-29T00:00:00Z", "2026-03-31T10:00:00+09:00", ""]) {
    it(`refuses "${text}", which is no instant in UTC`, () => {
      expect(isInstant(text)).to.equal(false);
      expect(() => dayInTokyo(text)).to.throw(RangeError);
    });
  }

  it("never goes back in time", () => {
    const instant = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9000-01-01T00:00:00Z") });
    fc.assert(
      fc.property(instant, instant, (left, right) => {
        const [first, second] = [left, right].map((date) => dayInTokyo(date.toISOString()));
        expect(isCalendarDay(first ?? "")).to.equal(true);
        if (left <= right) expect((first ?? "") <= (second ?? "")).to.equal(true);
      }),
    );
  });
});

describe("fiscal years", () => {
  const R7 = { year: 2025, name: "R7", first: "2025-04-01", last: "2026-03-31" };

  for (const text of ["R7", "r7", "Ｒ７", "令和7年度", "令和７年度", "令和7", "2025", "２０２５年度", " R7 "]) {
    it(`reads "${text}" as the year from 2025-04-01 to 2026-03-31`, () => {
      expect(parseFiscalYear(text)).to.deep.equal(R7);
    });
  }

  it("reads 令和元年度 as 2019", () => {
    expect(parseFiscalYear("令和元年度").year).to.equal(2019);
    expect(parseFiscalYear("R1").year).to.equal(2019);
  });

  for (const text of ["", "R0", "R", "7", "25", "2018", "H31", "平成31年度", "R7.5", "令和7年", "2025-04-01", "9999"]) {
    it(`refuses "${text}" and says what would be right`, () => {
      expect(() => parseFiscalYear(text))
        .to.throw(KijunError, `"${text}" is no fiscal year`)
        .with.property("hint");
    });
  }

  const boundaries: readonly [day: string, name: string][] = [
    ["2025-03-31", "R6"],
    ["2025-04-01", "R7"],
    ["2025-12-31", "R7"],
    ["2026-01-01", "R7"],
    ["2026-03-31", "R7"],
    ["2026-04-01", "R8"],
    ["2024-02-29", "R5"],
  ];
  for (const [day, name] of boundaries) {
    it(`puts ${day} into ${name}`, () => {
      expect(fiscalYearOf(day).name).to.equal(name);
    });
  }

  it("begin on the day after the one before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2019, max: 9997 }), (year) => {
        expect(fiscalYearOf(fiscalYear(year).first)).to.deep.equal(fiscalYear(year));
        expect(fiscalYearOf(fiscalYear(year).last)).to.deep.equal(fiscalYear(year));
        expect(parseFiscalYear(fiscalYear(year).name)).to.deep.equal(fiscalYear(year));
      }),
    );
  });

  it("are none of days that do not exist", () => {
    expect(() => fiscalYearOf("2025-02-29")).to.throw(RangeError);
    expect(() => fiscalYear(2018)).to.throw(RangeError);
  });
});

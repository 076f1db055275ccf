import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { calendarDay } from "./day-argument.js";

describe("calendarDay", () => {
  it("accepts a day of the calendar", () => {
    expect(calendarDay("2024-02-29", "--as-of")).to.equal("2024-02-29");
  });

  it("refuses what the calendar does not have, and every other way to write a day", () => {
    for (const text of ["2025-02-29", "2026-13-01", "2026-1-4", "14.1.2026", "", "2026-01-14T00:00"]) {
      expect(() => calendarDay(text, "--as-of"), text)
        .to.throw(KijunError, "--as-of")
        .with.property("code", "ARGUMENT_INVALID");
    }
  });
});

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { today } from "./today.js";

describe("today", () => {
  const zone = process.env["TZ"];
  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  for (const controller of ["UTC", "Asia/Tokyo", "Pacific/Honolulu", "Pacific/Kiritimati"]) {
    it(`is the day in Asia/Tokyo, on which answers end, on a controller in ${controller}`, () => {
      process.env["TZ"] = controller;
      expect(today({}, new Date("2026-03-31T14:59:59.999Z"))).to.equal("2026-03-31");
      expect(today({}, new Date("2026-03-31T15:00:00Z"))).to.equal("2026-04-01");
      expect(today({}, new Date("2028-02-28T15:00:00Z"))).to.equal("2028-02-29");
    });
  }

  it("is the day that somebody asks for, if there is such a day", () => {
    expect(today({ KIJUN_AS_OF: "2024-02-29" })).to.equal("2024-02-29");
    for (const day of ["2026-02-29", "tomorrow"])
      expect(() => today({ KIJUN_AS_OF: day })).to.throw(KijunError, `KIJUN_AS_OF "${day}"`);
  });
});

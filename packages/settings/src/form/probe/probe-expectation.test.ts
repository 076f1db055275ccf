import { isAbsent, unreadable } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { formatExpectation, meetsExpectation, parseExpectation } from "./probe-expectation.js";
import type { Expectation } from "./probe-expectation.js";

const VIA = "registry key HKLM\\Vendor, value X";

function meets(found: string, expected: Expectation): boolean {
  return meetsExpectation(`${found} via ${VIA}`, `${formatExpectation(expected)} via ${VIA}`);
}

describe("what a probe is to find", () => {
  it("comes back from its text as it was declared", () => {
    const bound = fc.oneof(fc.integer(), fc.constantFrom("3.4.0", "2025-06-01T00:00:00Z"));
    const range = fc.record({ atLeast: bound, atMost: bound });
    const text = fc.string().filter((value) => !/^-?\d+$/.test(value));
    fc.assert(
      fc.property(fc.oneof(fc.integer(), text, range), (expected) => {
        expect(parseExpectation(formatExpectation(expected))).to.deep.equal(expected);
      }),
    );
    for (const range of [{ atLeast: 1 }, { atMost: "3.4" }])
      expect(parseExpectation(formatExpectation(range))).to.deep.equal(range);
  });

  it("cannot be a text of a machine that would read as another thing", () => {
    for (const head of ["'absent'", "'to-be-confirmed'", "mixed: 1 for a, 2 for b", "'a' b"])
      expect(() => parseExpectation(head), head).to.throw(TypeError, "cannot be declared");
  });

  it("is met by the same text and no other", () => {
    expect(meets("block", "block")).to.equal(true);
    expect(meets("1", 1)).to.equal(true);
    for (const found of ["log-output", "'absent'", "absent", "''"])
      expect(meets(found, "block"), found).to.equal(false);
  });

  it("may lie within bounds: of numbers, of versions part by part, of times", () => {
    expect(["3.4", "3.4.0", "3.10.1", "4"].map((found) => meets(found, { atLeast: "3.4.0" }))).to.not.include(false);
    expect(["3.3.9", "absent", "none", "''"].map((found) => meets(found, { atLeast: "3.4" }))).to.not.include(true);
    expect(["1", "5"].map((found) => meets(found, { atLeast: 1, atMost: 5 }))).to.deep.equal([true, true]);
    expect(["0", "6", "-3"].map((found) => meets(found, { atLeast: 1, atMost: 5 }))).to.not.include(true);
    expect(meets("2025-10-15T03:04:05Z", { atLeast: "2025-06-01T00:00:00Z" })).to.equal(true);
    expect(meets("2025-05-31T23:59:59Z", { atLeast: "2025-06-01T00:00:00Z" })).to.equal(false);
    expect(meets("20", { atLeast: "2025-06-01T00:00:00Z" })).to.equal(false);
  });

  it("is met by everything that was read while nobody has confirmed it, and by nothing unreadable", () => {
    for (const found of ["absent", "1", "'any text'", "mixed: 1 for a, 2 for b"])
      expect(meets(found, "to-be-confirmed"), found).to.equal(true);
    const unread = unreadable("ACCESS_DENIED", "x");
    for (const expected of ["to-be-confirmed", "block", { atLeast: 0 }] as const)
      expect(meetsExpectation(unread, `${formatExpectation(expected)} via ${VIA}`)).to.equal(false);
    expect(meetsExpectation("to-be-confirmed", "to-be-confirmed")).to.equal(true);
  });

  it("is never met by what another probe has found, nor by a missing reading", () => {
    expect(meetsExpectation("3 via process image x.exe", `at least 1 via ${VIA}`)).to.equal(false);
    expect(meetsExpectation("absent", `to-be-confirmed via ${VIA}`)).to.equal(false);
    expect(isAbsent(`absent via ${VIA}`)).to.equal(false);
  });
});

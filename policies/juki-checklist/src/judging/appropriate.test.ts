import { expect } from "chai";

import { atLeast, atMost, exactly } from "./appropriate.js";

const UNIT = { ja: "回", en: "times" };
const parameters = { level: 8 };

describe("a number that is the safer the greater it is", () => {
  const proper = atLeast("level", UNIT);

  it("is proper from the level on", () => {
    expect([7, 8, 9].map((value) => proper.isProper(value, parameters))).to.deep.equal([false, true, true]);
  });

  it("is as strict from the declared one on", () => {
    expect([11, 12, 13].map((value) => proper.isAsStrict(value, 12))).to.deep.equal([false, true, true]);
  });

  it("is no text", () => {
    expect(proper.isProper("9", parameters)).to.equal(false);
    expect(proper.isAsStrict("13", 12)).to.equal(false);
    expect(proper.isAsStrict(13, "12")).to.equal(false);
  });
});

describe("a number that is the safer the smaller it is", () => {
  const proper = atMost("level", UNIT);

  it("is proper from 1 to the level", () => {
    expect([0, 1, 8, 9].map((value) => proper.isProper(value, parameters))).to.deep.equal([false, true, true, false]);
  });

  it("is as strict up to the declared one", () => {
    expect([4, 5, 6].map((value) => proper.isAsStrict(value, 5))).to.deep.equal([true, true, false]);
  });

  it("is no text", () => {
    expect(proper.isProper("8", parameters)).to.equal(false);
    expect(proper.isAsStrict("4", 5)).to.equal(false);
    expect(proper.isAsStrict(4, "5")).to.equal(false);
  });
});

describe("one value and no other", () => {
  it("is proper alone", () => {
    expect([true, false, "true"].map((value) => exactly(true).isProper(value, {}))).to.deep.equal([true, false, false]);
  });
});

import { expect } from "chai";

import { wantsColor } from "./color-choice.js";

const terminal = { isTTY: true };
const pipe = {};

describe("wantsColor", () => {
  it("obeys the option before every variable", () => {
    expect(wantsColor(pipe, true, { NO_COLOR: "1" })).to.equal(true);
    expect(wantsColor(terminal, false, { FORCE_COLOR: "1" })).to.equal(false);
  });

  it("obeys FORCE_COLOR before NO_COLOR, with 0 and false as off", () => {
    expect(wantsColor(pipe, undefined, { FORCE_COLOR: "1", NO_COLOR: "1" })).to.equal(true);
    expect(wantsColor(terminal, undefined, { FORCE_COLOR: "0" })).to.equal(false);
    expect(wantsColor(terminal, undefined, { FORCE_COLOR: "false" })).to.equal(false);
  });

  it("takes an empty NO_COLOR as not set", () => {
    expect(wantsColor(terminal, undefined, { NO_COLOR: "" })).to.equal(true);
    expect(wantsColor(terminal, undefined, { NO_COLOR: "1" })).to.equal(false);
  });

  it("colours a terminal that is not dumb", () => {
    expect(wantsColor(terminal, undefined, {})).to.equal(true);
    expect(wantsColor(terminal, undefined, { TERM: "dumb" })).to.equal(false);
    expect(wantsColor(pipe, undefined, {})).to.equal(false);
  });

  it("colours the log of a CI that shows colours", () => {
    expect(wantsColor(pipe, undefined, { GITHUB_ACTIONS: "true" })).to.equal(true);
  });
});

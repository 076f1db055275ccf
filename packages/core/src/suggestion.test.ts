import { expect } from "chai";

import { suggestion } from "./suggestion.js";

describe("suggestion", () => {
  const known = ["thresholdAttempts", "durationMinutes", "resetCounterAfterMinutes", "administratorLockout", "active"];

  it("proposes a misspelt name, also without its unit", () => {
    expect(suggestion("treshold", known)).to.include("did you mean thresholdAttempts?");
    expect(suggestion("THRESHOLDATTEMPT", known)).to.include("did you mean thresholdAttempts?");
    expect(suggestion("duration", known)).to.include("did you mean durationMinutes?");
    expect(suggestion("durationMinuts", known)).to.include("did you mean durationMinutes?");
  });

  it("proposes the closest of several", () => {
    expect(suggestion("logAllowd", ["logDropped", "allowed", "logAllowed"])).to.include("did you mean logAllowed?");
  });

  it("proposes nothing for a name that is like none, and lists the known ones", () => {
    expect(suggestion("minutes", known)).to.equal(`known are ${known.join(", ")}`);
    expect(suggestion("a", known)).to.equal(`known are ${known.join(", ")}`);
    expect(suggestion("a", [])).to.equal("no properties are allowed here");
  });
});

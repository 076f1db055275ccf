import { expect } from "chai";

import { directionBySafety, directionOfList, safetyOfSwitch } from "./direction.js";

const byNumber = (value: unknown) => (typeof value === "number" ? value : undefined);

describe("directionBySafety", () => {
  it("hardens towards the safer value and weakens away from it", () => {
    expect(directionBySafety(1, 2, byNumber)).to.equal("hardening");
    expect(directionBySafety(2, 1, byNumber)).to.equal("weakening");
    expect(directionBySafety(2, 2, byNumber)).to.equal("neutral");
  });

  it("is unknown for a value without a place and for one that could not be read", () => {
    expect(directionBySafety("x", 1, byNumber)).to.equal("unknown");
    expect(directionBySafety(1, "x", byNumber)).to.equal("unknown");
    expect(directionBySafety("unreadable: ACCESS_DENIED", 1, () => 0)).to.equal("unknown");
  });
});

describe("safetyOfSwitch", () => {
  it("takes an absent switch as off", () => {
    expect(directionBySafety("absent", true, safetyOfSwitch(true))).to.equal("hardening");
    expect(directionBySafety("absent", true, safetyOfSwitch(false))).to.equal("weakening");
    expect(directionBySafety("absent", false, safetyOfSwitch(true))).to.equal("neutral");
  });

  it("places nothing but switches", () => {
    expect(safetyOfSwitch(true)("yes")).to.equal(undefined);
  });
});

describe("directionOfList", () => {
  it("knows the direction of what is only added or only taken away", () => {
    expect(directionOfList(["a"], ["a", "b"], "weakening")).to.equal("weakening");
    expect(directionOfList(["a", "b"], ["b"], "weakening")).to.equal("hardening");
    expect(directionOfList([], ["b"], "hardening")).to.equal("hardening");
    expect(directionOfList(["b"], [], "hardening")).to.equal("weakening");
  });

  it("does not know it where one entry takes the place of another", () => {
    expect(directionOfList(["a"], ["b"], "weakening")).to.equal("unknown");
    expect(directionOfList(["a", "b"], ["b", "a"], "weakening")).to.equal("neutral");
  });
});

import { expect } from "chai";

import { unreadable } from "./canonical.js";
import { compareArea, isUnreadable } from "./change.js";

describe("compareArea", () => {
  it("leaves out what meets a desired value by the area's own word", () => {
    const atLeast = (held: unknown, wanted: unknown) => Number(held) >= Number(wanted);
    expect(compareArea({ a: 5, b: 1 }, { a: 2, b: 2 }, atLeast)).to.deep.equal([{ path: ["b"], live: 1, desired: 2 }]);
  });

  it("compares only what is declared", () => {
    expect(compareArea({ a: 1, more: 2 }, { a: 1 })).to.deep.equal([]);
    expect(compareArea({ a: 1 }, { a: 2 })).to.deep.equal([{ path: ["a"], live: 1, desired: 2 }]);
  });

  it("takes what the machine lacks as absent", () => {
    expect(compareArea({}, { rule: "allow in tcp 443" })).to.deep.equal([
      { path: ["rule"], live: "absent", desired: "allow in tcp 443" },
    ]);
    expect(compareArea(undefined, { a: 1 })).to.deep.equal([{ path: [], live: "absent", desired: "declared" }]);
  });

  it("never finds an unreadable area or setting equal to anything", () => {
    const [whole] = compareArea(unreadable("ACCESS_DENIED"), { a: 1 });
    const [one] = compareArea({ a: unreadable("ACCESS_DENIED") }, { a: 1 });
    expect([whole, one].every((difference) => difference !== undefined && isUnreadable(difference))).to.equal(true);
  });
});

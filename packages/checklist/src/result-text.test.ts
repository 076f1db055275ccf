import { expect } from "chai";

import { sortedText } from "./result-text.js";

describe("a text that is equal for equal values", () => {
  it("sorts names, and leaves lists and what has no names as it is", () => {
    expect(sortedText({ c: [2, 1], a: { z: null, y: true }, b: "x" })).to.equal(
      '{"a":{"y":true,"z":null},"b":"x","c":[2,1]}',
    );
    expect(sortedText({ a: 1, b: 2 })).to.equal(sortedText({ b: 2, a: 1 }));
  });
});

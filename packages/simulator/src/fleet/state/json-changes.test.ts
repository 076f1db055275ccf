import { expect } from "chai";
import fc from "fast-check";

import { applyJsonChange, jsonChange, jsonChangeSchema } from "./json-changes.js";

/** Little trees with few names, so that two of them often have parts in common. */
const tree = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<unknown>("a", "b", 1, true, null),
    tie("object"),
    tie("list"),
  ),
  object: fc.dictionary(fc.constantFrom("x", "y", "z"), tie("value"), { noNullPrototype: true }),
  list: fc.array(tie("value"), { maxLength: 3 }),
}));
const objects = tree.object;

describe("jsonChange", () => {
  it("gives, applied to the one value, the other, also after a way through a file", () => {
    fc.assert(
      fc.property(objects, objects, (before, after) => {
        const target = structuredClone(before);
        const change = jsonChange(before, after);
        if (change !== undefined) applyJsonChange(target, jsonChangeSchema.parse(JSON.parse(JSON.stringify(change))));
        expect(target).to.deep.equal(after);
      }),
    );
  });

  it("is undefined between equal values", () => {
    fc.assert(fc.property(objects, (value) => jsonChange(value, structuredClone(value)) === undefined));
  });

  it("names only what differs", () => {
    const change = jsonChange({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { b: 1, c: [1, 3] } });
    expect(change).to.deep.equal({
      inside: { a: { inside: { c: { inside: { 1: { value: 3 } } } } }, d: { removed: true } },
    });
  });

  it("leaves alone what the changed value shares with others", () => {
    const shared = { value: 1 };
    const target = { part: shared };
    applyJsonChange(target, { inside: { part: { inside: { value: { value: 2 } } } } });
    expect(target.part).to.deep.equal({ value: 2 });
    expect(shared).to.deep.equal({ value: 1 });
  });
});

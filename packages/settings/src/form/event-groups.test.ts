import { expect } from "chai";
import fc from "fast-check";

import { groupsLine, parseGroups } from "./event-groups.js";

describe("the line of groups of entries", () => {
  it("gives the groups back, whatever their texts hold", () => {
    const groups = fc.array(
      fc.record({
        key: fc.string(),
        count: fc.integer({ min: 1, max: 60_000 }),
        first: fc.constant("2026-01-14T01:00:00Z"),
        last: fc.constant("2026-01-15T01:00:00Z"),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(groups, (given) => {
        expect(parseGroups(groupsLine(given))).to.deep.equal({ groups: given, more: 0 });
      }),
    );
  });

  it("names a hundred groups and counts the others", () => {
    const one = { key: "k", count: 1, first: "2026-01-14T01:00:00Z", last: "2026-01-14T01:00:00Z" };
    const parsed = parseGroups(groupsLine(Array(130).fill(one) as (typeof one)[]));
    expect([parsed?.groups.length, parsed?.more]).to.deep.equal([100, 30]);
    expect(parseGroups("none")).to.equal(undefined);
    expect(parseGroups("unreadable: LOG_TOO_SHORT (x)")).to.equal(undefined);
  });
});

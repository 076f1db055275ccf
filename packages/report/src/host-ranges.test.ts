import { compareHostNames } from "@kijun/core";

import { expect } from "chai";
import fc from "fast-check";

import { displayWidth } from "./display-width.js";
import { foldRanges, hostRanges } from "./host-ranges.js";

const more = (machines: number): string => `and ${String(machines)} more`;

/** Takes ranges apart again, as a reader would. */
function unfold(range: string): string[] {
  const match = /^(.*)\[(.*)\]$/.exec(range);
  if (match === null) return [range];
  const [, prefix = "", runs = ""] = match;
  return runs.split(",").flatMap((each) => {
    const [first = "", last = first] = each.split("-");
    const size = Number(last) - Number(first) + 1;
    const width = first.startsWith("0") ? first.length : 0;
    if (first === "") return [prefix];
    return Array.from({ length: size }, (_, index) => prefix + String(Number(first) + index).padStart(width, "0"));
  });
}

const name = fc
  .tuple(
    fc.constantFrom("KITA-T", "CS", "端末"),
    fc.constantFrom("", "0", "00"),
    fc.option(fc.integer({ min: 0, max: 120 })),
  )
  .map(([prefix, zeros, number]) => prefix + (number === null ? "" : zeros + String(number)));

describe("hostRanges", () => {
  it("folds consecutive numbers of sorted names", () => {
    const names = ["KITA-T003", "KITA-T001", "KITA-T002", "KITA-T007", "KIKU-CS1", "KITA-T002"];
    expect(hostRanges(names)).to.deep.equal(["KIKU-CS1", "KITA-T[001-003,007]"]);
  });

  it("goes on from 9 to 10 but not from 09 to 010", () => {
    expect(hostRanges(["端末10", "端末9", "端末8"])).to.deep.equal(["端末[8-10]"]);
    expect(hostRanges(["T09", "T010"])).to.deep.equal(["T[09,010]"]);
  });

  it("names every machine exactly once", () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), (names) => {
        const unfolded = hostRanges(names).flatMap(unfold);
        expect(unfolded).to.deep.equal([...new Set(names)].sort(compareHostNames));
      }),
    );
  });
});

describe("foldRanges", () => {
  it("shows all ranges where they fit", () => {
    expect(foldRanges(["KITA-T001", "KITA-T002", "HIGA-T001"], 40, more)).to.equal("HIGA-T001, KITA-T[001-002]");
  });

  it("says how many machines it leaves out", () => {
    expect(foldRanges(["KITA-T001", "KITA-T002", "HIGA-T001"], 22, more)).to.equal("HIGA-T001, and 2 more");
  });

  it("never exceeds the width", () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), fc.integer({ min: 10, max: 80 }), (names, width) => {
        expect(displayWidth(foldRanges(names, width, more))).to.be.at.most(width);
      }),
    );
  });
});

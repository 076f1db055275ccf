import { expect } from "chai";
import fc from "fast-check";

import { codeOf, exitCodes, exitFor } from "./exit-codes.js";
import type { ExitCause } from "./exit-codes.js";

const causes = exitCodes.flatMap(({ name }): ExitCause[] => (name === "done" ? [] : [name]));

/** reports.md 1.5: the lowest of 1, 2, 3, 8, 9, then 4, 13, 5, 11, 12, 7. */
const PRECEDENCE = [1, 2, 3, 8, 9, 4, 13, 5, 11, 12, 7];

describe("exitCodes", () => {
  it("leaves 6, 10 and 255 to others and holds every number and name once, ascending", () => {
    expect(exitCodes.map(({ code }) => code)).to.deep.equal([0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13]);
    expect(new Set(exitCodes.map(({ name }) => name)).size).to.equal(exitCodes.length);
  });
});

describe("exitFor", () => {
  it("is 0 without a cause", () => {
    expect(exitFor([])).to.deep.equal({ code: 0, reasons: [] });
  });

  it("orders all causes by precedence and lets the first one give the code", () => {
    const { code, reasons } = exitFor([...causes].reverse());
    expect(reasons.map(codeOf)).to.deep.equal(PRECEDENCE);
    expect(code).to.equal(1);
  });

  it("prefers a weakening to an unreadable machine and names both", () => {
    expect(exitFor(["unreadable", "weakening", "unreadable"])).to.deep.equal({
      code: 13,
      reasons: ["weakening", "unreadable"],
    });
  });

  it("does not depend on the order or repetition of causes", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...causes)), (some) => {
        const { code, reasons } = exitFor(some);
        expect(exitFor([...some].reverse())).to.deep.equal({ code, reasons });
        expect(reasons).to.have.members([...new Set(some)]);
        expect(code).to.equal(PRECEDENCE.find((number) => some.some((cause) => codeOf(cause) === number)) ?? 0);
      }),
    );
  });
});

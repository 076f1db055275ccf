import type { Scalar } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { directionOfMixture, mixtureOf } from "./profile-mixture.js";

const value: fc.Arbitrary<Scalar> = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constantFrom("absent", '""', "a.scr", "a, b for 2 profiles.scr", '"absent"'),
);
const values = fc.dictionary(fc.stringMatching(/^S-1-5-21-\d{1,3}$/), value, { minKeys: 1, maxKeys: 6 });

describe("mixtureOf", () => {
  it("is the value itself when all profiles hold it", () => {
    fc.assert(
      fc.property(value, (same) => {
        expect(
          mixtureOf(
            new Map([
              ["S-1", same],
              ["default", same],
            ]),
          ),
        ).to.equal(same);
      }),
    );
  });

  it("does not depend on the order of the profiles", () => {
    fc.assert(
      fc.property(values, (given) => {
        const entries = Object.entries(given);
        expect(mixtureOf(new Map(entries))).to.equal(mixtureOf(new Map(entries.toReversed())));
      }),
    );
  });

  it("names up to two profiles and counts more, the commonest value first", () => {
    const given = new Map<string, Scalar>([
      ["c", 1],
      ["a", 2],
      ["b", 2],
      ["d", "x"],
      ["e", "x"],
      ["f", "x"],
    ]);
    expect(mixtureOf(given)).to.equal('"x" for 3 profiles, 2 for a and b, 1 for c');
  });
});

describe("directionOfMixture", () => {
  it("asks for every value of the mixture", () => {
    fc.assert(
      fc.property(values, (given) => {
        const asked: Scalar[] = [];
        const mixture = mixtureOf(new Map(Object.entries(given)));
        const ask = (part: Scalar) => (asked.push(part), "neutral" as const);
        directionOfMixture(mixture, 1, ask);
        directionOfMixture(1, mixture, (_, part) => ask(part));
        for (const value of Object.values(given)) expect(asked.filter((part) => part === value)).to.have.length(2);
        expect(new Set(asked)).to.deep.equal(new Set(Object.values(given)));
      }),
    );
  });

  it("is what all values agree on, neutral ones aside", () => {
    const by = (part: Scalar) => (part === 1 ? "hardening" : part === 2 ? "weakening" : "neutral");
    expect(directionOfMixture("1 for a, 0 for b", 9, by)).to.equal("hardening");
    expect(directionOfMixture("2 for a, 0 for b", 9, by)).to.equal("weakening");
    expect(directionOfMixture("1 for a, 2 for b", 9, by)).to.equal("unknown");
    expect(directionOfMixture(0, 9, by)).to.equal("neutral");
  });
});

import { expect } from "chai";
import fc from "fast-check";

import { groupFindings } from "./finding-groups.js";
import { findingOf, partOf } from "./sample-check.fixture.test.js";

const FAILURES = { statuses: ["fail"], outcomes: ["fail"] } as const;

describe("groupFindings", () => {
  it("puts machines together on which the same was seen, most machines first", () => {
    const findings = [
      findingOf(partOf("T010", "fail", [{ live: 10 }])),
      findingOf(partOf("T2", "fail", [{ live: 8 }])),
      findingOf(partOf("T1", "fail", [{ live: 10 }])),
      findingOf(partOf("T3", "pass", [{ live: 5 }])),
    ];
    const groups = groupFindings(findings, FAILURES);
    expect(groups.map(({ hosts }) => hosts)).to.deep.equal([["T1", "T010"], ["T2"]]);
    expect(groups[0]?.observations).to.deep.equal([
      { outcome: "fail", area: "account-lockout", path: "thresholdAttempts", live: 10 },
    ]);
  });

  it("looks at the observations of the asked outcomes alone", () => {
    const passing = { outcome: "pass", path: "durationMinutes" } as const;
    const findings = [
      findingOf(partOf("T1", "fail", [{ live: 10 }, { ...passing, live: 15 }])),
      findingOf(partOf("T2", "fail", [{ live: 10 }, { ...passing, live: 30 }])),
    ];
    expect(groupFindings(findings, FAILURES).map(({ hosts }) => hosts)).to.deep.equal([["T1", "T2"]]);
  });

  it("tells a failure with a waiver from one without", () => {
    const waiver = { approvedBy: "city", reason: "old", from: "2026-01-01", until: "2026-03-31" };
    const findings = [
      findingOf(partOf("T1", "fail", [{ live: 10 }], { waiver })),
      findingOf(partOf("T2", "fail", [{ live: 10 }])),
    ];
    expect(groupFindings(findings, FAILURES).map(({ waiver: of }) => of?.until)).to.deep.equal([
      "2026-03-31",
      undefined,
    ]);
  });

  it("keeps the order of the findings' items, and does not depend on that of machines", () => {
    const machine = fc.tuple(
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom("端末7", "端末8"),
      fc.integer({ max: 3 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(machine, { selector: ([host, item]) => `${item}${String(host)}` }), (machines) => {
        const findings = machines.map(([host, item, live]) =>
          findingOf(partOf(`T${String(host)}`, "fail", [{ live }], { item })),
        );
        const inOrder = (all: typeof findings): typeof findings =>
          all.toSorted((left, right) => (left.item < right.item ? -1 : left.item > right.item ? 1 : 0));
        const groups = groupFindings(inOrder(findings), FAILURES);
        expect(groupFindings(inOrder(findings.toReversed()), FAILURES)).to.deep.equal(groups);
        expect(groups.map(({ item }) => item)).to.deep.equal(groups.map(({ item }) => item).toSorted());
        expect(groups.flatMap(({ hosts }) => hosts)).to.have.lengthOf(findings.length);
      }),
    );
  });
});

import { expect } from "chai";
import fc from "fast-check";

import { anyRun } from "./arbitrary-run.fixture.test.js";
import { groupChanges } from "./change-groups.js";
import { change, weakening } from "./sample-run.fixture.test.js";

describe("groupChanges", () => {
  it("puts machines together whose settings of an area differ in the same way", () => {
    const groups = groupChanges([change("T2"), change("T10"), change("T3", { live: 20 }), change("T1")]);
    expect(groups.map(({ hosts }) => hosts)).to.deep.equal([["T1", "T2", "T10"], ["T3"]]);
  });

  it("keeps machines apart that share one difference but not all of them", () => {
    const duration = { path: "accountLockout.durationMinutes" };
    const groups = groupChanges([change("T1"), change("T1", duration), change("T2")]);
    expect(groups.map(({ hosts, changes }) => [hosts, changes.length])).to.deep.equal([
      [["T1"], 2],
      [["T2"], 1],
    ]);
  });

  it("puts a weakening first, however few machines it touches, then an unknown direction", () => {
    const unknown = change("T3", { direction: "unknown", live: "x" });
    const groups = groupChanges([change("T1"), change("T2"), unknown, weakening("T9")]);
    expect(groups.map(({ direction }) => direction)).to.deep.equal(["weakening", "unknown", "hardening"]);
  });

  it("shows the weakening of a mixed group first", () => {
    const weaker = change("T1", { path: "accountLockout.durationMinutes", direction: "weakening" });
    const [group] = groupChanges([change("T1"), weaker]);
    expect(group?.direction).to.equal("weakening");
    expect(group?.changes.map(({ path }) => path)).to.deep.equal([weaker.path, change("T1").path]);
  });

  it("holds every change of every machine in exactly one group", () => {
    fc.assert(
      fc.property(anyRun, ({ changes }) => {
        const key = (
          name: string,
          { area, path, live, desired }: (typeof changes)[number] | Omit<(typeof changes)[number], "host">,
        ) => JSON.stringify([name, area, path, live, desired]);
        const grouped = groupChanges(changes).flatMap((group) =>
          group.hosts.flatMap((name) => group.changes.map((each) => key(name, each))),
        );
        expect(grouped.sort()).to.deep.equal(changes.map((each) => key(each.host, each)).sort());
      }),
    );
  });

  it("does not depend on the order in which machines answered", () => {
    fc.assert(
      fc.property(anyRun, ({ changes }) => {
        const shape = (given: typeof changes) => groupChanges(given).map(({ hosts, direction }) => [hosts, direction]);
        expect(shape([...changes].reverse())).to.deep.equal(shape(changes));
      }),
    );
  });
});

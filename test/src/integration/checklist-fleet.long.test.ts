import { checklist } from "@kijun/juki-checklist";
import { expect } from "chai";

import { heldBy, judge, rolledOutFleet } from "./judged-fleet.js";
import type { RolledOutMachine } from "./judged-fleet.js";
import { planted } from "./planted-violations.js";

const AFTER_REFRESH = "2025-07-01";
const BEFORE_REFRESH = "2025-04-01";

/** Statements with a status other than `pass`, but for those that a person answers: `端末7 lockout fail`. */
function notPassed(machine: RolledOutMachine, state = machine.state): string[] {
  return judge(machine, heldBy(state, machine.declared)).flatMap(({ item, parts }) =>
    parts
      .filter(({ kind, status }) => kind !== "attested" && status !== "pass")
      .map(({ part, status }) => `${item} ${part} ${status}`),
  );
}

describe("the checklist on the simulated fleet", function () {
  this.timeout(120_000);

  for (const [day, count] of [
    [BEFORE_REFRESH, 131],
    [AFTER_REFRESH, 132],
  ] as const) {
    it(`finds nothing wrong on any of ${String(count)} used machines that hold what is declared on ${day}`, () => {
      const machines = rolledOutFleet(day);
      expect(machines).to.have.length(count);
      const found = machines.flatMap((machine) => notPassed(machine).map((each) => `${machine.host} ${each}`));
      expect(found).to.deep.equal([]);
    });
  }

  describe("with something wrong on one machine", () => {
    const byRole = new Map<string, RolledOutMachine[]>();
    before(() => {
      for (const machine of rolledOutFleet(BEFORE_REFRESH, 2)) {
        byRole.set(machine.role, [...(byRole.get(machine.role) ?? []), machine]);
      }
    });

    for (const { what, role, against, plant } of planted) {
      it(`finds on that machine alone, by ${against.join(" and ")}, that ${what}`, () => {
        const [wrong, other] = byRole.get(role) ?? [];
        if (wrong === undefined || other === undefined) throw new TypeError(`no two machines of ${role}`);
        const state = structuredClone(wrong.state);
        plant(state);
        expect(notPassed(wrong, state)).to.have.members(against.map((place) => `${place} fail`));
        expect(notPassed(other)).to.deep.equal([]);
      });
    }

    it("has three of them for each statement that a machine can answer", () => {
      for (const { id, parts } of checklist) {
        for (const part of parts.filter(({ kind }) => kind !== "attested")) {
          const count = planted.filter(({ against }) => against.includes(`${id} ${part.id}`)).length;
          expect(count, `${id} ${part.id}`).to.be.at.least(3);
        }
      }
    });
  });
});

import { compareArea, entriesOf, isUnreadable } from "@kijun/core";
import type { CanonicalArea, Direction, Scalar } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { areaStates } from "./area-states.js";
import { everyArea } from "./areas.js";
import type { LiveForm } from "./form/live-form.js";
import { anyMachine } from "./form/machine-states.js";
import type { AreaStates } from "./form/machine-states.js";
import type { WindowsState } from "./form/windows-state.js";
import { liveForms } from "./live-forms.js";

const BACK: { readonly [Way in Direction]: Direction } = {
  hardening: "weakening",
  weakening: "hardening",
  neutral: "neutral",
  unknown: "unknown",
};

/** Always the same states, so that a change is judged and not chance; another seed is tried with KIJUN_SEED. */
const runs = { seed: Number(process.env["KIJUN_SEED"] ?? 20_251_126), numRuns: 100 };

/** Laws that hold for every area, over its own states. */
describe("every setting area", () => {
  it("has states and a live form, in the order of the areas", () => {
    const ids = everyArea.map(({ id }) => id);
    expect(areaStates.map(({ area }) => area.id)).to.deep.equal(ids);
    expect(liveForms.map(({ area }) => area)).to.deep.equal(ids);
  });

  for (const states of areaStates) {
    const form = liveForms.find(({ area }) => area === states.area.id);
    if (form !== undefined)
      describe(states.area.id, () => {
        laws(states, form);
      });
  }
});

function laws({ area, declared, live }: AreaStates, form: LiveForm): void {
  const desired = declared.map((declaration) => area.format(declaration));
  const machines = fc.tuple(anyMachine, live).map(([base, { changes }]): WindowsState => ({ ...base, ...changes }));
  const read = (machine: WindowsState, wanted: CanonicalArea): CanonicalArea =>
    area.fromWindows(form.read(machine, area.readRequest(wanted)), wanted);

  it("gives a declaration back from its canonical form", () => {
    fc.assert(
      fc.property(desired, (canonical) => {
        expect(area.format(area.parse(canonical))).to.deep.equal(canonical);
      }),
      runs,
    );
  });

  it("answers for what is declared and nothing else, and changes nothing by reading", () => {
    fc.assert(
      fc.property(machines, desired, (machine, wanted) => {
        const before = structuredClone(machine);
        const found = read(machine, wanted);
        expect(entriesOf(found).map(({ path }) => path)).to.deep.equal(entriesOf(wanted).map(({ path }) => path));
        expect(machine).to.deep.equal(before);
      }),
      runs,
    );
  });

  it("calls the way back by the opposite name", () => {
    fc.assert(
      fc.property(machines, desired, (machine, wanted) => {
        for (const { path, live: from, desired: to } of compareArea(read(machine, wanted), wanted, area.meets))
          expectOpposite(path, from, to);
      }),
      runs,
    );
  });

  function expectOpposite(path: readonly string[], from: Scalar, to: Scalar): void {
    const there = area.direction(path, from, to);
    expect(area.direction(path, to, from), `${path.join(".")}: ${String(to)} -> ${String(from)}`).to.equal(BACK[there]);
  }

  it("holds what is declared once it has been written, and is then written no more", () => {
    fc.assert(
      fc.property(machines, desired, (machine, wanted) => {
        const write = (differing: string[][]): number => form.write(machine, area.toWindows(wanted, differing)).length;
        const all = Object.keys(wanted).map((name) => [name]);
        fc.pre(attempt(() => write(all)) === 0);
        const after = structuredClone(machine);
        // What could not be read before is no better known now; it is never taken for what is declared.
        const differences = compareArea(read(machine, wanted), wanted, area.meets).filter(
          (found) => !isUnreadable(found),
        );
        expect(differences).to.deep.equal([]);
        expect(write(all)).to.equal(0);
        expect(machine).to.deep.equal(after);
      }),
      runs,
    );
  });
}

/** A machine may refuse a declaration as a whole; what it then holds is no matter of this law. */
function attempt(write: () => number): number | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}

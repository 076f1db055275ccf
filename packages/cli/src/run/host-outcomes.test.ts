import { expect } from "chai";

import { hostOutcomes, machinesToWrite, withinSelection } from "./host-outcomes.js";
import { answered, machine, silent } from "./host-readings.fixture.test.js";

const PHASE = {
  machines: new Map(["KITA-T001", "KITA-T002", "KITA-T003"].map((name) => [name.toLowerCase(), machine(name)])),
  journal: [answered("KITA-T001", 5), answered("KITA-T002", 0), silent("KITA-T003")],
};

describe("withinSelection", () => {
  it("leaves out machines and areas that the run is not about", () => {
    const outcomes = hostOutcomes([PHASE]);
    const chosen = withinSelection(outcomes, {
      machines: [{ name: "kita-t002", site: "kita" }],
      areas: ["screen-saver"],
    });
    expect(chosen.map(({ entry }) => [entry.host, entry.areas])).to.deep.equal([["KITA-T002", {}]]);
    expect(withinSelection(outcomes, {})).to.have.length(3);
  });
});

describe("machinesToWrite", () => {
  it("names machines that differ and machines that are new, but none that was not read", () => {
    expect([...machinesToWrite(PHASE)]).to.deep.equal(["kita-t002"]);
    const fresh = PHASE.journal.map((entry) => ({ ...entry, known: false }));
    expect([...machinesToWrite({ ...PHASE, journal: fresh })]).to.deep.equal(["kita-t001", "kita-t002"]);
  });
});

import { expect } from "chai";

import { fleetEntry } from "../fleet-entry.fixture.test.js";
import { expectedMachine, wrongMachine } from "./recorded-identity.js";

const recorded = { computerName: "KITA-T001", machineGuid: "guid-1", serialNumber: "R1", build: "26100.1" };

describe("the recorded identity of a machine", () => {
  it("is expected with the computer name, and the name alone while nothing is recorded", () => {
    expect(expectedMachine("KITA-T001", recorded)).to.deep.equal({ computerName: "KITA-T001", machineGuid: "guid-1" });
    for (const unknown of [undefined, { ...recorded, machineGuid: "" }])
      expect(expectedMachine("KITA-T001", unknown)).to.deep.equal({ computerName: "KITA-T001" });
  });

  it("tells another machine at the address from one that was rebuilt or replaced, each with its next step", () => {
    const other = wrongMachine(fleetEntry(), recorded, { ...recorded, computerName: "KITA-T009" });
    expect(other.message).to.equal(
      "192.0.2.1 answers as KITA-T009 (serial R1), not as KITA-T001; nothing was read or changed",
    );
    expect(other.hint).to.include("correct the declaration");
    const rebuilt = wrongMachine(fleetEntry(), recorded, { ...recorded, machineGuid: "guid-2" });
    expect(rebuilt.message).to.equal(
      "192.0.2.1 answers as KITA-T001 (serial R1, the same device), but its MachineGuid is guid-2 and not the recorded guid-1: it was rebuilt or replaced; nothing was read or changed",
    );
    expect(rebuilt.hint).to.include("kijun replace KITA-T001");
    const replaced = wrongMachine(fleetEntry(), recorded, { ...recorded, machineGuid: "", serialNumber: "" });
    expect(replaced.message).to.include("(no serial number, another device)").and.to.include("MachineGuid is missing");
  });
});

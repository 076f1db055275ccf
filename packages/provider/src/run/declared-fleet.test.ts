import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { fleetEntry } from "../fleet-entry.fixture.test.js";
import { DeclaredFleet } from "./declared-fleet.js";
import { appendToFleetFile } from "./fleet-file.js";

describe("DeclaredFleet", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kijun-fleet-file-"));
    path = join(folder, "fleet.ndjson");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("finds a machine whatever the case of its name, also one that is declared later", () => {
    const fleet = new DeclaredFleet(path, "sapporo");
    expect(fleet.machine("KITA-T001")).to.equal(undefined);
    appendToFleetFile(path, fleetEntry());
    expect(fleet.machine("kita-t001")?.address).to.equal("192.0.2.1");
  });

  it("keeps what machines of a class share once, and finds it again in a file that was begun anew", () => {
    const [first, second] = ["KITA-T001", "KITA-T002"].map((host) => fleetEntry({ host }));
    for (const entry of [first, second]) if (entry !== undefined) appendToFleetFile(path, entry);
    const fleet = new DeclaredFleet(path, "sapporo");
    expect(fleet.machine("KITA-T002")).to.deep.equal(second);
    expect(fleet.machine("KITA-T001")?.areas).to.equal(fleet.machine("KITA-T002")?.areas);
    rmSync(path);
    if (second !== undefined) appendToFleetFile(path, second);
    expect(new DeclaredFleet(path, "sapporo").machine("KITA-T002")).to.deep.equal(second);
  });

  it("passes over what another project has left in a file of that name", () => {
    appendToFleetFile(path, fleetEntry());
    expect(new DeclaredFleet(path, "another").machine("KITA-T001")).to.equal(undefined);
    expect(new DeclaredFleet(path, undefined).machine("KITA-T001")?.host).to.equal("KITA-T001");
  });

  it("waits for a line that is being written, and names one that is no machine", () => {
    const fleet = new DeclaredFleet(path, "sapporo");
    appendFileSync(path, '{"host":"KITA-T0');
    expect(fleet.machine("KITA-T001")).to.equal(undefined);
    appendFileSync(path, "\n");
    expect(() => fleet.machine("KITA-T001"))
      .to.throw(KijunError, "line 1 of the fleet file")
      .with.property("code", "STATE_CORRUPTED");
  });
});

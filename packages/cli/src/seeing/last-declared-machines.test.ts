import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { appendToFleetFile, fleetFilePath } from "@kijun/provider/run";
import { expect } from "chai";

import { machine } from "../run/host-readings.fixture.test.js";
import { lastDeclaredMachines } from "./last-declared-machines.js";

describe("lastDeclaredMachines", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kijun-declared-"))));
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  function ran(run: string, host: string, project = "fixture"): void {
    const folder = join(home, "runs", run, "preview");
    mkdirSync(folder, { recursive: true });
    const urn = `urn:pulumi:dev::${project}::kijun:fleet:Site$pulumi-nodejs:dynamic/kijun:Machine::${host}`;
    appendToFleetFile(fleetFilePath("127.0.0.1:1", folder), machine(host, { urn }));
  }

  const names = (): string[] => lastDeclaredMachines(home, "fixture").map(({ host }) => host);

  it("gives the machines of the newest run of the project, past runs of others and runs that declared none", () => {
    ran("20260114T100000Z-1", "OLD");
    ran("20260115T100000Z-1", "NEW");
    ran("20260116T100000Z-1", "OTHER", "another");
    mkdirSync(join(home, "runs", "20260117T100000Z-1", "live"), { recursive: true });
    expect(names()).to.deep.equal(["NEW"]);
  });

  it("knows none before the first run", () => {
    expect(names()).to.deep.equal([]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { routeTo } from "./routes.js";

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof KijunError) return error.code;
    throw error;
  }
  return "none";
}

describe("routeTo", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-routes-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("refuses a documentation address without a simulated fleet", () => {
    for (const address of ["192.0.2.7", "198.51.100.1", "203.0.113.254"])
      expect(codeOf(() => routeTo(address, {}))).to.equal("FLEET_NOT_RUNNING");
  });

  it("dials a real address itself when no fleet is simulated", () => {
    expect(routeTo("terminal.example", {})).to.equal(undefined);
  });

  it("dials the simulated twin, and refuses every address without one", () => {
    const path = join(folder, "routes.json");
    writeFileSync(path, JSON.stringify({ "192.0.2.7": "127.0.0.1:4000" }));
    expect(routeTo("192.0.2.7", { KIJUN_ROUTES: path })).to.deep.equal({ host: "127.0.0.1", port: 4000 });
    expect(codeOf(() => routeTo("terminal.example", { KIJUN_ROUTES: path }))).to.equal("FLEET_NOT_RUNNING");
  });

  it("says that the fleet is not running when its routes are gone", () => {
    expect(codeOf(() => routeTo("192.0.2.7", { KIJUN_ROUTES: join(folder, "none.json") }))).to.equal(
      "FLEET_NOT_RUNNING",
    );
  });

  it("refuses a route that leads off this computer", () => {
    const path = join(folder, "far.json");
    writeFileSync(path, JSON.stringify({ "192.0.2.7": "10.0.0.1:5985" }));
    expect(codeOf(() => routeTo("192.0.2.7", { KIJUN_ROUTES: path }))).to.equal("STATE_CORRUPTED");
  });
});

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { FixtureProject } from "./fixture-project.fixture.test.js";
import { loadBaseline } from "./load-baseline.js";

describe("loadBaseline", () => {
  let project: FixtureProject;
  beforeEach(() => (project = new FixtureProject()));
  afterEach(() => {
    project.dispose();
  });

  async function failure(baseline?: string): Promise<KijunError> {
    const given = { folder: project.folder, name: "fixture", ...(baseline === undefined ? {} : { baseline }) };
    return loadBaseline(given).then(
      () => expect.fail("loaded"),
      (error: unknown) => (error instanceof KijunError ? error : expect.fail(String(error))),
    );
  }

  it("loads what the project names, as the project would import it", async () => {
    const fleet = await loadBaseline({ folder: project.folder, name: "fixture", baseline: "./baseline.js" });
    expect(fleet.hosts.map(({ name }) => name)).to.deep.equal(["KITA-T001", "ANNEX-CS1", "KITA-T002"]);
  });

  it("says how to name a baseline where there is none", async () => {
    expect(await failure())
      .to.include({ code: "PROJECT_MISSING" })
      .and.have.property("hint")
      .that.includes('"kijun"');
  });

  it("says that a module which cannot be found must be built", async () => {
    const error = await failure("@kijun/no-such-baseline");
    expect(error.code).to.equal("BASELINE_INVALID");
    expect(error.message).to.include("@kijun/no-such-baseline");
    expect(error.hint).to.include("npm run build");
  });

  it("refuses a module without a fleet, and a fleet without its parts", async () => {
    project.write("empty.js", "export const fleets = [];");
    project.write("half.js", 'export const fleet = { name: "x", hosts: [] };');
    for (const module of ["./empty.js", "./half.js"])
      expect((await failure(module)).message).to.include("exports no fleet");
  });
});

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { stopFleet } from "@kijun/simulator";
import { expect } from "chai";

import { EngineProject } from "./engine-project.js";

describe("a wrong program through the real engine", function () {
  this.timeout(60_000);
  let project: EngineProject;

  before(async () => {
    project = await EngineProject.create({ "KITA-T001": { accountLockout: { thresholdAttempts: 5 } } });
  });
  after(() => project.dispose());

  /** The machine's arguments as JavaScript, so that they may be anything. */
  function program(args: string): void {
    const source = `import * as pulumi from "@pulumi/pulumi";
import { Machine, Site } from "@kijun/provider";
const site = new Site("kita");
new Machine("KITA-T001", { address: "192.0.2.1", credential: "fleet-admin", site, ...${args} });`;
    writeFileSync(join(project.folder, "index.js"), source);
  }

  async function output(): Promise<string> {
    const { code, stdout, stderr } = await project.pulumi("preview");
    expect(code).to.not.equal(0);
    expect(stdout + stderr).to.not.include("    at ");
    return stdout + stderr;
  }

  it("shows each wrong place of a declaration with its value and no stack", async () => {
    program("{ accountLockout: { thresholdAttempts: 1000, duratonMinutes: 5 } }");
    const shown = await output();
    expect(shown).to.include("accountLockout.thresholdAttempts = 1000");
    expect(shown).to.include("did you mean durationMinutes?");
  });

  it("says in the document for programs what is wrong, where, and what to do", () => {
    program("{ accountLockout: { thresholdAttempts: 1000 } }");
    for (const command of [["preview"], ["up", "--yes"]]) {
      const { code, stdout } = project.kijun(...command, "--stack", "dev", "--json");
      expect(code).to.equal(2);
      const { error } = JSON.parse(stdout) as { error?: { code: string; message: string; hint: string } };
      expect(error?.code).to.equal("BASELINE_INVALID");
      expect(error?.message).to.include("Machine KITA-T001: accountLockout.thresholdAttempts = 1000");
      expect(error?.hint).to.include("Correct each place");
    }
  });

  it("refuses an Output and a secret by their place", async () => {
    program('{ accountLockout: { thresholdAttempts: pulumi.output(5) }, credential: pulumi.secret("x") }');
    const shown = await output();
    expect(shown).to.include("accountLockout.thresholdAttempts: is an Output");
    expect(shown).to.include("credential: is an Output");
  });

  it("says that the fleet is not running instead of dialling", async () => {
    program("{}");
    await stopFleet(project.fleetFolder);
    rmSync(project.fleetFolder, { recursive: true, force: true });
    const shown = await output();
    expect(shown).to.include("FLEET_NOT_RUNNING");
    expect(shown).to.include("kijun fleet start");
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { DeclaredSettings } from "@kijun/settings";
import { fleetStatus, machineAreas } from "@kijun/simulator";
import { expect } from "chai";

import { EngineProject } from "./engine-project.js";

const terminal: DeclaredSettings = {
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
};
const NAMES = ["KITA-T001", "KITA-T002", "KITA-T003", "KITA-T004"];

/** Declarations of some machines of the fleet, each at its own address. */
function machines(...names: string[]): Record<string, DeclaredSettings> {
  return Object.fromEntries(
    names.map((name) => [name, { ...terminal, address: `192.0.2.${String(1 + NAMES.indexOf(name))}` }]),
  );
}

interface Recorded {
  readonly urn: string;
  readonly outputs: { __live: string };
}

/** From adoption to the day the machine leaves, in order: each test goes on where the one before stopped. */
describe("the life of machines in a stack, through the real engine", function () {
  this.timeout(120_000);
  let project: EngineProject;

  before(async () => {
    project = await EngineProject.create(machines(...NAMES));
    await project.breakSetting("KITA-T001", "accountLockout.thresholdAttempts", "0");
    project.declare(machines("KITA-T001", "KITA-T002"));
  });
  after(() => project.dispose());

  async function threshold(host: string): Promise<unknown> {
    const { accountLockout } = await machineAreas(project.fleetFolder, host, {
      accountLockout: { thresholdAttempts: 0 },
    });
    return typeof accountLockout === "object" ? accountLockout["thresholdAttempts"] : accountLockout;
  }

  async function recorded(): Promise<Recorded[]> {
    const { stdout } = await project.pulumi("stack", "export");
    const { deployment } = JSON.parse(stdout) as { deployment: { resources: (Recorded & { type: string })[] } };
    return deployment.resources.filter(({ type }) => type.includes("kijun:Machine"));
  }

  it("begins with adoption, which records it and writes nothing; machines that do not answer stay unknown", async () => {
    await project.cut("KITA-T002");
    project.setVariables({ KIJUN_MODE: "adopt" });
    const adopted = await project.pulumi("up", "--yes", "--skip-preview");
    expect(adopted.code, "one machine was not reached").to.not.equal(0);
    expect(adopted.stdout).to.include("KITA-T002: WINRM_CONNECT_REFUSED");
    expect((await recorded()).map(({ urn }) => urn.split("::").at(-1))).to.deep.equal(["KITA-T001"]);
    expect(await threshold("KITA-T001")).to.equal(0);
    project.setVariables({ KIJUN_MODE: undefined });
    await project.mend("KITA-T002");
  });

  it("goes on with an ordinary live => desired", async () => {
    const { stdout } = await project.pulumi("preview", "--diff");
    expect(stdout).to.match(/thresholdAttempts\s*: 0 => 5/);
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect(await threshold("KITA-T001")).to.equal(5);
  });

  it("refuses a machine that is known to whoever adopts, and leaves it as it is", async () => {
    await project.breakSetting("KITA-T001", "accountLockout.thresholdAttempts", "3");
    project.setVariables({ KIJUN_MODE: "adopt" });
    const adopted = await project.pulumi("up", "--yes", "--skip-preview");
    expect(adopted.code).to.not.equal(0);
    expect(adopted.stdout).to.include("KITA-T001: MACHINE_KNOWN");
    expect(await threshold("KITA-T001")).to.equal(3);
    project.setVariables({ KIJUN_MODE: undefined });
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
  });

  it("survives a state from before identities were recorded, without a word", async () => {
    const file = join(project.folder, "old-state.json");
    await project.pulumi("stack", "export", "--file", file);
    const text = readFileSync(file, "utf8").replace(/,\\"identity\\":\{[^}]*\}/g, "");
    expect(text).to.not.include("machineGuid");
    writeFileSync(file, text);
    await project.pulumi("stack", "import", "--file", file);
    const preview = await project.pulumi("preview", "--expect-no-changes");
    expect(preview.code, preview.stdout).to.equal(0);
    expect(preview.stdout + preview.stderr).to.not.match(/identity|MachineGuid|warning/i);
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    for (const { outputs } of await recorded()) expect(outputs.__live).to.match(/"machineGuid":"[0-9a-f-]{36}"/);
  });

  it("ends for the state alone when the machine leaves the program", async () => {
    project.declare(machines("KITA-T002"));
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect((await recorded()).map(({ urn }) => urn.split("::").at(-1))).to.deep.equal(["KITA-T002"]);
    expect(await threshold("KITA-T001")).to.equal(5);
  });

  it("is another machine's life under another name: the old one is left alone, the new one only brought in line", async () => {
    await project.breakSetting("KITA-T003", "accountLockout.thresholdAttempts", "0");
    project.declare(machines("KITA-T003"), { aliases: [{ name: "KITA-T002" }] });
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect((await recorded()).map(({ urn }) => urn.split("::").at(-1))).to.deep.equal(["KITA-T003"]);
    expect(await Promise.all(["KITA-T002", "KITA-T003"].map(threshold))).to.deep.equal([5, 5]);
    const settled = await project.pulumi("preview", "--expect-no-changes");
    expect(settled.code, settled.stdout).to.equal(0);
  });

  it("leaves no shell open on any machine", async () => {
    const status = await fleetStatus(project.fleetFolder);
    expect(status.running ? status.hosts.map(({ openShells }) => openShells) : []).to.deep.equal(NAMES.map(() => 0));
  });
});

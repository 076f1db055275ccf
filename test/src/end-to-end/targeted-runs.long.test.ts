import type { DeclaredSettings } from "@kijun/settings";
import { fleetStatus, machineAreas } from "@kijun/simulator";
import { expect } from "chai";

import { EngineProject } from "./engine-project.js";
import type { Finished } from "./engine-project.js";

const lockout = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };
const screenSaver = { active: true, passwordProtected: true, timeoutSeconds: 600 } as const;
const terminal: DeclaredSettings = { accountLockout: lockout, screenSaver };
const fleet = { "KITA-T001": terminal, "KITA-T002": terminal, "KITA-T003": terminal, "KITA-T004": terminal };
const NAMES = Object.keys(fleet);

/** The life of one stack, in order: each test goes on where the one before stopped. */
describe("a run about some machines or areas, through the real engine", function () {
  this.timeout(120_000);
  let project: EngineProject;

  before(async () => {
    project = await EngineProject.create(fleet);
    for (const host of NAMES) {
      await project.breakSetting(host, "accountLockout.thresholdAttempts", "0");
      await project.breakSetting(host, "screenSaver.timeoutSeconds", "1800");
    }
  });
  after(() => project.dispose());

  async function logons(): Promise<Record<string, number>> {
    const status = await fleetStatus(project.fleetFolder);
    return Object.fromEntries(status.running ? status.hosts.map(({ name, logons: count }) => [name, count]) : []);
  }

  /** Runs the engine and tells how often it made us log on to each machine. */
  async function logonsOf(...args: string[]): Promise<{ finished: Finished; counts: number[] }> {
    const before = await logons();
    const finished = await project.pulumi(...args);
    const after = await logons();
    return { finished, counts: NAMES.map((name) => (after[name] ?? 0) - (before[name] ?? 0)) };
  }

  async function live(host: string): Promise<unknown[]> {
    const areas = await machineAreas(project.fleetFolder, host, {
      accountLockout: { thresholdAttempts: 0 },
      screenSaver: { timeoutSeconds: 0 },
    });
    return Object.values(areas).flatMap((area) => Object.values(area) as unknown[]);
  }

  it("reads only the new machine that `--target` names", async () => {
    const { finished, counts } = await logonsOf("preview", "--target", "**::kita", "--target", "**::KITA-T002");
    expect(finished.code, finished.stdout + finished.stderr).to.equal(0);
    expect(finished.stdout).to.include("KITA-T002: live => declared");
    expect(counts).to.deep.equal([0, 1, 0, 0]);
  });

  it("reads every new machine once when nothing is targeted, and says what would change on each", async () => {
    const { finished, counts } = await logonsOf("preview");
    expect(counts).to.deep.equal([1, 1, 1, 1]);
    for (const name of NAMES) expect(finished.stdout).to.include(`${name}: live => declared`);
  });

  it("changes nothing but the areas that a run is about, from the very first create on", async () => {
    project.setVariables({ KIJUN_AREAS: "account-lockout" });
    const preview = await project.pulumi("preview");
    expect(preview.stdout).to.include("accountLockout.thresholdAttempts: 0 => 5").and.to.not.include("timeoutSeconds");
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    for (const name of NAMES) expect(await live(name)).to.deep.equal([5, 1800]);
    const settled = await project.pulumi("preview", "--expect-no-changes");
    expect(settled.code, settled.stdout).to.equal(0);
  });

  it("keeps what `ignoreChanges` names as the machine has it, from the very first create on", async () => {
    project.setVariables({ KIJUN_AREAS: undefined });
    const state = await project.pulumi("stack", "rm", "--yes", "--force");
    expect(state.code, state.stderr).to.equal(0);
    await project.pulumi("stack", "init", "dev");
    await project.breakSetting("KITA-T001", "accountLockout.thresholdAttempts", "0");
    project.declare(fleet, { ignoreChanges: ["screenSaver.timeoutSeconds"] });
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    for (const name of NAMES) expect(await live(name)).to.deep.equal([5, 1800]);
    const settled = await project.pulumi("preview", "--expect-no-changes");
    expect(settled.code, settled.stdout).to.equal(0);
  });

  it("shows and applies it as soon as it is ignored no longer", async () => {
    project.declare(fleet);
    const preview = await project.pulumi("preview", "--diff");
    expect(preview.stdout).to.match(/timeoutSeconds\s*: 1800 => 600/);
  });

  it("reads and changes only the known machine that `--target` names", async () => {
    const target = ["--target", "**::KITA-T003"];
    const { finished, counts } = await logonsOf("preview", "--diff", ...target);
    expect(finished.stdout).to.match(/timeoutSeconds\s*: 1800 => 600/);
    expect(counts).to.deep.equal([0, 0, 1, 0]);
    const up = await project.pulumi("up", "--yes", "--skip-preview", ...target);
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    expect(await Promise.all(NAMES.map(live))).to.deep.equal([
      [5, 1800],
      [5, 1800],
      [5, 600],
      [5, 1800],
    ]);
  });

  it("refuses a misspelt area before anything is read", async () => {
    project.setVariables({ KIJUN_AREAS: "screen-savr" });
    const { finished, counts } = await logonsOf("preview", "--refresh=false");
    expect(finished.code).to.not.equal(0);
    expect(finished.stdout + finished.stderr)
      .to.include('ARGUMENT_INVALID: KIJUN_AREAS names "screen-savr"')
      .and.to.not.include("    at ");
    expect(counts).to.deep.equal([0, 0, 0, 0]);
  });
});

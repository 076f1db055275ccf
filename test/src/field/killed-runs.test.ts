import type { DeclaredSettings } from "@kijun/settings";
import { expect } from "chai";

import { EngineProject } from "../end-to-end/engine-project.js";
import { lockFiles, recordedInputs, StruckRun, tracesOnMachines } from "./killed-run.js";
import type { Strike } from "./killed-run.js";

const terminal: DeclaredSettings = {
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
};
const HOSTS = ["KITA-T001", "KITA-T002", "KITA-T003"];

/** Time in which everything that a killed run has started must have ended. */
const GONE_MS = 10_000;

/** Each run meets what the one before has left; only the last one may come to its end. */
describe("runs that are ended by force, one after the other", function () {
  this.timeout(120_000);
  let project: EngineProject;

  before(async function () {
    // Processes and what belongs to them are looked for in /proc.
    if (process.platform !== "linux") return this.skip();
    project = await EngineProject.create(Object.fromEntries(HOSTS.map((host) => [host, terminal])));
    for (const host of HOSTS) await project.breakSetting(host, "accountLockout.thresholdAttempts", "0");
  });
  after(() => project.dispose());

  /** Strikes an update once these words stand in a command line below it. Answers what it said. */
  async function strike(kind: Strike, ...phase: readonly string[]): Promise<string> {
    const run = new StruckRun(project, "up", "--yes");
    expect(await run.reaches(...phase)).to.equal(true);
    expect(await run.strike(kind)).to.equal(true);
    const { stderr } = await run.end();
    expect((await run.timeUntilGone(GONE_MS)).left).to.deep.equal([]);
    return stderr;
  }

  it("leave no process and no shell when the command is killed while machines are read", async () => {
    await strike("kill-command", "dynamic-provider");
    expect(await tracesOnMachines(project)).to.deep.equal({ openShells: 0, violations: [] });
  });

  it("leave none at a second Ctrl-C while machines are changed", async () => {
    await strike("interrupt-twice", "pulumi", "up", "--skip-preview");
    expect(await tracesOnMachines(project)).to.deep.equal({ openShells: 0, violations: [] });
  });

  it("end by themselves when the provider is killed, and clear a lock that was left to them", async () => {
    const locked = lockFiles(project).length > 0;
    const notes = await strike("kill-provider", "dynamic-provider");
    expect(notes.includes("clearing the lock")).to.equal(locked);
  });

  it("are made good by the next one that is left alone", async () => {
    const { code, stdout, stderr } = await new StruckRun(project, "up", "--yes").end();
    expect(code, stdout + stderr).to.equal(0);
    const inputs = recordedInputs(project, "fixture", "dev");
    expect(Object.keys(inputs)).to.deep.equal(HOSTS);
    for (const machine of Object.values(inputs)) expect(machine).to.deep.include(terminal);
    expect(lockFiles(project)).to.deep.equal([]);
  });
});

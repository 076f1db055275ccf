import type { DeclaredSettings } from "@kijun/settings";
import { expect } from "chai";

import { EngineProject } from "../end-to-end/engine-project.js";
import { lockFiles, recordedInputs, StruckRun, tracesOnMachines } from "./killed-run.js";
import type { Strike } from "./killed-run.js";

const terminal: DeclaredSettings = {
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
};
/** So many that a provider is at work on some of them for a while. */
const HOSTS = Array.from({ length: 40 }, (_, index) => `KITA-T${String(index + 1).padStart(3, "0")}`);

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

  /** Strikes an update once it is so far. Answers what it said. */
  async function strike(kind: Strike, isSoFar: (run: StruckRun) => Promise<boolean>): Promise<string> {
    const run = new StruckRun(project, "up", "--yes");
    expect(await isSoFar(run)).to.equal(true);
    expect(await run.strike(kind)).to.equal(true);
    const { stderr } = await run.end();
    expect((await run.timeUntilGone(GONE_MS)).left).to.deep.equal([]);
    return stderr;
  }

  const reads = (run: StruckRun): Promise<boolean> => run.reaches("dynamic-provider");
  const writes = (run: StruckRun): Promise<boolean> => run.reaches("pulumi", "up", "--skip-preview");
  const opensShell = (run: StruckRun): Promise<boolean> => run.opensShell();

  it("leave no process and no shell when the command is killed while machines are read", async () => {
    await strike("kill-command", opensShell);
    expect(await tracesOnMachines(project)).to.deep.equal({ openShells: 0, violations: [] });
  });

  it("leave none at Ctrl-C while machines are read, and none at a second one while they are changed", async () => {
    await strike("interrupt", opensShell);
    expect(await tracesOnMachines(project)).to.deep.equal({ openShells: 0, violations: [] });
    await strike("interrupt-twice", writes);
    expect(await tracesOnMachines(project)).to.deep.equal({ openShells: 0, violations: [] });
  });

  it("end by themselves when the provider is killed, clear a lock that was left to them, and leave no shell", async () => {
    const locked = lockFiles(project).length > 0;
    const notes = await strike("kill-provider", opensShell);
    expect(notes.includes("clearing the lock")).to.equal(locked);
    expect(await tracesOnMachines(project)).to.deep.equal({ openShells: 0, violations: [] });
  });

  it("leave shells to the next one when command and provider are killed at once", async () => {
    await strike("kill-both", opensShell);
    expect((await tracesOnMachines(project)).openShells).to.be.greaterThan(0);
    await strike("kill-provider", reads);
    expect(await tracesOnMachines(project)).to.deep.equal({ openShells: 0, violations: [] });
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

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import type { RunRecord } from "@kijun/report";
import { expect } from "chai";

import { kijun, RunningKijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";
import { FixtureProject } from "../project/fixture-project.fixture.test.js";
import { FakeEngine } from "../pulumi/fake-engine.fixture.test.js";
import { answered, machine, silent } from "../run/host-readings.fixture.test.js";

const MACHINES = [machine("KITA-T001"), machine("KITA-T002")];

function summary(resourceChanges: Readonly<Record<string, number>>): object {
  return { summaryEvent: { resourceChanges } };
}

/** Everything around the engine: a fake one does what the real one did when it was watched. */
describe("kijun preview and kijun up", function () {
  this.slow(3_000);
  let project: FixtureProject;
  let engine: FakeEngine;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    project = new FixtureProject();
    engine = new FakeEngine(join(project.home, "engine"));
    env = { KIJUN_HOME: project.home, PATH: engine.path, KIJUN_AS_OF: "2026-01-14" };
  });
  afterEach(() => {
    project.dispose();
  });

  const run = (...args: readonly string[]): Finished => kijun(args, { cwd: project.folder, env });
  const record = ({ stdout }: Finished): RunRecord => JSON.parse(stdout) as RunRecord;
  const oneDiffers = {
    machines: MACHINES,
    journal: [answered("KITA-T001", 5), answered("KITA-T002", 10)],
    events: [summary({ same: 3, update: 1 })],
  };

  it("gives the engine the stack, a run folder and the environment of kijun env, and makes the stack first", () => {
    engine.answer("preview", oneDiffers);
    expect(run("preview", "--stack", "pilot", "--diff", "--", "--target", "**::KITA-T002").code).to.equal(0);
    const [stack, preview, ...more] = engine.calls();
    expect(more).to.deep.equal([]);
    expect(stack?.args.slice(0, 4)).to.deep.equal(["stack", "select", "pilot", "--create"]);
    expect(preview?.args.slice(0, 4)).to.deep.equal(["preview", "--diff", "--stack", "pilot"]);
    expect(preview?.args.slice(-2)).to.deep.equal(["--target", "**::KITA-T002"]);
    expect(preview?.cwd).to.equal(project.folder);
    expect(preview?.env).to.include({ PULUMI_RUN_PROGRAM: "true", KIJUN_AS_OF: "2026-01-14" });
    const [id = ""] = readdirSync(join(project.home, "runs"));
    expect(preview?.env["KIJUN_RUN"]).to.equal(join(project.home, "runs", id, "preview"));
    expect(readdirSync(join(project.home, "runs", id)).sort()).to.deep.equal(["kijun.log", "preview", "run.json"]);
  });

  it("shows what differs; a difference alone is no failure", () => {
    engine.answer("preview", oneDiffers);
    const { code, stdout } = run("preview");
    expect(code).to.equal(0);
    expect(stdout)
      .to.include("KITA-T002")
      .and.to.include("10 attempts -> 5 attempts")
      .and.to.include("2 of 2 hosts read");
    expect(run("preview", "--lang", "ja").stdout)
      .to.include("ロックアウトのしきい値")
      .and.to.include("北区役所");
  });

  it("prints one document with the place, the causes and the times of the run", () => {
    engine.answer("preview", { ...oneDiffers, journal: [...oneDiffers.journal, silent("KITA-T001")], code: 7 });
    const finished = run("preview", "--json", "--expect-no-changes");
    const { schema, command, stack, baseline, exit, hosts, timing } = record(finished);
    expect(finished.code).to.equal(11);
    expect({ schema, command, stack, baseline, exit }).to.deep.equal({
      ...{
        schema: "kijun.run/1",
        command: "preview",
        stack: "dev",
        baseline: { fleet: "fixture", asOf: "2026-01-14" },
      },
      exit: { code: 11, reasons: ["unreadable", "differences"] },
    });
    expect(hosts.map(({ name, siteName, status }) => [name, siteName, status])).to.deep.equal([
      ["KITA-T001", "北区役所", "unreachable"],
      ["KITA-T002", "北区役所", "read"],
    ]);
    expect(timing.wallMs).to.be.greaterThan(timing.engineMs);
  });

  it("writes the report to a file in place of stdout", () => {
    engine.answer("preview", oneDiffers);
    expect(run("preview", "--markdown", "--output", "report.md")).to.include({ code: 0, stdout: "" });
    expect(readFileSync(join(project.folder, "report.md"), "utf8")).to.include("| `10 attempts` → `5 attempts` |");
    expect(run("preview", "--output", "no-such-folder/report.txt").stderr)
      .to.include("ARGUMENT_INVALID")
      .and.to.include("no-such-folder");
    expect(run("preview", "--json", "--markdown").stderr).to.include("cannot be used with option");
  });

  it("shows a wrong declaration once, without the words around it", () => {
    const message = "BASELINE_INVALID: 1 problem(s) in the declaration:\n  a.ts: x = 1: too big\nCorrect it.\n";
    engine.answer("preview", {
      code: 1,
      stdout: `Diagnostics: error: ${message}`,
      events: [{ diagnosticEvent: { severity: "error", message } }],
    });
    expect(run("preview")).to.deep.equal({
      ...{ code: 2, stdout: "" },
      stderr:
        "error: BASELINE_INVALID: 1 problem(s) in the declaration:\n  a.ts: x = 1: too big\n  next: Correct it.\n",
    });
    const { exit, error } = record(run("preview", "--json"));
    expect(exit).to.deep.equal({ code: 2, reasons: ["configuration"] });
    expect(error).to.deep.equal({
      ...{ code: "BASELINE_INVALID", hint: "Correct it." },
      message: "1 problem(s) in the declaration:\n  a.ts: x = 1: too big",
    });
  });

  it("names the policy that refuses, once for all its machines", () => {
    const refusal = (name: string): object => ({
      policyEvent: {
        resourceUrn: `urn:pulumi:dev::p::t::${name}`,
        message: "too many",
        policyName: "lockout",
        policyPackName: "juki",
        enforcementLevel: "mandatory",
      },
    });
    engine.answer("preview", { ...oneDiffers, code: 1, events: [refusal("KITA-T002"), refusal("KITA-T001")] });
    const { code, stderr } = run("preview");
    expect(code).to.equal(5);
    expect(stderr).to.include("juki/lockout (mandatory): KITA-T001, KITA-T002\n  too many");
  });

  it("shows what the engine says where it fails by itself", () => {
    engine.answer("preview", { code: 1, stderr: "error: no space left on device\n" });
    const { code, stdout, stderr } = run("preview");
    expect([code, stdout]).to.deep.equal([1, ""]);
    expect(stderr)
      .to.include("ENGINE_FAILED")
      .and.to.include("no space left on device")
      .and.to.include("engine-output.txt");
  });

  it("has an engine's failure in its document, without what the environment keeps secret", () => {
    engine.answer("preview", { code: 1, stderr: "error: login at https://kijun:hunter22@state.example failed\n" });
    const { error } = record(run("preview", "--json"));
    expect(error?.code).to.equal("ENGINE_FAILED");
    expect(error?.message).to.include("login at https://kijun:").and.to.not.include("hunter22");
    engine.answer("preview", oneDiffers);
    expect(record(run("preview", "--json"))).to.not.have.property("error");
  });

  it("does not begin to change anything where nobody can be asked", () => {
    const { code, stderr } = run("up");
    expect(code).to.equal(2);
    expect(stderr).to.include("ARGUMENT_INVALID").and.to.include("kijun up --yes");
    expect(engine.calls()).to.deep.equal([]);
  });

  it("applies after a preview and says what became of each setting", () => {
    engine.answer("preview", oneDiffers);
    const results = [{ path: "accountLockout.thresholdAttempts", outcome: "changed" }] as const;
    engine.answer("up", {
      machines: MACHINES,
      journal: [answered("KITA-T002", 10), { kind: "applied", host: "KITA-T002", results }],
    });
    const finished = run("up", "--yes", "--json");
    expect(finished.code).to.equal(0);
    expect(record(finished).applied).to.deep.equal([{ host: "KITA-T002", ...results[0] }]);
    expect(engine.calls().map(({ args }) => args.slice(0, 3))).to.deep.include(["up", "--yes", "--skip-preview"]);
  });

  it("tells the update, and nobody else, where the preview of the same run has left what it found", () => {
    env["KIJUN_PREVIEW"] = "/of/another/run";
    engine.answer("preview", oneDiffers);
    engine.answer("up", oneDiffers);
    run("up", "--yes");
    const calls = new Map(engine.calls().map(({ args, env: told }) => [args[0], told]));
    expect(calls.get("preview")).to.not.have.property("KIJUN_PREVIEW");
    expect(calls.get("up")?.["KIJUN_PREVIEW"]).to.equal(calls.get("preview")?.["KIJUN_RUN"]);
  });

  it("fails when a machine could not be changed", () => {
    engine.answer("preview", oneDiffers);
    const failed = {
      kind: "apply-failed",
      host: "KITA-T002",
      code: "WINRM_TIMEOUT",
      message: "no answer",
      hint: "Read again.",
    } as const;
    engine.answer("up", {
      machines: MACHINES,
      journal: [failed],
      code: 1,
      events: [{ diagnosticEvent: { severity: "error", message: "update failed\n" } }],
    });
    const { code, stdout } = run("up", "--yes");
    expect(code).to.equal(4);
    expect(stdout).to.include("WINRM_TIMEOUT no answer").and.to.include("exit 4");
  });

  it("applies nothing where there is nothing to do, or where no change was expected", () => {
    engine.answer("preview", {
      machines: MACHINES,
      journal: [answered("KITA-T001", 5), answered("KITA-T002", 5)],
      events: [summary({ same: 4 })],
    });
    expect(run("up", "--yes").code).to.equal(0);
    engine.answer("preview", { ...oneDiffers, code: 7 });
    expect(run("up", "--yes", "--expect-no-changes").code).to.equal(7);
    expect(engine.calls().map(({ args }) => args[0])).not.to.include("up");
  });

  it("hands Ctrl-C on and ends when the engine has ended", async function () {
    if (process.platform === "win32") return this.skip();
    engine.answer("preview", {
      ...oneDiffers,
      code: 1,
      waits: "for-signal",
      events: [{ diagnosticEvent: { severity: "error", message: "preview canceled\n" } }],
    });
    const running = new RunningKijun(["preview", "--json"], { cwd: project.folder, env });
    while (!engine.isWaiting()) await delay(20);
    running.interrupt();
    const finished = await running.finished();
    expect(finished.code).to.equal(8);
    expect(record(finished).exit.reasons).to.deep.equal(["cancelled"]);
    expect(finished.stderr).to.include("pulumi cancel --stack dev");
  });

  it("kills an engine that does not stop at the second Ctrl-C", async function () {
    if (process.platform === "win32") return this.skip();
    engine.answer("preview", { ...oneDiffers, waits: "for-ever" });
    const running = new RunningKijun(["preview"], { cwd: project.folder, env });
    while (!engine.isWaiting()) await delay(20);
    running.interrupt();
    while (!engine.wasAsked()) await delay(20);
    running.interrupt();
    const { code, stdout } = await running.finished();
    expect(code).to.equal(8);
    expect(stdout).to.include("2 of 2 hosts read");
  });

  it("refuses a damaged state before the engine sees it", () => {
    engine.answer("preview", oneDiffers);
    env = { ...env, PULUMI_BACKEND_URL: `file://${project.folder.replaceAll("\\", "/")}` };
    const state = join(".pulumi", "stacks", "fixture", "dev.json");
    project.write(state, "{");
    const { code, stderr } = run("preview");
    expect(code).to.equal(1);
    expect(stderr).to.include("STATE_CORRUPTED").and.to.include(state).and.to.include("pulumi stack export");
    expect(existsSync(join(engine.directory, "calls.ndjson"))).to.equal(false);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";
import { FixtureProject } from "../project/fixture-project.fixture.test.js";
import { FakeEngine } from "../pulumi/fake-engine.fixture.test.js";
import { answered, machine, silent } from "../run/host-readings.fixture.test.js";

describe("log and trace of a run of the engine", function () {
  this.timeout(30_000);
  this.slow(3_000);
  let project: FixtureProject;
  let engine: FakeEngine;
  beforeEach(() => {
    project = new FixtureProject();
    engine = new FakeEngine(join(project.home, "engine"));
    engine.answer("preview", {
      machines: [machine("KITA-T001"), machine("KITA-T002")],
      journal: [answered("KITA-T001", 5), silent("KITA-T002")],
      events: [{ summaryEvent: { resourceChanges: { same: 4 } } }],
    });
  });
  afterEach(() => {
    project.dispose();
  });

  function run(...args: readonly string[]): Finished {
    const env = { KIJUN_HOME: project.home, PATH: engine.path, KIJUN_AS_OF: "2026-01-14" };
    return kijun(args, { cwd: project.folder, env: { ...env, PULUMI_CONFIG_PASSPHRASE: "canary-passphrase" } });
  }

  function log(): string {
    const [id = ""] = readdirSync(join(project.home, "runs"));
    return readFileSync(join(project.home, "runs", id, "kijun.log"), "utf8");
  }

  it("keeps one log per run from its start to its end, and says where it is when the run failed", () => {
    const { code, stderr } = run("preview", "--", "--config", "x:password=canary-passphrase");
    expect(code).to.equal(11);
    expect(stderr).to.match(/^log: .*kijun\.log$/m);
    expect(log())
      .to.include("engine version=3.248.0")
      .and.to.include("project name=fixture stack=dev")
      .and.to.include("selection machines=all areas=all")
      .and.to.include("KITA-T001 read")
      .and.to.include("KITA-T002 not read WINRM_CONNECT_TIMEOUT no answer")
      .and.to.include("end command=preview exit=11 reasons=unreadable")
      .and.to.include("x:password=[redacted]")
      .and.to.not.include("canary");
    for (const line of log().trimEnd().split("\n"))
      expect(line).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z (?:info|warn|error) /);
  });

  it("says nothing of the log after a run that went well, unless it is asked", () => {
    engine.answer("preview", { machines: [machine("KITA-T001")], journal: [answered("KITA-T001", 5)] });
    expect(run("preview").stderr).to.not.include("kijun.log");
    expect(run("preview", "--verbose").stderr).to.include("kijun.log");
  });

  it("tells the provider of the machine to trace as it is declared, and when nothing was sent to it", () => {
    const { stderr } = run("preview", "--trace", "kita-t001");
    expect(engine.calls().at(-1)?.env["KIJUN_TRACE"]).to.equal("KITA-T001");
    expect(stderr).to.include("trace: none, because nothing was sent to KITA-T001");
  });

  it("refuses to trace a machine that is not in service, before anything is asked", () => {
    const { code, stderr } = run("preview", "--trace", "KITA-T009");
    expect(code).to.equal(2);
    expect(stderr).to.include("HOST_UNKNOWN").and.to.include("--trace KITA-T009");
    expect(engine.calls()).to.deep.equal([]);
  });
});

import { execFileSync } from "node:child_process";
import { delimiter, join } from "node:path";

import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";
import { FixtureProject } from "../project/fixture-project.fixture.test.js";
import { FakeEngine } from "../pulumi/fake-engine.fixture.test.js";

describe("kijun env", function () {
  this.slow(2_000);
  let project: FixtureProject;
  let engine: FakeEngine;
  beforeEach(() => {
    project = new FixtureProject();
    engine = new FakeEngine(join(project.home, "engine"));
  });
  afterEach(() => {
    project.dispose();
  });

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Finished =>
    kijun(["env", ...args], { cwd: project.folder, env: { KIJUN_HOME: project.home, PATH: engine.path, ...env } });
  const variables = (env: NodeJS.ProcessEnv = {}): Record<string, string> =>
    JSON.parse(run(["--shell", "json"], env).stdout) as Record<string, string>;

  it("says all that pulumi needs, and is the same for --json", () => {
    const found = variables();
    expect(found).to.deep.include({
      ...{
        PULUMI_RUN_PROGRAM: "true",
        PULUMI_PARALLEL: "2147483647",
        PULUMI_PARALLEL_DIFF: "true",
        PULUMI_SKIP_CHECKPOINTS: "true",
      },
      ...{
        PULUMI_CONTINUE_ON_ERROR: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      },
      ...{ KIJUN_HOME: project.home, PULUMI_CONFIG_PASSPHRASE_FILE: join(project.home, "passphrase") },
    });
    expect(found["PATH"]?.split(delimiter)[0]).to.equal(engine.directory);
    expect(found).not.to.have.any.keys("KIJUN_ROUTES", "KIJUN_CREDENTIALS", "KIJUN_AS_OF");
    expect(JSON.parse(run(["--json"]).stdout)).to.deep.equal(found);
  });

  it("survives a round trip through sh", function () {
    if (process.platform === "win32") return this.skip();
    const script = `${run(["--shell", "sh"]).stdout}\n"$NODE" -p 'JSON.stringify(process.env)'`;
    const loaded: unknown = JSON.parse(
      execFileSync("sh", ["-c", script], { env: { NODE: process.execPath }, encoding: "utf8" }),
    );
    expect(loaded).to.include(variables());
  });

  it("prints one assignment a line for PowerShell", () => {
    const lines = run(["--shell", "powershell"]).stdout.trimEnd().split("\n");
    expect(lines).to.include("${env:PULUMI_RUN_PROGRAM} = 'true'");
    for (const line of lines) expect(line).to.match(/^\$\{env:\w+\} = '.*'$/);
  });

  it("names the simulated fleet while it runs", function () {
    this.timeout(30_000);
    const fleet = (command: string): Finished =>
      kijun(["fleet", ...command.split(" ")], { cwd: project.folder, env: { KIJUN_HOME: project.home } });
    expect(fleet("start --as-of 2026-01-14").code).to.equal(0);
    const { KIJUN_ROUTES, KIJUN_CREDENTIALS, KIJUN_AS_OF } = variables();
    fleet("stop");
    const folder = join(project.home, "fleet");
    expect({ KIJUN_ROUTES, KIJUN_CREDENTIALS, KIJUN_AS_OF }).to.deep.equal({
      ...{
        KIJUN_ROUTES: join(folder, "routes.json"),
        KIJUN_CREDENTIALS: join(folder, "credentials.json"),
        KIJUN_AS_OF: "2026-01-14",
      },
    });
    expect(variables()).not.to.have.any.keys("KIJUN_ROUTES");
  });

  it("refuses credentials of a person's own while a simulated fleet runs, with both ways out", function () {
    this.timeout(30_000);
    const env = { KIJUN_HOME: project.home };
    expect(kijun(["fleet", "start", "--as-of", "2026-01-14"], { cwd: project.folder, env }).code).to.equal(0);
    const own = run([], { KIJUN_CREDENTIALS: join(project.home, "own.json") });
    const fleets = run([], { KIJUN_CREDENTIALS: join(project.home, "fleet", "credentials.json") });
    kijun(["fleet", "stop"], { cwd: project.folder, env });
    expect([own.code, fleets.code]).to.deep.equal([2, 0]);
    expect(own.stderr)
      .to.include("FLEET_ALREADY_RUNNING")
      .and.to.include("own.json")
      .and.to.include("kijun fleet stop")
      .and.to.include("unset KIJUN_CREDENTIALS");
  });

  it("makes no passphrase that could not open a stack of the project", () => {
    project.write("Pulumi.dev.yaml", "encryptionsalt: v1:abc=\n");
    const { code, stdout, stderr } = run([]);
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.include("PASSPHRASE_MISSING").and.to.include("Pulumi.dev.yaml").and.to.include("next: ");
    expect(run([], { PULUMI_CONFIG_PASSPHRASE: "mine" }).code).to.equal(0);
  });

  it("says where an engine was looked for", () => {
    const bare = { PATH: project.folder, PULUMI_HOME: join(project.home, "none") };
    const { code, stderr } = run([], bare);
    expect(code).to.equal(2);
    expect(stderr).to.include("ENGINE_MISSING").and.to.include(bare.PULUMI_HOME);
  });

  it("needs no project", () => {
    const { code, stdout } = kijun(["env"], {
      cwd: project.home,
      env: { KIJUN_HOME: project.home, PATH: engine.path },
    });
    expect([code, stdout === ""]).to.deep.equal([0, false]);
  });
});

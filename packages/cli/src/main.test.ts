import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { kijun, kijunProcess } from "./kijun-process.fixture.test.js";
import type { Finished } from "./kijun-process.fixture.test.js";

const COMMANDS = [
  "fleet start",
  "fleet stop",
  "fleet status",
  "fleet break",
  "fleet cut",
  "fleet mend",
  "env",
  "credential list",
  "credential retry",
  "preview",
  "up",
];

describe("kijun", function () {
  this.slow(2_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-main-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string, env: NodeJS.ProcessEnv = {}, runner = kijun): Finished =>
    runner(
      command.split(" ").filter((word) => word !== ""),
      { cwd: folder, env: { KIJUN_HOME: join(folder, "home"), ...env } },
    );
  const runProcess = (command: string, env: NodeJS.ProcessEnv = {}): Finished => run(command, env, kijunProcess);

  for (const command of COMMANDS) {
    it(`explains ${command} with an example`, () => {
      const { code, stdout, stderr } = run(`${command} --help`);
      expect([code, stderr]).to.deep.equal([0, ""]);
      expect(stdout).to.include(`Usage: kijun ${command}`).and.to.include("--json");
      expect(stdout).to.match(/Example:\n {2}.*kijun/);
    });
  }

  it("explains in Japanese where that is asked for", () => {
    const { stdout } = run("fleet start --help --lang ja");
    expect(stdout)
      .to.include("使い方: kijun fleet start")
      .and.to.include("例:")
      .and.to.include("（ja-JP, en-US; 既定: ja-JP）");
  });

  it("prints its version", () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(runProcess("--version")).to.deep.equal({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("shows how to use it where a command is missing", () => {
    for (const command of ["", "fleet"]) {
      const { code, stdout, stderr } = runProcess(command);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.include(`Usage: kijun ${command}`);
    }
  });

  it("refuses what it does not know, with the next step", () => {
    const refused = {
      "preview --bogus": "unknown option '--bogus'",
      preveiw: "unknown command 'preveiw'",
      "env --shell fish": "Allowed choices are sh, powershell, json",
    };
    for (const [command, message] of Object.entries(refused)) {
      const { code, stdout, stderr } = run(command);
      expect([code, stdout], command).to.deep.equal([2, ""]);
      expect(stderr, command)
        .to.include("ARGUMENT_INVALID")
        .and.to.include(message)
        .and.to.match(/next: See `kijun.* --help`/);
    }
  });

  it("speaks the language that is asked for", () => {
    expect(run("preview", { KIJUN_LANG: "ja" }).stderr)
      .to.match(/^エラー: PROJECT_MISSING: /)
      .and.to.include("次の手順: ");
    expect(run("preview", { LANG: "ja_JP.UTF-8" }).stderr).to.match(/^エラー: /);
    expect(run("preview --lang en", { KIJUN_LANG: "ja" }).stderr).to.match(/^error: /);
  });

  it("colours only where it is asked to, each stream for itself", () => {
    const red = "\u001b[31m";
    expect(runProcess("preview").stderr).not.to.include(red);
    expect(runProcess("preview", { FORCE_COLOR: "1" }).stderr).to.include(red);
    expect(runProcess("preview --no-color", { FORCE_COLOR: "1" }).stderr).not.to.include(red);
    expect(runProcess("preview --color", { NO_COLOR: "1" }).stderr).to.include(red);
  });

  it("names the folder that holds no project", () => {
    for (const command of ["preview", "up --yes", "fleet start", `-C ${folder} env`]) {
      const { code, stderr } = run(command);
      expect(code, command).to.equal(2);
      expect(stderr, command)
        .to.include("PROJECT_MISSING")
        .and.to.include("no Pulumi.yaml in")
        .and.to.include("next: ");
    }
  });

  it("says which Node.js it needs to one that is too old", () => {
    const preload = join(folder, "old-node.cjs");
    writeFileSync(
      preload,
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } });',
    );
    const { code, stdout, stderr } = runProcess("--version", {
      NODE_OPTIONS: `--require ${preload.replaceAll("\\", "/")}`,
    });
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr)
      .to.include("NODE_TOO_OLD: kijun needs Node.js 20.19.0 or newer, this is 18.20.4")
      .and.to.include("next: ");
  });
});

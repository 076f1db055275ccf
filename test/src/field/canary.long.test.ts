import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import type { DeclaredSettings } from "@kijun/settings";
import { expect } from "chai";

import { repositoryRoot } from "../conventions/repository.js";
import { ProcessWatch } from "./canary-processes.js";
import { formsOf, holds } from "./canary-forms.js";
import { EngineProject } from "../end-to-end/engine-project.js";
import type { Finished } from "../end-to-end/engine-project.js";

const terminal: DeclaredSettings = {
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
};
const TRACED = "KITA-T001";

/** The files that hold the password on purpose: the credential itself. */
const CREDENTIAL_FILE = /\/home\/fleet\/credentials\.json$/;

/**
 * A preview, an apply, a refused logon and a trace, and then a search for the password in everything that they left or
 * showed. The simulated fleet makes a password of its own at each start, so that it can be nowhere by chance.
 */
describe("the password of a fleet", function () {
  this.timeout(120_000);
  let project: EngineProject;
  let forms: readonly Buffer[];
  let watch: ProcessWatch;
  const shown: string[] = [];

  before(async () => {
    // The event log is a debugging option of the engine.
    process.env["PULUMI_DEBUG_COMMANDS"] = "true";
    project = await EngineProject.create({ [TRACED]: terminal, "KITA-T002": terminal, "KITA-T003": terminal });
    forms = formsOf(passwordOf(project));
    watch = new ProcessWatch(forms, project.home);
    await project.breakSetting(TRACED, "accountLockout.thresholdAttempts", "9");
    await project.trouble("KITA-T003", { kind: "password" });
    const eventLog = ["--event-log", join(project.folder, "events.ndjson")];
    for (const words of [
      ["preview", "--stack", "dev"],
      ["up", "--stack", "dev", "--yes"],
      ["preview", "--stack", "dev", "--json", "--verbose", "--trace", TRACED],
    ]) {
      const { stdout, stderr } = await kijun(words);
      shown.push(stdout, stderr);
    }
    const plain = await project.pulumi("preview", "--diff", ...eventLog);
    shown.push(plain.stdout, plain.stderr);
  });
  after(async () => {
    delete process.env["PULUMI_DEBUG_COMMANDS"];
    await project.dispose();
  });

  /** As a person runs it, with temporary files and a home of the engine where they can be searched. */
  function kijun(words: readonly string[]): Promise<Finished> {
    const temporary = join(project.folder, "temporary");
    mkdirSync(temporary, { recursive: true });
    const env = { ...process.env, KIJUN_HOME: project.home, TMPDIR: temporary, KIJUN_LANG: "en" };
    const cli = join(repositoryRoot, "packages/cli/bin/kijun.js");
    const child = spawn(process.execPath, [cli, ...words], { cwd: project.folder, env });
    if (child.pid !== undefined) watch.follow(child.pid);
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    return new Promise((resolve) => {
      child.on("close", (code) => {
        watch.stop();
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** Every file below the project: state with its backups, cache, latch, runs, logs, temporary files. */
  function files(): string[] {
    const names = readdirSync(project.folder, { recursive: true, withFileTypes: true });
    return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  it("is found where it is kept, so that the search is one", () => {
    expect(files().filter((path) => holds(readWhole(path), forms))).to.include.members(
      files().filter((path) => CREDENTIAL_FILE.test(path)),
    );
    expect(files().filter((path) => CREDENTIAL_FILE.test(path))).to.have.lengthOf(1);
  });

  it("is in no file that the runs have left", () => {
    const left = files().map((path) => path.slice(project.folder.length));
    for (const kind of [/\/home\/state\//, /\/last-readings\//, /\/latch\//, /\/runs\//, /\/events\.ndjson$/])
      expect(
        left.some((path) => kind.test(path)),
        `there is ${String(kind)}`,
      ).to.equal(true);
    expect(
      left.some((path) => path.endsWith(`trace-${TRACED}.ndjson`)),
      "there is a trace",
    ).to.equal(true);
    const found = files().filter((path) => !CREDENTIAL_FILE.test(path) && holds(readWhole(path), forms));
    expect(found).to.deep.equal([]);
  });

  it("is in nothing that was printed", () => {
    expect(shown.join("")).to.include("WINRM_AUTH_FAILED").and.to.include(TRACED);
    for (const text of shown) expect(holds(Buffer.from(text), forms)).to.equal(false);
  });

  it("is in no command line and no environment of any process of a run", function () {
    if (process.platform !== "linux") this.skip();
    expect(
      watch.commands.some((line) => line.includes("dynamic-provider")),
      "the provider was seen",
    ).to.equal(true);
    expect(watch.markedEnvironments, "environments were read").to.be.greaterThan(0);
    expect(watch.found).to.deep.equal([]);
  });

  it("is in no log that the engine wrote meanwhile into its own home", () => {
    const variables = JSON.parse(project.kijun("env", "--shell", "json").stdout) as Record<string, string>;
    const home = variables["PULUMI_HOME"] ?? "";
    const logs = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\/(?:versions|plugins)(?:\/|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(logs.filter((path) => holds(readWhole(path), forms))).to.deep.equal([]);
  });
});

function passwordOf(project: EngineProject): string {
  const text = readFileSync(join(project.fleetFolder, "credentials.json"), "utf8");
  const [credential] = Object.values(JSON.parse(text) as Record<string, { password: string }>);
  return credential?.password ?? "";
}

/** A file's bytes, and those of what it holds packed. One that has gone meanwhile is empty. */
function readWhole(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return path.endsWith(".gz") ? Buffer.concat([bytes, gunzipSync(bytes)]) : bytes;
  } catch {
    return Buffer.alloc(0);
  }
}

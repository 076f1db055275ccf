import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";

const STACK = fileURLToPath(new URL("../../../../stacks/sapporo", import.meta.url));

describe("kijun collect", function () {
  this.slow(3_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-collect-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]): Finished =>
    kijun([...args, "--lang", "en"], {
      cwd: folder,
      env: { KIJUN_HOME: join(folder, "home"), KIJUN_AS_OF: "2026-01-14" },
    });
  const pack = (...args: string[]): Finished => run("-C", STACK, "collect", "pack", "folder", ...args);

  it("packs what is asked of the chosen machines, and says how it is run and what to note on the hand-over sheet", () => {
    const { code, stdout, stderr } = pack("--host", "kita-t001,KITA-T002");
    expect(code, stderr).to.equal(0);
    expect(stdout)
      .to.match(/folder \d{8}-[0-9a-f]{8} of Kijun \S+ for 2 machines: KITA-T001, KITA-T002\n/)
      .and.to.match(/^ {2}[0-9a-f]{64} {2}manifest\.json, for the hand-over sheet$/m)
      .and.to.include("known by their names alone: KITA-T001, KITA-T002")
      .and.to.include("powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\\kijun-collect.ps1");
    const names = readdirSync(join(folder, "folder"));
    expect(names).to.include.members(["kijun-collect.ps1", "agent.ps1", "kit.json", "manifest.json", "manifest.sig"]);
    const request = names.filter((name) => name.startsWith("request-"));
    expect(readFileSync(join(folder, "folder", request[0] ?? ""), "utf8"))
      .to.include("RemoteRegistry")
      .and.to.include("installed-software");
    expect(existsSync(join(folder, "home", "collect-key.pem"))).to.equal(true);
  });

  it("prints the manifest for machines", () => {
    const { stdout } = pack("--site", "kita-ward", "--class", "terminal-d6012n", "--json");
    const { manifest, key } = JSON.parse(stdout) as { manifest: { machines: { host: string }[] }; key: string };
    expect(manifest.machines.length).to.be.greaterThan(1);
    expect(manifest.machines.every(({ host }) => host.startsWith("KITA-T"))).to.equal(true);
    expect(key).to.match(/^[0-9a-f]{16}$/);
  });

  it("packs nothing for nobody, for an unknown machine, or with a replaced machine that is not in it", () => {
    const refusals = [
      [pack(), "ARGUMENT_INVALID: nothing says which machines the folder is for"],
      [pack("--host", "NOBODY"), "HOST_UNKNOWN"],
      [pack("--host", "KITA-T001", "--replaced", "KITA-T002"), "--replaced kita-t002: not among the machines"],
      [run("collect", "pack", "folder", "--host", "KITA-T001"), "PROJECT_MISSING"],
    ] as const;
    for (const [{ code, stderr }, reason] of refusals) {
      expect(code, reason).to.equal(2);
      expect(stderr).to.include(reason).and.to.include("next: ");
    }
    expect(existsSync(join(folder, "folder"))).to.equal(false);
  });

  it("takes nothing in where no folder was ever packed", () => {
    const { code, stderr } = run("collect", "import", "folder");
    expect([code, stderr.includes("COLLECT_KEY_INVALID")]).to.deep.equal([2, true]);
  });

  it("tells everything that is wrong with what is to be taken in, each with its next step", () => {
    pack("--host", "KITA-T001");
    writeFileSync(join(folder, "half.answer.json"), '{"schema":"kijun.answer/1","host":"KITA-T0');
    mkdirSync(join(folder, "empty"));
    const { code, stdout } = run("collect", "import", "half.answer.json", "none.answer.json", "empty", "folder");
    expect(code).to.equal(2);
    expect(stdout)
      .to.include("refused  ANSWER_REFUSED: half.answer.json is refused: it does not end as an answer does")
      .and.to.match(/refused {2}ARGUMENT_INVALID: none\.answer\.json cannot be read: ENOENT/)
      .and.to.include("refused  ARGUMENT_INVALID: empty holds no file *.answer.json")
      .and.to.include("refused  ARGUMENT_INVALID: folder holds no file *.answer.json");
    expect(stdout.match(/^ {2}next: /gm)).to.have.lengthOf(4);
    const { stdout: json } = run("collect", "import", "half.answer.json", "empty", "--json");
    const { exit, answers } = JSON.parse(json) as { exit: object; answers: { outcome: string; code: string }[] };
    expect(exit).to.deep.equal({ code: 2, reasons: ["configuration"] });
    expect(answers.map(({ outcome, code: why }) => [outcome, why])).to.deep.equal([
      ["refused", "ANSWER_REFUSED"],
      ["refused", "ARGUMENT_INVALID"],
    ]);
    expect(existsSync(join(folder, "home", "readings"))).to.equal(false);
  });

  it("takes no age that is not a number of days", () => {
    for (const age of ["0", "1m", "367", "-1"])
      expect(run("collect", "import", "x", `--max-age=${age}`).stderr).to.include("whole number of days from 1 to 366");
  });
});

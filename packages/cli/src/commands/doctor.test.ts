import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { SeenProject } from "./seeing.fixture.test.js";

interface Shown {
  readonly id: string;
  readonly host?: string;
  readonly status: string;
  readonly message: string;
  readonly next?: string;
}

describe("kijun doctor", function () {
  this.timeout(60_000);
  this.slow(3_000);
  let seen: SeenProject;
  beforeEach(async () => (seen = await SeenProject.start()));
  afterEach(() => seen.dispose());

  const checks = (document: Record<string, unknown>): readonly Shown[] => document["checks"] as Shown[];
  const line = (stdout: string, text: string): string =>
    stdout.split("\n").find((candidate) => candidate.includes(text)) ?? "";

  it("looks at this computer and asks every machine who is there, without a logon", () => {
    const { document } = seen.json("doctor");
    const ids = checks(document).map(({ id, host }) => `${host ?? ""}${host === undefined ? "" : " "}${id}`);
    expect(ids).to.deep.equal([
      ...["node", "engine", "project", "passphrase", "state", "held-credentials", "baseline", "credential"],
      ...["KITA-T001 reachable", "ANNEX-CS1 reachable", "KITA-T002 reachable"],
    ]);
    const failed = checks(document).filter(({ status, id }) => status === "fail" && id !== "engine");
    expect(failed).to.deep.equal([]);
    expect(seen.newest("specification.json")).to.not.equal("");
    expect(seen.run("fleet", "status").stdout).to.not.include("failed logons");
  });

  it("logs on to the named machines once and judges clock, rights, PowerShell and language mode", () => {
    const { stdout } = seen.run("doctor", "KITA-T001", "--lang", "en");
    for (const text of [
      ...["KITA-T001 logon: succeeded", "KITA-T001 computer name: KITA-T001", "KITA-T001 clock: agrees"],
      ...["KITA-T001 rights: administrator", "KITA-T001 PowerShell: 5.1", "KITA-T001 language mode: FullLanguage"],
      ...["KITA-T001 Windows build: ", "KITA-T001 last reading: none yet"],
    ])
      expect(line(stdout, text)).to.match(/^ok /);
    expect(stdout).to.not.include("KITA-T002");
  });

  it("names what a machine that is off needs, and exits with 11 when nothing else is wrong", async () => {
    await seen.cut("KITA-T002");
    const { stdout } = seen.run("doctor");
    expect(line(stdout, "KITA-T002 reachable")).to.match(/^fail {2}KITA-T002 reachable: WINRM_CONNECT_REFUSED/);
    expect(stdout).to.include("      next: Something answers for the address");
    const { code, document } = seen.json("doctor", "KITA-T002");
    expect(
      checks(document)
        .filter(({ host }) => host !== undefined)
        .map(({ id }) => id),
    ).to.deep.equal(["reachable", "reading"]);
    const engineFailed = checks(document).some(({ id, status }) => id === "engine" && status === "fail");
    expect(code).to.equal(engineFailed ? 2 : 11);
  });

  it("tries a refused password once and says what is held back afterwards", () => {
    const path = join(seen.fleetFolder, "credentials.json");
    const credentials = readFileSync(path, "utf8");
    writeFileSync(path, credentials.replace(/"password": ?"[^"]*"/, '"password":"canary-wrong"'));
    const first = seen.json("doctor", "KITA-T001").document;
    expect(checks(first).find(({ id }) => id === "logon")).to.include({ status: "fail" });
    expect(checks(first).find(({ id }) => id === "logon")?.message).to.include("WINRM_AUTH_FAILED");
    const second = seen.json("doctor", "KITA-T001").document;
    expect(checks(second).find(({ id }) => id === "logon")?.message).to.include("WINRM_CREDENTIAL_LATCHED");
    expect(checks(second).find(({ id }) => id === "held-credentials")).to.include({ status: "warn" });
    expect(seen.run("fleet", "status").stdout).to.include("failed logons: KITA-T001 1");
  });

  it("fails with 2 for what a person can correct on this computer, and still looks at the rest", () => {
    seen.project.write("checklist.js", "export const checklist = 1;");
    const broken = seen.json("doctor");
    expect(broken.code).to.equal(2);
    expect(checks(broken.document).find(({ id }) => id === "baseline")?.message).to.include("BASELINE_INVALID");
    seen.project.write("Pulumi.yaml", "runtime: nodejs\n");
    const { code, document } = seen.json("doctor");
    expect(code).to.equal(2);
    expect(checks(document).find(({ id }) => id === "project")).to.include({ status: "fail" });
    expect(checks(document).map(({ id }) => id)).to.include.members(["node", "engine", "passphrase"]);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { EVIDENCE_FILE } from "@kijun/pilot";
import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";

const STACK = fileURLToPath(new URL("../../../../stacks/sapporo", import.meta.url));

/** No Windows has this build or edition. */
const FIXTURE = {
  ...{ platform: "Win32NT", build: "99999.1", edition: "KijunTestFixture", product: "WinNT", language: "ja-JP" },
  ...{ languageMode: "FullLanguage", process: "powershell", powershell: "5.1.99999.1", powershellEdition: "Desktop" },
};

describe("kijun pilot", function () {
  this.slow(3_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-pilot-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]): Finished => kijun([...args, "--lang", "en"], { cwd: folder, env: {} });

  /** A report of a kit, as if a machine that does not exist had run it. */
  function reportOf(kit: { release: string; files: object }, changes: object = {}): string {
    const report = {
      ...{ schema: "kijun.pilot-report/1", release: kit.release, day: "2026-01-20", complete: true, rehearsal: false },
      ...{ files: kit.files, system: FIXTURE, protection: [], start: [], readings: "0".repeat(64) },
      areas: [
        { id: "services", milliseconds: 12 },
        { id: "printers", milliseconds: 9, code: "ACCESS_DENIED" },
      ],
      claims: [
        { id: "account-lockout/no-times-without-threshold", answer: true },
        { id: "account-lockout/administrator-lockout-exported", answer: false },
        { id: "shares/own-shares-are-special", failure: "READ_FAILED" },
      ],
      ...changes,
    };
    writeFileSync(join(folder, "report.json"), JSON.stringify(report));
    return "report.json";
  }

  function packed(): { release: string; files: object } {
    const { code, stdout } = run("pilot", "pack", "kit", "--json");
    expect(code).to.equal(0);
    return JSON.parse(stdout) as { release: string; files: object };
  }

  it("packs a kit and says how it is run and what its sums are", () => {
    const { code, stdout } = run("pilot", "pack", "kit");
    expect(code).to.equal(0);
    expect(stdout)
      .to.include("without probes")
      .and.to.match(/^ {2}[0-9a-f]{64} {2}kijun-pilot\.ps1$/m);
    expect(stdout).to.include("powershell.exe -NoProfile -ExecutionPolicy Bypass -File .\\kijun-pilot.ps1");
    expect(existsSync(join(folder, "kit", "manifest.json"))).to.equal(true);
  });

  it("packs what is declared of a machine, and names no machine that is not in service", () => {
    expect(run("-C", STACK, "pilot", "pack", "kit", "--host", "kita-t001").stdout).to.include("declared of KITA-T001");
    expect(readFileSync(join(folder, "kit", "reading.json"), "utf8")).to.include("RemoteRegistry");
    const unknown = run("-C", STACK, "pilot", "pack", "other", "--host", "NOBODY");
    expect([unknown.code, unknown.stderr.includes("HOST_UNKNOWN")]).to.deep.equal([2, true]);
    expect(run("pilot", "pack", "other", "--host", "KITA-T001").stderr).to.include("PROJECT_MISSING");
    expect(existsSync(join(folder, "other"))).to.equal(false);
  });

  it("takes a report in, and areas show what was seen and what was contradicted", () => {
    const { code, stdout } = run("pilot", "import", reportOf(packed()), "--evidence", "evidence.json");
    expect(code).to.equal(0);
    expect(stdout)
      .to.include("report of 2026-01-20: build 99999.1 (KijunTestFixture, ja-JP)")
      .and.to.include("seen 1, CONTRADICTED 1, not checked 1, nothing to see 0")
      .and.to.include("  CONTRADICTED  account-lockout/administrator-lockout-exported: ")
      .and.to.include("areas: 1 read; not read: printers ACCESS_DENIED");
    const { stdout: list } = run("areas", "--evidence", "evidence.json");
    expect(list).to.match(/^account-lockout .* 1 contradicted, 2 believed, 1 seen$/m);
    expect(list).to.match(/beyond what is documented: 1 contradicted, \d+ believed, 1 seen\./);
    const { stdout: area } = run("areas", "account-lockout", "--evidence", "evidence.json");
    expect(area)
      .to.include("KB5020282 (CONTRADICTED)")
      .and.to.include("    seen on build 99999.1 (KijunTestFixture, ja-JP)")
      .and.to.include("    contradicted on build 99999.1 (KijunTestFixture, ja-JP)");
  });

  it("records in the repository's file only where no other one is named", () => {
    const before = readFileSync(EVIDENCE_FILE, "utf8");
    run("pilot", "import", reportOf(packed()), "--evidence", "evidence.json");
    expect(readFileSync(EVIDENCE_FILE, "utf8")).to.equal(before);
    const kept = JSON.parse(readFileSync(join(folder, "evidence.json"), "utf8")) as { claims: object };
    expect(Object.keys(kept.claims)).to.have.lengthOf(2);
  });

  it("prints what it has recorded for machines", () => {
    const { stdout } = run("pilot", "import", reportOf(packed()), "--evidence", "evidence.json", "--json");
    const { machine, claims } = JSON.parse(stdout) as { machine: object; claims: { outcome: string }[] };
    expect(machine).to.include({ build: "99999.1", edition: "KijunTestFixture", day: "2026-01-20" });
    expect(claims.map(({ outcome }) => outcome)).to.deep.equal(["seen", "contradicted", "failed"]);
  });

  it("refuses a rehearsal and a report of other files with every reason, and records nothing", () => {
    const { release, files } = packed();
    const report = reportOf({ release, files: { ...files, "checks.ps1": "1".repeat(64) } }, { rehearsal: true });
    const { code, stderr } = run("pilot", "import", report, "--evidence", "evidence.json");
    expect(code).to.equal(2);
    expect(stderr)
      .to.include("PILOT_REPORT_INVALID: report.json is refused:")
      .and.to.include("rehearsal: scripts stood in for Windows")
      .and.to.include("files.checks.ps1: it is not the file that this release packs")
      .and.to.include("next: ");
    expect(existsSync(join(folder, "evidence.json"))).to.equal(false);
  });

  it("names a file that is not there, or that is none of its kind", () => {
    for (const [args, text] of [
      [["pilot", "import", "none.json"], "ARGUMENT_INVALID: none.json cannot be read"],
      [
        ["pilot", "import", reportOf(packed()), "--readings", "none.json"],
        "ARGUMENT_INVALID: none.json cannot be read",
      ],
      [["pilot", "import", "kit/kit.json"], "PILOT_REPORT_INVALID: kit/kit.json is refused"],
      [["pilot", "import"], "ARGUMENT_INVALID: missing required argument 'report'"],
      [["areas", "--evidence", "none.json"], "EVIDENCE_INVALID"],
    ] as const) {
      const { code, stderr } = run(...args);
      expect([code, stderr.includes(text)], stderr).to.deep.equal([2, true]);
    }
  });
});

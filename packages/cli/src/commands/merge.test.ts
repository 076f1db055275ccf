import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { loadResults } from "@kijun/checklist";
import { dayInTokyo, fiscalYear, fiscalYearOf } from "@kijun/core";
import { expect } from "chai";

import { startCheckedProject } from "./checked-project.fixture.test.js";
import type { SeenProject } from "./seeing.fixture.test.js";

const TODAY = dayInTokyo(new Date().toISOString());
const YEAR = fiscalYearOf(TODAY);

describe("kijun merge", function () {
  this.timeout(60_000);
  this.slow(8_000);
  let seen: SeenProject;
  let files: { readonly north: string; readonly south: string; readonly both: string };
  beforeEach(async () => {
    seen = await startCheckedProject();
    const [north, south, both] = ["north", "south", "both"].map((name) => join(seen.home, `${name}.json`));
    if (north === undefined || south === undefined || both === undefined) throw new Error("no paths");
    files = { north, south, both };
  });
  afterEach(() => seen.dispose());

  /** Checks the year as a controller of its own, which cannot reach one of the terminals. */
  async function checkWithout(host: string, file: string, expected = 11): Promise<void> {
    rmSync(join(seen.home, "readings"), { recursive: true, force: true });
    rmSync(join(seen.home, "data"), { recursive: true, force: true });
    await seen.cut(host);
    expect(seen.run("check", "--year", YEAR.name, "--as-of", TODAY).code).to.equal(expected);
    await seen.mend(host);
    copyFileSync(join(seen.home, "data", "fixture", "checks", `${YEAR.name}.json`), file);
  }

  it("puts the machines of two controllers together, and writes a result that can be read again", async () => {
    await checkWithout("KITA-T002", files.north);
    await checkWithout("KITA-T001", files.south);
    const { code, stdout } = seen.run("merge", files.north, files.south, "--output", files.both);
    expect(code).to.equal(12);
    expect(stdout).to.include(`${YEAR.name}, as of ${TODAY}: 3 hosts from 2 results`).and.to.include("pass");
    expect(stdout).not.to.include("CONFLICT");
    const [result] = loadResults([{ name: files.both, text: readFileSync(files.both, "utf8") }]);
    expect(result?.readings.map(({ host, source }) => `${host} ${source}`)).to.deep.equal([
      "ANNEX-CS1 live",
      "KITA-T001 live",
      "KITA-T002 live",
    ]);
    expect(seen.run("merge", files.both, files.north).stdout).to.include("3 hosts from 2 results");
  });

  it("counts the newest reading, and names the machine of which another one said something else", async () => {
    await checkWithout("KITA-T002", files.north);
    await seen.break("KITA-T001", "accountLockout.thresholdAttempts", 8);
    await checkWithout("KITA-T002", files.south, 5);
    const { code, stdout } = seen.run("merge", files.south, files.north);
    expect(code).to.equal(5);
    expect(stdout).to.match(/端末7 .*\n {2}fail: KITA-T001/);
    expect(stdout).to.match(/CONFLICT.*\n {2}KITA-T001: .* counts; said something else: /);
    expect(existsSync(files.both)).to.equal(false);
    const { document } = seen.json("merge", files.south, files.north);
    expect(document).to.deep.include({ schema: "kijun.merge/1", files: [files.south, files.north] });
    expect(document).to.have.nested.property("exit.code", 5);
    expect(document).to.have.nested.property("conflicts[0].host", "KITA-T001");
    expect(document).to.have.nested.property("result.schema", "kijun.check-result/1");
  });

  it("refuses files that are missing, altered or of something else, each named, and writes nothing", async () => {
    await checkWithout("KITA-T002", files.north);
    const missing = seen.run("merge", files.north, files.south, join(seen.home, "none.json"));
    expect(missing.code).to.equal(2);
    expect(missing.stderr).to.include(files.south).and.to.include(join(seen.home, "none.json"));
    const text = readFileSync(files.north, "utf8");
    writeFileSync(files.south, text.replace('"pass"', '"fail"'));
    const altered = seen.run("merge", files.north, files.south, "--output", files.both);
    expect(altered.code).to.equal(2);
    expect(altered.stderr).to.include("RESULT_INVALID").and.to.include(files.south);
    expect(existsSync(files.both)).to.equal(false);
    expect(seen.run("merge").stderr).to.include("missing required argument 'files'");
    const early = seen.run("merge", files.north, "--as-of", fiscalYear(YEAR.year - 1).first);
    expect(early.code).to.equal(2);
    expect(early.stderr).to.include(`speaks of ${TODAY}`);
  });
});

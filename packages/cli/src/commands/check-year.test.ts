import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { dayInTokyo, fiscalYearOf } from "@kijun/core";
import type { CheckRecord } from "@kijun/report";
import { expect } from "chai";

import { startCheckedProject } from "./checked-project.fixture.test.js";
import type { SeenProject } from "./seeing.fixture.test.js";

const TODAY = dayInTokyo(new Date().toISOString());
const YEAR = fiscalYearOf(TODAY);

describe("kijun check --year", function () {
  this.timeout(60_000);
  this.slow(4_000);
  let seen: SeenProject;
  beforeEach(async () => (seen = await startCheckedProject()));
  afterEach(() => seen.dispose());

  const check = (...args: readonly string[]): { code: number | null; document: CheckRecord } =>
    seen.json("check", "--year", YEAR.name, "--as-of", TODAY, ...args) as unknown as {
      code: number | null;
      document: CheckRecord;
    };
  const statuses = ({ findings }: CheckRecord, item: string): string[] =>
    findings.filter((finding) => finding.item === item).map(({ host, status }) => `${host} ${status}`);

  it("reads on a later day only what is still to be read, and shows the whole fleet each time", async () => {
    await seen.cut("KITA-T002");
    const first = check();
    expect(first.code).to.equal(11);
    expect(statuses(first.document, "端末7")).to.deep.equal(["KITA-T001 pass", "KITA-T002 error"]);
    await seen.mend("KITA-T002");
    await seen.cut("KITA-T001");
    const second = check();
    expect(second.code).to.equal(12);
    expect(statuses(second.document, "端末7")).to.deep.equal(["KITA-T001 pass", "KITA-T002 pass"]);
    expect(seen.newest("kijun.log")).to.include("KITA-T002 read").and.not.include("KITA-T001 read");
  });

  it("takes a machine that nobody has read yet for no pass, and says how to go on", () => {
    const { code, document } = check("--site", "annex");
    expect(code).to.equal(11);
    expect(statuses(document, "CS7")).to.deep.equal(["ANNEX-CS1 pass"]);
    expect(statuses(document, "端末7")).to.deep.equal(["KITA-T001 error", "KITA-T002 error"]);
    expect(document.unreadable.map(({ code: why }) => why)).to.deep.equal(["NEVER_READ", "NEVER_READ"]);
    const again = check();
    expect(again.code).to.equal(12);
    expect(seen.newest("kijun.log")).to.include("KITA-T001 read").and.not.include("ANNEX-CS1 read");
  });

  it("reads a machine again with --again, and keeps the newer reading", async () => {
    expect(check().code).to.equal(12);
    await seen.break("KITA-T001", "accountLockout.thresholdAttempts", 8);
    expect(statuses(check().document, "端末7")).to.include("KITA-T001 pass");
    const { code, document } = check("--again", "--host", "KITA-T001");
    expect(code).to.equal(5);
    expect(statuses(document, "端末7")).to.deep.equal(["KITA-T001 fail", "KITA-T002 pass"]);
  });

  it("does not count a reading that is damaged", () => {
    expect(check().code).to.equal(12);
    const path = join(seen.home, "readings", "kita-t001.json");
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.replace(/"observedAt":"\d/, '"observedAt":"1'));
    expect(check("--site", "annex").document.unreadable.map(({ code }) => code)).to.deep.equal([
      "LAST_READING_INVALID",
    ]);
    expect(check().code).to.equal(12);
  });

  it("counts what people have answered, and refuses an answer about a machine that there is not", () => {
    const data = join(seen.home, "data", "fixture");
    const attestation = {
      ...{ item: "端末15", part: "wire", host: "KITA-T001", answer: "pass", by: "a person", observedOn: TODAY },
      ...{ receivedAt: `${TODAY}T03:00:00Z`, validUntil: YEAR.last, evidenceDigest: "0".repeat(64) },
    };
    const write = (host: string): void => {
      const file = { schema: "kijun.attestations/1", attestations: [{ ...attestation, host }] };
      seen.write(join(data, "attestations.json"), JSON.stringify(file));
    };
    write("KITA-T001");
    expect(statuses(check().document, "端末15")).to.deep.equal(["KITA-T001 pass", "KITA-T002 notchecked"]);
    write("KITA-T009");
    const refused = seen.run("check", "--year", YEAR.name, "--as-of", TODAY);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.include("ANSWERS_INVALID").and.to.include("KITA-T009");
  });

  it("refuses a day of another year and a year that has not begun", () => {
    const other = seen.run("check", "--year", YEAR.name, "--as-of", "2019-05-01");
    expect(other.code).to.equal(2);
    expect(other.stderr).to.include(`--as-of 2019-05-01 is no day of ${YEAR.name}`);
    expect(seen.run("check", "--year", "R99").stderr).to.include("the year begins on");
    expect(seen.run("check", "--year", "next").stderr).to.include("no fiscal year");
    expect(seen.run("check", "--live", "--again").stderr).to.include("belong to the check of a year");
  });
});

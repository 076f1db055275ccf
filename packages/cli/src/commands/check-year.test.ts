import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { buildResult, loadResults, resultText } from "@kijun/checklist";
import type { CheckResult } from "@kijun/checklist";
import { dayInTokyo, fiscalYear, fiscalYearOf } from "@kijun/core";
import type { CheckRecord } from "@kijun/report";
import { expect } from "chai";

import { startCheckedProject } from "./checked-project.fixture.test.js";
import type { SeenProject } from "./seeing.fixture.test.js";

const TODAY = dayInTokyo(new Date().toISOString());
const YEAR = fiscalYearOf(TODAY);

/** The same findings, read a year earlier. */
function lastYears(result: CheckResult): CheckResult {
  const { subject, judgedBy, fleet, items, answers } = result;
  return buildResult({
    header: { subject, judgedBy, fleet, items, fiscalYear: result.fiscalYear - 1 },
    ...{ asOf: fiscalYear(YEAR.year - 1).last, runs: [], answers },
    machines: result.readings.map(({ observedAt = "", ...reading }) => ({
      reading: { ...reading, observedAt: observedAt.replace(/^\d{4}/, (year) => String(Number(year) - 1)) },
      findings: result.findings.filter(({ host }) => host === reading.host),
      unapproved: [],
    })),
  });
}

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

  it("reads nothing for a year that is over, since no reading of today counts for it", async () => {
    await seen.cut("KITA-T001");
    const last = fiscalYear(YEAR.year - 1);
    const { code, stdout } = seen.run("check", "--year", last.name, "--as-of", last.last, "--json");
    const { unreadable } = JSON.parse(stdout) as CheckRecord;
    expect(code).to.equal(11);
    expect(new Set(unreadable.map((each) => each.code))).to.deep.equal(new Set(["PERIOD_OVER"]));
    expect(unreadable[0]?.hint).to.include("no reading that is made now counts");
    const again = seen.run("check", "--year", last.name, "--again");
    expect([again.code, again.stderr]).to.satisfy(
      ([refused, text]: [number, string]) => refused === 2 && text.includes(`${last.name} ended on ${last.last}`),
    );
  });

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

  it("names everything that is wrong in what people have said at once, with file, path, value and what would be right", () => {
    const data = join(seen.home, "data", "fixture");
    const said = {
      ...{ part: "wire", host: "KITA-T001", answer: "pass", by: "a person", observedOn: TODAY },
      ...{ receivedAt: `${TODAY}T03:00:00Z`, validUntil: YEAR.last, evidenceDigest: "0".repeat(64) },
    };
    const attestations = [
      { ...said, item: "端末14" },
      { ...said, item: "端末7", part: "lockout" },
    ];
    const waiver = { item: "端末7", hosts: ["KITA-T001"], reason: "until the new release", from: TODAY };
    const decision = {
      ...{ host: "KITA-T001", area: "logon-failures", key: "4625|gyomu", upTo: `${TODAY}T00:00:00Z` },
      ...{ verdict: "harmles", by: "a person", at: `${TODAY}T00:00:00Z`, reason: "typing errors" },
    };
    const files = {
      "attestations.json": { schema: "kijun.attestations/1", attestations },
      "waivers.json": { schema: "kijun.waivers/1", waivers: [waiver] },
      "dispositions/a.json": { schema: "kijun.dispositions/1", dispositions: [decision] },
      "waiver.json": { schema: "kijun.waivers/1", waivers: [] },
    };
    for (const [name, document] of Object.entries(files)) seen.write(join(data, name), JSON.stringify(document));
    for (const what of [["--year", YEAR.name], ["--live"]]) {
      const { code, stderr } = seen.run("check", ...what, "--as-of", TODAY);
      expect(code).to.equal(2);
      const places = [
        ["attestations.json", 'attestations[0].item = "端末14": unknown item; the nearest known one is 端末15'],
        ["attestations.json", 'attestations[1].part = "lockout": machines show it, so it is never attested'],
        ["waivers.json", "waivers[0].until: it is missing: Last day that it counts"],
        ["waivers.json", "waivers[0].approvedBy: it is missing: Who of the customer has approved it"],
        ["dispositions/a.json", 'dispositions[0].verdict = "harmles": Invalid option: expected one of'],
        ["waiver.json", "no command reads it; did you mean waivers.json?"],
      ];
      for (const [file = "", place = ""] of places) expect(stderr).to.include(`${join(data, file)}: ${place}`);
      expect(stderr).to.include("6 problem(s)");
    }
  });

  it("keeps a result that says by which run each machine was read, and compares it with that of last year", async () => {
    await seen.break("KITA-T001", "accountLockout.thresholdAttempts", 8);
    check("--host", "KITA-T001");
    check();
    const path = join(seen.home, "data", "fixture", "checks", `${YEAR.name}.json`);
    const [result] = loadResults([{ name: path, text: readFileSync(path, "utf8") }]);
    if (result === undefined) throw new Error("no result");
    const runs = new Map(result.readings.map(({ host, run }) => [host, run]));
    expect(result.runs).to.have.lengthOf(2);
    expect(runs.get("KITA-T001")).to.equal(result.runs[0]?.id);
    expect(runs.get("KITA-T002")).to.equal(result.runs[1]?.id);
    const last = lastYears(result);
    seen.write(join(path, "..", `${fiscalYear(YEAR.year - 1).name}.json`), resultText(last));
    await seen.break("KITA-T002", "accountLockout.thresholdAttempts", 9);
    const { document } = check("--again");
    const places = (kind: "new" | "repeated"): string[] | undefined =>
      document.comparison?.[kind].map(({ item, host }) => `${item} ${host}`);
    expect(places("repeated")).to.deep.equal(["端末7 KITA-T001"]);
    expect(places("new")).to.deep.equal(["端末7 KITA-T002"]);
    const { stdout } = seen.run("check", "--year", YEAR.name, "--as-of", TODAY);
    expect(stdout).to.match(/COMPARED WITH R\d+: 1 failed now, passed then, 1 failed then and now,/);
  });

  it("refuses a result that somebody has altered, and names the file", () => {
    check();
    const path = join(seen.home, "data", "fixture", "checks", `${YEAR.name}.json`);
    writeFileSync(path, readFileSync(path, "utf8").replace('"pass"', '"fail"'));
    const { code, stderr } = seen.run("check", "--year", YEAR.name, "--as-of", TODAY);
    expect(code).to.equal(2);
    expect(stderr).to.include("RESULT_INVALID").and.to.include(path);
  });

  it("refuses a day of another year and a year that has not begun", () => {
    const other = seen.run("check", "--year", YEAR.name, "--as-of", "2019-05-01");
    expect(other.code).to.equal(2);
    expect(other.stderr).to.include(`--as-of 2019-05-01 is no day of ${YEAR.name}`);
    expect(seen.run("check", "--year", "R99").stderr).to.include("the year begins on");
    expect(seen.run("check", "--year", "next").stderr).to.include("no fiscal year");
    const narrowed = seen.run("check", "--year", YEAR.name, "--area", "account-lockout");
    expect(narrowed.stderr).to.include("--area leaves items out");
    expect(seen.run("check", "--live", "--again").stderr).to.include("belong to the check of a year");
  });
});

import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { dayInTokyo, fiscalYearOf } from "@kijun/core";
import { keepReading, keptReading } from "@kijun/provider/live";
import type { CheckRecord } from "@kijun/report";
import { expect } from "chai";

import type { HarvestedMachine } from "../harvesting/harvest-run.js";
import type { OpenGroup } from "../reviewing/open-groups.js";
import { startLoggedProject } from "./checked-project.fixture.test.js";
import type { SeenProject } from "./seeing.fixture.test.js";

interface Reviewed {
  readonly decided: readonly OpenGroup[];
  readonly open: readonly OpenGroup[];
}

describe("kijun harvest and kijun review", function () {
  this.timeout(60_000);
  this.slow(4_000);
  let seen: SeenProject;
  beforeEach(async () => (seen = await startLoggedProject()));
  afterEach(() => seen.dispose());

  const harvest = (): { code: number | null; machines: readonly HarvestedMachine[] } => {
    const { code, document } = seen.json("harvest");
    return { code, machines: document["machines"] as HarvestedMachine[] };
  };
  const review = (...args: readonly string[]): Reviewed => seen.json("review", ...args).document as unknown as Reviewed;
  const statuses = (): string[] => {
    const { document } = seen.json("check", "--live");
    return (document as unknown as CheckRecord).findings.map(({ host, status }) => `${host} ${status}`);
  };

  it("adds to what is kept, and lives with a line that a killed process left unfinished", () => {
    expect(harvest().code).to.equal(0);
    const path = join(seen.home, "data", "fixture", "harvest", "kita-t001.ndjson");
    const before = readFileSync(path, "utf8");
    appendFileSync(path, '{"schema":"kijun.harv');
    const { code, machines } = harvest();
    expect(code).to.equal(0);
    expect(machines.map(({ host, readings, damaged }) => [host, readings, damaged])).to.deep.equal([
      ["KITA-T001", 2, 1],
      ["KITA-T002", 2, 0],
    ]);
    const after = readFileSync(path, "utf8");
    expect(after.startsWith(`${before}{"schema":"kijun.harv\n`)).to.equal(true);
    expect(seen.run("harvest").stdout).to.include("some lines of the files are damaged and count as lost: KITA-T001");
    expect(after).not.to.match(/password/i);
  });

  it("names a machine whose logs were not kept, and never shortens its last reading", async () => {
    expect(seen.run("status", "--live").code).to.equal(0);
    await seen.cut("KITA-T002");
    const { code, stdout } = seen.run("harvest");
    expect(code).to.equal(11);
    expect(stdout)
      .to.match(/WINRM_CONNECT_REFUSED.*\n {2}KITA-T002/)
      .and.to.include("The logs of 1 of 2 hosts were kept.");
    const last = JSON.parse(readFileSync(join(seen.home, "last-readings", "kita-t001.json"), "utf8")) as object;
    expect(last).to.have.nested.property("areas.accountLockout");
  });

  it("prints the period that is covered, and takes a gap for unreadable", () => {
    harvest();
    const { stdout } = seen.run("check", "--live");
    expect(stdout).to.match(/PERIOD COVERED: logon failures: \d{4}-\d\d-\d\d - \d{4}-\d\d-\d\d \(15 of 15 days\)/);
    const baseline = join(seen.project.folder, "baseline.js");
    seen.write(baseline, readFileSync(baseline, "utf8").replace("periodDays: 15", "periodDays: 300"));
    const longer = seen.run("check", "--live");
    expect(longer.stdout)
      .to.match(/\(\d+ of 300 days\)/)
      .and.to.include("LOG_TOO_SHORT");
    expect(statuses()).to.deep.equal(["KITA-T001 error", "KITA-T002 error"]);
  });

  it("is unknown until a person has decided, singly or by rule, and fails where it is an incident", () => {
    expect(statuses()).to.deep.equal(["KITA-T001 unknown", "KITA-T002 unknown"]);
    const listed = seen.run("review");
    expect(listed.code).to.equal(12);
    expect(listed.stdout).to.match(
      /^"4625\|hoshu\|\*\|\|\*\|2\|.*"\n {2}\d+ from .*, against outsideHours\n {2}KITA-T\[001-002\]\n/,
    );
    const { open } = review();
    const decided = review("--rule", "4625|*", "--host", "KITA-T001", "--by", "a person", "--reason", "typing errors");
    expect(decided.decided.map(({ host }) => host))
      .to.include("KITA-T001")
      .and.not.include("KITA-T002");
    expect(statuses()).to.deep.equal(["KITA-T001 pass", "KITA-T002 unknown"]);
    const [key = ""] = open.filter(({ host }) => host === "KITA-T002").map((group) => group.key);
    review("--group", key, "--verdict", "incident", "--by", "a person", "--reason", "a stranger");
    expect(statuses()).to.deep.equal(["KITA-T001 pass", "KITA-T002 fail"]);
    expect(seen.run("check", "--live").stdout).to.include("reviewed: a person: a stranger");
  });

  it("lists a detection of malware, which fails until a person has found it harmless", async () => {
    const [baseline, checklist] = ["baseline.js", "checklist.js"].map((name) => join(seen.project.folder, name));
    const edit = (path = "", from: string | RegExp, to: string): void => {
      seen.write(path, readFileSync(path, "utf8").replaceAll(from, to));
    };
    edit(checklist, "logon-failures", "malware-detections");
    const expected = `{ malwareDetections: instructed({ periodDays: 15, detections: "none", unresolved: "none" }, "letter 13"`;
    edit(baseline, /\{ logonFailures: instructed\(.*"letter 13"/g, expected);
    expect(statuses()).to.deep.equal(["KITA-T001 pass", "KITA-T002 pass"]);
    await addDetection("KITA-T001");
    const today = dayInTokyo(new Date().toISOString());
    const check = (): number | null => seen.run("check", "--year", fiscalYearOf(today).name, "--as-of", today).code;
    expect(check()).to.equal(5);
    expect(review().open.map(({ key, rules }) => [key, ...rules])).to.deep.equal([
      ["Virus:DOS/EICAR_Test_File|{A}", "detections"],
    ]);
    review("--rule", "detections", "--by", "a person", "--reason", "the vendor's test file");
    expect(check()).to.equal(0);
    expect(review().open).to.deep.equal([]);
  });

  /** Puts a detection that is dealt with into what is kept of a machine. */
  async function addDetection(host: string): Promise<void> {
    const environment = { KIJUN_HOME: seen.home };
    const kept = keptReading(host, environment);
    if (kept.kind !== "kept") throw new Error("nothing is kept");
    const now = new Date().toISOString();
    const threat = { id: "{A}", threat: "17", name: "Virus:DOS/EICAR_Test_File", first: now, last: now };
    const { defender } = kept.content.answer.areas["malware-detections"]?.facts as {
      defender: { detections: object[] };
    };
    defender.detections.push({ ...threat, status: 3, succeeded: true, toDo: 0 });
    await keepReading({ ...kept.content, observedAt: now, receivedAt: now }, environment);
  }

  it("takes no decision without a person, a reason and a group that is open", () => {
    statuses();
    const errors = [
      seen.run("review", "--rule", "4625|*"),
      seen.run("review", "--by", "a person", "--reason", "why"),
      seen.run("review", "--group", "4625|nobody", "--by", "a person", "--reason", "why"),
    ];
    expect(errors.map(({ code }) => code)).to.deep.equal([2, 2, 2]);
    expect(errors.map(({ stderr }) => stderr).join("\n"))
      .to.include("needs a person and a reason")
      .and.to.include("nothing says what the decision is about")
      .and.to.include("no open group of the chosen machines is named 4625|nobody");
    expect(seen.files().some((file) => file.includes("dispositions"))).to.equal(false);
  });
});

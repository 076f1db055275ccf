import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loadResults } from "@kijun/checklist";
import { expect } from "chai";

import { CheckedFleet, statusCounts } from "./checked-fleet.js";

const MACHINES = 132;
const AT_KITA = 13;
const MEASURED_EACH = 12;
const LOCKOUT = "accountLockout.thresholdAttempts";

describe("the year of the whole fleet", function () {
  this.timeout(600_000);
  let fleet: CheckedFleet;

  before(() => {
    fleet = new CheckedFleet("approved");
  });
  after(() => {
    fleet.dispose();
  });

  function start(day: string, broken: readonly string[]): void {
    fleet.startOn(day);
    for (const host of broken) fleet.done("fleet", "break", host, LOCKOUT, "0");
  }

  /** How many machines each run of a year has read, the earliest run first. */
  function readByRun(year: string): number[] {
    const name = join(fleet.data, "checks", `${year}.json`);
    const [result] = loadResults([{ name, text: readFileSync(name, "utf8") }]);
    return (result?.runs ?? []).map(({ id }) => result?.readings.filter(({ run }) => run === id).length ?? 0);
  }

  it("keeps the logs of every machine, and leaves nothing to decide where they say nothing", () => {
    start("2026-01-30", ["KITA-T001", "KITA-T002"]);
    expect(fleet.done("harvest").stdout).to.include(`The logs of ${String(MACHINES)} of ${String(MACHINES)} hosts`);
    expect(fleet.done("review").stdout).to.include("0 still open");
  });

  it("judges every machine on the first day, although one site alone was read", () => {
    const { code, record } = fleet.check("--year", "R7", "--site", "kita-ward");
    expect(code).to.equal(5);
    expect(record.hosts).to.have.length(MACHINES);
    expect(record.hosts.filter(({ status }) => status === "read")).to.have.length(AT_KITA);
    expect(statusCounts(record)).to.deep.equal({
      ...{ pass: AT_KITA * MEASURED_EACH - 2, fail: 2 },
      ...{ error: (MACHINES - AT_KITA) * MEASURED_EACH, notchecked: 392 },
    });
  });

  it("reads on the second day what the first one has left", () => {
    start("2026-01-31", ["CHUO-T001"]);
    const { code, record } = fleet.check("--year", "R7");
    expect(code).to.equal(5);
    expect(statusCounts(record)).to.deep.equal({ pass: MACHINES * MEASURED_EACH - 3, fail: 3, notchecked: 392 });
    expect(readByRun("R7").slice(-2)).to.deep.equal([AT_KITA, MACHINES - AT_KITA]);
    expect(statusCounts(fleet.check("--year", "R7").record)["fail"]).to.equal(3);
    expect(readByRun("R7").slice(-2)).to.deep.equal([MACHINES - AT_KITA, 0]);
  });

  it("shows in the next year what was found in the last one beside what is found now", () => {
    start("2026-05-10", ["KITA-T002", "KITA-T003"]);
    const { comparison } = fleet.check("--year", "R8").record;
    const became = (kind: "new" | "corrected" | "repeated"): string[] =>
      (comparison?.[kind] ?? []).map(({ host, item }) => `${host} ${item}`).sort();
    expect(comparison?.year).to.equal("R7");
    expect(became("new")).to.deep.equal(["KITA-T003 端末7"]);
    expect(became("repeated")).to.deep.equal(["KITA-T002 端末7"]);
    expect(became("corrected")).to.deep.equal(["CHUO-T001 端末7", "KITA-T001 端末7"]);
    expect(fleet.kijun("check", "--year", "R8").stdout).to.include("COMPARED WITH R7");
  });
});

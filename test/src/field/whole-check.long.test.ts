import { join } from "node:path";

import { checklist } from "@kijun/juki-checklist";
import type { CheckRecord } from "@kijun/report";
import { expect } from "chai";

import { CheckedFleet, statusCounts } from "./checked-fleet.js";
import { fillSheets } from "./filled-sheets.js";

const BEFORE = { day: "2025-04-15", machines: 131, measured: 127 * 12 + 2 * 12 + 2 * 10, asked: 127 * 3 + 2 + 2 };
const AFTER = { day: "2026-01-15", machines: 132, measured: 130 * 12 + 2 * 12, asked: 130 * 3 + 2 };

/** Statements of a kind with another status than one. */
function otherThan(status: string, { findings }: CheckRecord, isAttested: boolean): string[] {
  return findings.flatMap(({ parts }) =>
    parts
      .filter((part) => (part.kind === "attested") === isAttested && part.status !== status)
      .map(({ host, item, part, status: other, because, observations }) => {
        const unlike = observations.filter(({ outcome }) => outcome !== "pass");
        return [host, item, part, other, because, JSON.stringify(unlike)].join(" ");
      }),
  );
}

function withoutTimes(record: CheckRecord | undefined): string {
  return JSON.stringify(record).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
}

describe("the check of the whole fleet, from the first reading to the last answer", function () {
  this.timeout(300_000);
  let fleet: CheckedFleet;

  afterEach(() => {
    fleet.dispose();
  });

  for (const { day, machines, measured, asked } of [BEFORE, AFTER]) {
    it(`has ${String(measured + asked)} answers on ${day}, and none is left unchecked once the sheets are taken in`, async () => {
      fleet = new CheckedFleet("approved");
      fleet.start(day);
      const first = fleet.check("--live");
      expect(first.record.hosts).to.have.length(machines);
      expect(otherThan("pass", first.record, false)).to.deep.equal([]);
      expect(otherThan("notchecked", first.record, true)).to.deep.equal([]);
      expect(statusCounts(first.record)).to.deep.equal({ pass: measured, notchecked: asked });
      expect(first.code).to.equal(12);

      const sheets = join(fleet.folder, "sheets");
      fleet.done("attest", "sheet", "--out", sheets);
      const { files, boxes } = await fillSheets(sheets, { day, person: "点検担当" });
      expect(boxes).to.equal(asked);
      fleet.done("attest", "import", ...files);

      const second = fleet.check("--live");
      expect(statusCounts(second.record)).to.deep.equal({ pass: measured + asked });
      expect(second.code).to.equal(0);
    });
  }

  it("says the same twice but for times, item by item in the order of the document", () => {
    fleet = new CheckedFleet("shipped");
    fleet.start(BEFORE.day);
    const [first, second] = [fleet.check("--live"), fleet.check("--live")].map(({ record }) => record);
    expect(withoutTimes(second)).to.equal(withoutTimes(first));
    const order = checklist.map(({ id }) => id);
    const places = first?.findings.map(({ item }) => order.indexOf(item)) ?? [];
    expect(places).to.deep.equal([...places].sort((left, right) => left - right));
    expect([...new Set(places)]).to.have.length(order.length);
  });

  it("asks nothing more of AD servers that have retired, and says since when and why", () => {
    fleet = new CheckedFleet("approved");
    fleet.start(BEFORE.day);
    const [role, on, reason] = ["active-directory-server", "2025-04-10", "機器更改によりADサーバを廃止"];
    fleet.writeData("waivers.json", { schema: "kijun.waivers/1", waivers: [], retirements: [{ role, on, reason }] });
    const { record } = fleet.check("--live");
    const retired = record.findings.filter(({ item }) => item.startsWith("AD"));
    expect(retired).to.have.length(2 * 11);
    for (const { status, parts } of retired) {
      expect(status).to.equal("notapplicable");
      for (const part of parts) expect(part).to.include({ because: `RETIRED ${on}`, reason });
    }
    expect(statusCounts(record)["notapplicable"]).to.equal(retired.length);
    expect(fleet.kijun("check", "--live", "--class", "ad-rx1330m4").stdout)
      .to.include(on)
      .and.include(reason);
  });

  it("calls nothing a pass that rests on a shipped value, and says how many there are and what to ask", () => {
    fleet = new CheckedFleet("shipped");
    fleet.start(AFTER.day);
    const { code, record } = fleet.check("--live");
    expect(code).to.equal(12);
    expect(statusCounts(record)).to.deep.equal({ unknown: AFTER.measured, notchecked: AFTER.asked });
    // A part may rest on approved values alone; its item then rests on the other part.
    for (const each of otherThan("unknown", record, false)) expect(each).to.match(/^\S+ \S+ \S+ pass /);
    for (const { path, question } of record.unapproved) expect(question, path).to.not.equal("");
    const { stdout } = fleet.kijun("check", "--live");
    const statements = record.findings.flatMap(({ parts }) => parts.filter(({ unapproved }) => unapproved.length > 0));
    const grounds = record.unapproved.length;
    expect(stdout)
      .to.include(`NOT APPROVED: ${String(grounds)} declared values that ${String(statements.length)} findings rest on`)
      .and.to.include(`${String(AFTER.measured)} unknown`)
      .and.to.include("アカウントロックアウトのしきい値は何回とすべきでしょうか");
  });
});

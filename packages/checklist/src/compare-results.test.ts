import { expect } from "chai";

import { header, live, machine, result } from "./check-result.fixture.test.js";
import { compareResults } from "./compare-results.js";
import type { ComparedPart } from "./compare-results.js";
import { attestation, judged, measured, observed, waiver } from "./judged-machine.fixture.test.js";
import { countsOf, openQuestions } from "./result-counts.js";

function hostsOf(parts: readonly ComparedPart[]): string[] {
  return parts.map(({ host }) => host);
}

describe("compareResults", () => {
  const last = { reading: live("2025-01-14T01:00:00Z") };
  const earlier = result(
    [
      machine("T1", "pass", last),
      machine("T2", "fail", last),
      machine("T3", "fail", last),
      machine("T4", "error", last),
      machine("T5", "fail", last),
      machine("T6", "fail", last),
      machine("T8", "pass", last),
    ],
    { header: { ...header, fiscalYear: 2024 }, asOf: "2025-01-14" },
  );
  const later = result([
    ...[machine("T1", "fail"), machine("T2", "pass"), machine("T3", "fail"), machine("T4", "fail")],
    ...[machine("T5", "error"), machine("T7", "fail"), machine("T8", "pass")],
  ]);

  it("tells new, corrected and repeated findings apart", () => {
    const comparison = compareResults(earlier, later);
    expect(hostsOf(comparison.new)).to.deep.equal(["T1"]);
    expect(hostsOf(comparison.corrected)).to.deep.equal(["T2"]);
    expect(hostsOf(comparison.repeated)).to.deep.equal(["T3"]);
  });

  it("calls nothing corrected that could not be looked at, and nothing new of a machine that was not there", () => {
    const { notComparable } = compareResults(earlier, later);
    expect(notComparable.map(({ host, earlier: was, later: is, cause }) => [host, was, is, cause])).to.deep.equal([
      ["T4", "error", "fail", "status"],
      ["T5", "fail", "error", "status"],
      ["T7", undefined, "fail", "machine"],
      ["T6", "fail", undefined, "machine"],
    ]);
  });

  it("names an item that is not in both editions as such", () => {
    const without = { ...earlier, findings: earlier.findings.filter(({ item }) => item !== "端末2") };
    const [first] = compareResults(without, result([machine("T1", "fail")])).notComparable;
    expect(first).to.include({ host: "T1", cause: "item" });
    const [last] = compareResults(result([machine("T1", "fail")]), without).notComparable;
    expect(last).to.include({ host: "T1", cause: "item" });
  });

  it("says whether the edition and its levels are the same", () => {
    expect(compareResults(earlier, later).sameEdition).to.equal(true);
    const judgedBy = { ...header.judgedBy, release: "0.2.0" };
    expect(compareResults(earlier, { ...later, judgedBy }).sameEdition).to.equal(true);
    expect(compareResults(earlier, { ...later, judgedBy: { ...judgedBy, version: "2" } }).sameEdition).to.equal(false);
    expect(compareResults(earlier, { ...later, judgedBy: { ...judgedBy, parameters: {} } }).sameEdition).to.equal(
      false,
    );
  });

  it("finds nothing between a result and itself but what is repeated", () => {
    const same = compareResults(later, later);
    expect([same.new, same.corrected, same.notComparable]).to.deep.equal([[], [], []]);
    expect(hostsOf(same.repeated)).to.deep.equal(["T1", "T3", "T4", "T7"]);
  });
});

describe("the figures of a result", () => {
  const one = result(
    [
      machine("T1", "remark"),
      machine("T2", "fail"),
      machine("T3", "pass", { isApproved: false }),
      machine("T4", "pass", { isApproved: false }),
      machine("T5", "pass", { reading: { source: "none", code: "WINRM_TIMEOUT" } }),
    ],
    {
      answers: {
        attestations: [attestation({ item: "端末10", host: "T1" })],
        waivers: [waiver({ item: "端末2", hosts: ["T2"] })],
        retirements: [],
      },
    },
  );

  it("count each finding once, what waits for an approval apart, and waived failures as failures", () => {
    expect(countsOf(one)).to.deep.equal({
      items: { fail: 1, error: 1, unknown: 2, notchecked: 4, pass: 2, notapplicable: 0 },
      parts: { fail: 1, error: 1, unknown: 2, notchecked: 4, pass: 2, notapplicable: 0 },
      ...{ unapproved: 2, waived: 1, remarked: 1 },
      machines: { read: 4, unread: 1 },
    });
  });

  it("count a remark where the part passes with one alone", () => {
    const [failing, passing] = [observed("fail"), observed("pass")];
    const parts = [[failing, observed("remark")], [passing], [passing, observed("remark", { path: "minutes" })]];
    const findings = parts.map((observations) => judged([measured(observations)]));
    expect(countsOf({ ...one, findings }).remarked).to.equal(1);
  });

  it("are all 0 of nothing", () => {
    expect(Object.values(countsOf(result([])).items)).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });

  it("name each unapproved value with the question to ask and what waits for it", () => {
    expect(openQuestions(one)).to.deep.equal([
      {
        ...{ path: "lockout.attempts", value: 5, question: "何回でロックアウトしますか。" },
        ...{ hosts: ["T3", "T4"], items: ["端末2"], findings: 2 },
      },
    ]);
  });

  it("name no value that nothing rests on, and count what rests on it on its own machines", () => {
    const record = { path: "lockout.attempts", value: 5, question: "" };
    const given = (path: string, hosts: string[]) =>
      openQuestions({ ...one, unapproved: [{ ...record, path, hosts }] });
    expect(given("lockout.minutes", ["T3"])).to.deep.equal([]);
    expect(given("lockout.attempts", ["T1"])).to.deep.equal([]);
    expect(given("lockout.attempts", ["T3"]).map(({ findings }) => findings)).to.deep.equal([1]);
  });
});

import { KijunError } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { anyResult, header, live, machine, result, run } from "./check-result.fixture.test.js";
import type { Attestation } from "./attestation.js";
import { judgedMachine } from "./build-result.js";
import type { CheckResult } from "./check-result.js";
import { attestation, context, item, looked, terminal, waiver } from "./judged-machine.fixture.test.js";
import { mergeResults, resultAsOf } from "./merge-results.js";
import { conflictsOf } from "./newest-readings.js";
import { resultText } from "./result-text.js";

function merged(first: CheckResult, ...others: CheckResult[]): CheckResult {
  const named = others.map((one, index) => ({ name: `${String(index + 2)}.json`, result: one }));
  return mergeResults({ name: "1.json", result: first }, ...named);
}

function statusesOf({ findings }: CheckResult): string[] {
  return findings.map(({ item, host, status }) => `${item} ${host} ${status}`);
}

const answered = { attestations: [attestation({ item: "端末10", host: "T1" })], waivers: [], retirements: [] };

describe("buildResult", () => {
  it("sorts findings as the checklist and as people count", () => {
    expect(statusesOf(result([machine("T10"), machine("T2")]))).to.deep.equal([
      "端末2 T2 pass",
      "端末2 T10 pass",
      "端末10 T2 notchecked",
      "端末10 T10 notchecked",
    ]);
  });

  it("gives equal bytes for equal runs, and equal digests apart from times", () => {
    const machines = [machine("T1"), machine("T2", "fail")];
    expect(resultText(result(machines.toReversed()))).to.equal(resultText(result(machines)));
    const later = { reading: live("2026-01-14T05:00:00Z"), id: "run-2" };
    const again = result([machine("T1", "pass", later), machine("T2", "fail", later)], {
      runs: [{ ...run, id: "run-2" }],
    });
    expect(again.digest).to.equal(result(machines).digest);
    expect(result([machine("T1"), machine("T2")]).digest).to.not.equal(result(machines).digest);
    const masked = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|run-\d/g, "");
    expect(masked(resultText(again))).to.equal(masked(resultText(result(machines))));
  });

  it("lists each unapproved value with what to ask and the machines that are to have it", () => {
    const open = { isApproved: false };
    expect(result([machine("T10", "pass", open), machine("T2", "pass", open), machine("T3")]).unapproved).to.deep.equal(
      [
        {
          ...{ path: "lockout.attempts", value: 5, question: "何回でロックアウトしますか。" },
          hosts: ["T2", "T10"],
        },
      ],
    );
  });

  it("is empty of no machines", () => {
    expect(result([]).findings).to.deep.equal([]);
  });

  const days: readonly [observedAt: string, isOfYear: boolean][] = [
    ["2025-03-31T14:59:59Z", false],
    ["2025-03-31T15:00:00Z", true],
    ["2026-03-31T14:59:59.999Z", true],
    ["2026-03-31T15:00:00Z", false],
  ];
  for (const [observedAt, isOfYear] of days) {
    it(`${isOfYear ? "takes" : "refuses"} a reading of ${observedAt} as evidence for 令和7年度`, () => {
      const build = (): CheckResult => result([machine("T1", "pass", { reading: live(observedAt) })]);
      if (isOfYear) expect(build().readings).to.have.length(1);
      else expect(build).to.throw(KijunError, "evidence for R7 is from 2025-04-01 to 2026-03-31");
    });
  }
});

describe("mergeResults", () => {
  it("puts the machines of two controllers together", () => {
    const both = merged(result([machine("T1")]), result([machine("T2", "fail")]));
    expect(statusesOf(both).filter((text) => text.startsWith("端末2"))).to.deep.equal([
      "端末2 T1 pass",
      "端末2 T2 fail",
    ]);
    expect(conflictsOf(both)).to.deep.equal([]);
  });

  it("keeps the newest reading of a machine and names the conflict", () => {
    const old = result([machine("T1", "fail")]);
    const fresh = result([machine("T1", "pass", { reading: live("2026-01-15T01:00:00Z"), id: "run-2" })], {
      asOf: "2026-01-15",
    });
    for (const both of [merged(old, fresh), merged(fresh, old)]) {
      expect(statusesOf(both)).to.include("端末2 T1 pass");
      const [conflict] = conflictsOf(both);
      expect(conflict?.host).to.equal("T1");
      expect(conflict?.kept.run).to.equal("run-2");
      expect(conflict?.others.map((reading) => [reading.run, reading.observedAt])).to.deep.equal([
        ["run-1", "2026-01-14T01:00:00Z"],
      ]);
    }
  });

  it("lists replaced readings by machine, the newest first", () => {
    const all = ["2026-01-14T01:00:00Z", "2026-01-14T01:00:00.5Z", "2026-01-15T01:00:00Z"].flatMap((at, index) =>
      ["T2", "T10"].map((host) =>
        result([machine(host, "pass", { reading: live(at), id: `run-${String(index)}` })], { asOf: "2026-01-15" }),
      ),
    );
    for (const given of [all, all.toReversed()]) {
      const [first, ...others] = given;
      if (first === undefined) throw new Error("there are results");
      expect(merged(first, ...others).superseded.map(({ host, run: id }) => `${host} ${id}`)).to.deep.equal([
        ...["T2 run-1", "T2 run-0", "T10 run-1", "T10 run-0"],
      ]);
    }
  });

  it("takes what another machine showed for no conflict", () => {
    const again = { reading: live("2026-01-15T01:00:00Z"), id: "run-2" };
    const both = merged(
      result([machine("T1"), machine("T2", "fail")]),
      result([machine("T1", "pass", again), machine("T2", "pass", again)]),
    );
    expect(conflictsOf(both).map(({ host }) => host)).to.deep.equal(["T2"]);
  });

  it("takes what a person answers for no verdict about a machine", () => {
    const items = [item([looked], "端末10")];
    const judge = (attestations: readonly Attestation[]) =>
      judgedMachine(items, terminal({ host: "T1" }), context({ attestations }), "run-1");
    expect(judge([attestation({ item: "端末10", host: "T1" })]).findings[0]?.status).to.equal("pass");
    expect(judge([attestation({ item: "端末10", host: "T1" })]).reading).to.deep.equal(judge([]).reading);
  });

  it("calls two readings that say the same no conflict", () => {
    const again = result([machine("T1", "pass", { reading: live("2026-01-15T01:00:00Z"), id: "run-2" })]);
    const both = merged(result([machine("T1")]), again);
    expect(both.superseded).to.have.length(1);
    expect(conflictsOf(both)).to.deep.equal([]);
  });

  it("never lets a try that read nothing replace a reading", () => {
    const off = result([machine("T1", "pass", { reading: { source: "none", code: "WINRM_TIMEOUT" }, id: "run-2" })]);
    expect(statusesOf(off)).to.include("端末2 T1 error");
    for (const both of [merged(result([machine("T1")]), off), merged(off, result([machine("T1")]))]) {
      expect(statusesOf(both)).to.include("端末2 T1 pass");
      expect(conflictsOf(both)).to.deep.equal([]);
    }
  });

  it("answers the machines of one controller with what came in at another", () => {
    expect(statusesOf(merged(result([machine("T1")]), result([], { answers: answered })))).to.include("端末10 T1 pass");
  });

  it("speaks of the latest day", () => {
    const earlier = result([machine("T1", "fail")], {
      answers: { ...answered, waivers: [waiver({ item: "端末2", hosts: ["T1"], until: "2026-01-14" })] },
    });
    expect(earlier.findings[0]?.parts[0]?.waiver?.until).to.equal("2026-01-14");
    const both = merged(earlier, result([], { asOf: "2026-01-15" }));
    expect(both.asOf).to.equal("2026-01-15");
    expect(both.findings[0]?.parts[0]).to.not.have.property("waiver");
  });

  const others: readonly [what: string, path: string, part: object][] = [
    ["checklist", "judgedBy.checklist", { judgedBy: { ...header.judgedBy, checklist: "別の点検" } }],
    ["checklist version", "judgedBy.version", { judgedBy: { ...header.judgedBy, version: "2" } }],
    ["release", "judgedBy.release", { judgedBy: { ...header.judgedBy, release: "0.2.0" } }],
    ["level", "judgedBy.parameters", { judgedBy: { ...header.judgedBy, parameters: { attemptsAtMost: 5 } } }],
    ["fleet", "fleet", { fleet: "other" }],
    ["year", "fiscalYear", { fiscalYear: 2024 }],
    ["subject", "subject", { subject: "declaration" }],
    ["list of items", "items", { items: [] }],
  ];
  for (const [what, path, part] of others) {
    it(`refuses results of another ${what}, naming file and value`, () => {
      const other = { ...result([]), ...part };
      try {
        merged(result([machine("T1")]), other);
        expect.fail("it was put together");
      } catch (error) {
        expect(error).to.be.instanceOf(KijunError).with.property("code", "RESULTS_NOT_COMPARABLE");
        expect((error as KijunError).issues).to.have.length(1);
        expect((error as KijunError).issues[0]).to.include({ file: "2.json", path });
        expect((error as KijunError).issues[0]?.message).to.match(/must be \S.* as in 1\.json/);
        expect((error as KijunError).issues[0]?.value).to.not.equal("");
      }
    });
  }

  it("does not depend on the order of two results", () => {
    fc.assert(
      fc.property(anyResult, anyResult, (left, right) => {
        expect(resultText(merged(right, left))).to.equal(resultText(merged(left, right)));
      }),
    );
  });

  it("does not depend on which are put together first", () => {
    fc.assert(
      fc.property(anyResult, anyResult, anyResult, (a, b, c) => {
        const all = resultText(merged(a, b, c));
        expect(resultText(merged(merged(a, b), c))).to.equal(all);
        expect(resultText(merged(a, merged(b, c)))).to.equal(all);
      }),
    );
  });

  it("changes nothing when the same is put in again", () => {
    fc.assert(
      fc.property(anyResult, anyResult, (left, right) => {
        expect(resultText(merged(left, left))).to.equal(resultText(left));
        const both = merged(left, right);
        expect(resultText(merged(both, left, right))).to.equal(resultText(both));
      }),
    );
  });
});

describe("resultAsOf", () => {
  it("lets answers expire with the end of their last day", () => {
    const attested = result([machine("T1")], { answers: answered });
    expect(statusesOf(resultAsOf(attested, "2026-03-31"))).to.include("端末10 T1 pass");
    const expired = resultAsOf(attested, "2026-04-01");
    expect(statusesOf(expired)).to.include("端末10 T1 notchecked");
    expect(expired.findings[1]?.parts[0]?.because).to.equal("ATTESTATION_EXPIRED 2026-03-31");
  });

  it("changes nothing on the day of the result", () => {
    fc.assert(
      fc.property(anyResult, (one) => {
        expect(resultText(resultAsOf(one, one.asOf))).to.equal(resultText(one));
      }),
    );
  });

  for (const asOf of ["2026-01-13", "2026-02-30", "明日"]) {
    it(`refuses ${asOf}, of which nothing is known`, () => {
      expect(() => resultAsOf(result([machine("T1")]), asOf)).to.throw(KijunError, "2026-01-14");
    });
  }
});

import { expect } from "chai";

import { withAnswers } from "./answered-part.js";
import type { Attestation, Waiver } from "./attestation.js";
import {
  attestation,
  context,
  judged,
  looked,
  measured,
  observed,
  terminal,
  waiver,
} from "./judged-machine.fixture.test.js";

function attestedOn(asOf: string, attestations: readonly Attestation[]) {
  return judged([looked], terminal(), context({ asOf, attestations })).parts[0];
}

function waivedOn(asOf: string, waivers: readonly Waiver[]) {
  return judged([measured([observed("fail")])], terminal(), context({ asOf, waivers })).parts[0];
}

describe("a part that a person answers", () => {
  const days: readonly [asOf: string, status: string, because: string | undefined][] = [
    ["2026-01-09", "notchecked", "NOT_ATTESTED"],
    ["2026-01-10", "pass", undefined],
    ["2026-03-31", "pass", undefined],
    ["2026-04-01", "notchecked", "ATTESTATION_EXPIRED 2026-03-31"],
  ];
  for (const [asOf, status, because] of days) {
    it(`is ${status} on ${asOf} by an answer of 2026-01-10 that counts until 2026-03-31`, () => {
      const part = attestedOn(asOf, [attestation()]);
      expect([part?.status, part?.because]).to.deep.equal([status, because]);
    });
  }

  it("counts to the end of a leap day", () => {
    const answers = [attestation({ observedOn: "2024-02-01", validUntil: "2024-02-29" })];
    expect(attestedOn("2024-02-29", answers)?.status).to.equal("pass");
    expect(attestedOn("2024-03-01", answers)?.status).to.equal("notchecked");
  });

  it("rests on the answer: who, from when, and the digest of the sheet", () => {
    const part = attestedOn("2026-01-14", [attestation({ answer: "fail", note: "見える" })]);
    expect(part).to.deep.include({
      status: "fail",
      evidence: {
        ...{ source: "attestation", observedAt: "2026-01-10", receivedAt: "2026-01-12T03:00:00Z" },
        digest: "a".repeat(64),
      },
    });
    expect(part?.attestation).to.deep.include({ by: "点検担当者", note: "見える", validUntil: "2026-03-31" });
  });

  it("follows the latest answer, also where an earlier one would count longer", () => {
    const longer = attestation({ observedOn: "2025-12-01", validUntil: "2026-12-31" });
    const latest = attestation({ observedOn: "2026-01-11", validUntil: "2026-01-12", answer: "fail" });
    for (const answers of [
      [longer, latest],
      [latest, longer],
    ]) {
      expect(attestedOn("2026-01-12", answers)?.status).to.equal("fail");
      expect(attestedOn("2026-01-13", answers)?.because).to.equal("ATTESTATION_EXPIRED 2026-01-12");
      expect(attestedOn("2026-01-10", answers)?.status).to.equal("pass");
    }
  });

  it("follows the answer that came in last of two about one day, and of two at once the failure", () => {
    const [first, last] = ["0", "f"].map((digit) => digit.repeat(64));
    const passing = attestation({ evidenceDigest: last ?? "" });
    const failing = attestation({ evidenceDigest: first ?? "", answer: "fail" });
    const earlier = { ...failing, receivedAt: "2026-01-11T03:00:00Z" };
    for (const turned of [false, true]) {
      const given = (...answers: Attestation[]) =>
        attestedOn("2026-01-14", turned ? answers.toReversed() : answers)?.status;
      expect(given(passing, failing)).to.equal("fail");
      expect(given(passing, earlier)).to.equal("pass");
    }
  });

  it("has a note where the answer has one alone", () => {
    expect(attestedOn("2026-01-14", [attestation()])?.attestation).to.not.have.property("note");
  });

  it("follows no answer about another machine, item or part", () => {
    const others = [attestation({ host: "KITA-T002" }), attestation({ item: "端末8" }), attestation({ part: "wire" })];
    expect(attestedOn("2026-01-14", others)?.because).to.equal("NOT_ATTESTED");
  });

  it("takes the name of a machine in any case", () => {
    expect(attestedOn("2026-01-14", [attestation({ host: "kita-t001" })])?.status).to.equal("pass");
  });
});

describe("an item without parts", () => {
  it("says nothing", () => {
    expect(judged([]).status).to.equal("unknown");
  });
});

describe("what machines showed", () => {
  it("is never answered by a person: neither a failure nor an error", () => {
    const attestations = [attestation({ part: "settings" })];
    for (const outcome of ["fail", "error", "unknown"] as const) {
      const finding = judged([measured([observed(outcome)])], terminal(), context({ attestations }));
      expect(finding.status).to.equal(outcome);
      expect(finding.parts[0]?.evidence.source).to.equal("live");
    }
  });
});

describe("a waiver", () => {
  const days: readonly [asOf: string, until: string | undefined][] = [
    ["2025-11-30", undefined],
    ["2025-12-01", "2026-03-31"],
    ["2026-03-31", "2026-03-31"],
    ["2026-04-01", undefined],
  ];
  for (const [asOf, until] of days) {
    it(`of 2025-12-01 to 2026-03-31 ${until === undefined ? "is not shown" : "is shown"} on ${asOf}, and it stays a failure`, () => {
      const part = waivedOn(asOf, [waiver()]);
      expect(part?.status).to.equal("fail");
      expect(part?.waiver?.until).to.equal(until);
    });
  }

  it("of one part leaves the others alone, and of one machine the others", () => {
    expect(waivedOn("2026-01-14", [waiver({ part: "settings" })])?.waiver).to.not.equal(undefined);
    expect(waivedOn("2026-01-14", [waiver({ part: "other" })])?.waiver).to.equal(undefined);
    expect(waivedOn("2026-01-14", [waiver({ hosts: ["KITA-T002"] })])?.waiver).to.equal(undefined);
  });

  it("is the one that counts longest of several", () => {
    const [short, long] = [waiver({ until: "2026-01-31" }), waiver({ until: "2026-02-28" })];
    for (const waivers of [
      [short, long],
      [long, short],
    ])
      expect(waivedOn("2026-01-14", waivers)?.waiver?.until).to.equal("2026-02-28");
  });

  it("excuses nothing but a failure", () => {
    const finding = judged([measured([observed("error")])], terminal(), context({ waivers: [waiver()] }));
    expect(finding.status).to.equal("error");
    expect(finding.parts[0]?.waiver).to.equal(undefined);
  });

  it("that ends while machines are read counts for all of them by the day of the run", () => {
    const late = { source: "live", observedAt: "2026-03-31T15:30:00Z", receivedAt: "2026-03-31T15:30:01Z" } as const;
    const given = context({ asOf: "2026-03-31", reading: late, waivers: [waiver()] });
    expect(judged([measured([observed("fail")])], terminal(), given).parts[0]?.waiver).to.not.equal(undefined);
  });

  it("is gone when the same findings are read a day after its end", () => {
    const answers = context({ asOf: "2026-03-31", waivers: [waiver()] });
    const finding = judged([measured([observed("fail")])], terminal(), answers);
    const [later] = withAnswers([finding], "terminal", answers, "2026-04-01");
    expect(later?.parts[0]).to.not.have.property("waiver");
    expect(later?.status).to.equal("fail");
  });
});

describe("a retired role", () => {
  const retirements = [{ role: "terminal", on: "2025-12-01", reason: "機器更改" }] as const;

  it("is judged until the day before", () => {
    expect(
      judged([measured([observed("fail")])], terminal(), context({ asOf: "2025-11-30", retirements })).status,
    ).to.equal("fail");
  });

  it("does not apply from the day on, with date and reason", () => {
    const finding = judged(
      [measured([observed("fail")]), looked],
      terminal(),
      context({ asOf: "2025-12-01", retirements }),
    );
    expect(finding.status).to.equal("notapplicable");
    for (const part of finding.parts)
      expect(part).to.deep.include({ status: "notapplicable", because: "RETIRED 2025-12-01", reason: "機器更改" });
  });

  it("is retired since the first of several days", () => {
    const later = { ...retirements[0], on: "2026-01-01" };
    for (const both of [
      [later, ...retirements],
      [...retirements, later],
    ])
      expect(judged([looked], terminal(), context({ retirements: both })).parts[0]?.because).to.include("2025-12-01");
  });

  it("leaves other roles alone", () => {
    const others = [{ ...retirements[0], role: "active-directory-server" }] as const;
    expect(judged([measured([observed("pass")])], terminal(), context({ retirements: others })).status).to.equal(
      "pass",
    );
  });
});

import type { JudgedItem } from "@kijun/checklist";
import { KijunError } from "@kijun/core";
import type { Provenance } from "@kijun/core";
import type { FleetFileEntry } from "@kijun/provider/run";
import { expect } from "chai";

import { answered, machine, silent } from "../run/host-readings.fixture.test.js";
import { judgedSubject, judgeOutcomes } from "./judge-outcomes.js";
import type { JudgedOutcome } from "./judge-outcomes.js";
import { provenanceOf } from "./machine-subject.js";

const APPROVED: Provenance = { kind: "city-instruction", reference: "作業依頼書 A21A-01", date: "2025-10-01" };
const text = { ja: "x", en: "x" };

function item(id: string): JudgedItem {
  return {
    ...{ id, role: "terminal", title: "t", requirement: "r", areas: ["account-lockout"] },
    parts: [
      {
        ...{ id: "lockout", kind: "unchanged", title: text, severity: "high", remediation: text },
        areas: ["account-lockout"],
        answeredByDeclaration: true,
        judge: () => [{ outcome: "pass", area: "account-lockout", path: "thresholdAttempts" }],
      },
    ],
  };
}

const judging = {
  ...{ items: [item("端末2"), item("端末10")], parameters: {}, asOf: "2026-01-14" },
  answers: { attestations: [], waivers: [], retirements: [] },
};

function outcome(reading: JudgedOutcome["reading"], host = "T1", rest: Partial<JudgedOutcome> = {}): JudgedOutcome {
  const provenance = { "accountLockout.thresholdAttempts": APPROVED };
  return { entry: machine(host, { provenance }), reading, applies: [], source: "live", ...rest };
}

describe("judged outcomes", () => {
  it("stand in the order of the checklist, then of the names of the machines", () => {
    const found = judgeOutcomes([outcome(answered("T10", 5), "T10"), outcome(answered("T2", 5), "T2")], judging);
    expect(found.map(({ item: id, host, status }) => `${id} ${host} ${status}`)).to.deep.equal([
      ...["端末2 T2 pass", "端末2 T10 pass", "端末10 T2 pass", "端末10 T10 pass"],
    ]);
  });

  it("are errors with the code where a machine did not answer, and where nobody asked it", () => {
    const because = (given: JudgedOutcome) => judgeOutcomes([given], judging)[0]?.parts[0]?.because;
    expect(because(outcome(silent("T1")))).to.equal("UNREACHABLE WINRM_CONNECT_TIMEOUT");
    expect(because(outcome(undefined))).to.equal("UNREACHABLE NOT_READ");
    expect(judgedSubject(outcome(silent("T1")), judging).subject.held).to.deep.equal({});
  });

  it("rest on what a machine holds and what is declared of it, by the ids of areas", () => {
    const { subject } = judgedSubject(outcome(answered("T1", 3)), judging);
    expect(subject).to.deep.include({
      ...{ role: "terminal", isLive: true },
      held: { "account-lockout": { thresholdAttempts: 3 } },
      declared: { "account-lockout": { thresholdAttempts: 5 } },
    });
  });

  it("came when they were read, unless they were carried here later", () => {
    const receivedAt = "2026-01-15T00:00:00.000Z";
    const { context: live } = judgedSubject(outcome(answered("T1", 5)), judging);
    const { context: carried } = judgedSubject(
      outcome(answered("T1", 5), "T1", { source: "collected", receivedAt }),
      judging,
    );
    const observedAt = "2026-01-14T10:32:00.000Z";
    expect(live.reading).to.deep.equal({ source: "live", observedAt, receivedAt: observedAt });
    expect(carried.reading).to.deep.equal({ source: "collected", observedAt, receivedAt });
  });

  it("need the role of a machine", () => {
    const entry: { -readonly [Name in keyof FleetFileEntry]: FleetFileEntry[Name] } = machine("T1");
    delete entry.role;
    expect(() => judgeOutcomes([{ ...outcome(answered("T1", 5)), entry }], judging)).to.throw(KijunError, "T1");
  });
});

describe("where declared values come from", () => {
  it("is known by the id of an area, as a whole and below it", () => {
    const whole: Provenance = { kind: "assumed", reference: "whole" };
    const value: Provenance = { kind: "assumed", reference: "value" };
    const provenance = { accountLockout: whole, "accountLockout.thresholdAttempts": value };
    const of = provenanceOf(machine("T1", { provenance }));
    expect(of("account-lockout", "")).to.equal(whole);
    expect(of("account-lockout", "thresholdAttempts")).to.equal(value);
  });
});

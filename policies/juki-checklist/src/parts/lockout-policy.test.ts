import { expect } from "chai";

import { JudgedPart } from "../judging/judged-part.fixture.test.js";
import { lockoutPolicy } from "./lockout-policy.js";

describe("the lockout policy", () => {
  const part = new JudgedPart(lockoutPolicy, {
    accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
  });
  const held = (values: Record<string, string | number | boolean>) =>
    part.found({ held: { "account-lockout": values } });

  it("keeps to the rules of every part", () => {
    part.keepsTheRules();
  });

  it("passes what is stricter than declared", () => {
    expect(held({ thresholdAttempts: 3 })).to.deep.equal([]);
    expect(held({ durationMinutes: 60, resetCounterAfterMinutes: 30 })).to.deep.equal([]);
    expect(held({ durationMinutes: "until-admin-unlocks" })).to.deep.equal([]);
  });

  it("fails what is laxer than declared, and what never locks", () => {
    for (const value of [6, 0, "absent"]) {
      expect(held({ thresholdAttempts: value }), String(value)).to.deep.equal([
        "fail account-lockout thresholdAttempts",
      ]);
    }
    for (const name of ["durationMinutes", "resetCounterAfterMinutes"]) {
      for (const value of [14, "absent"]) {
        expect(held({ [name]: value }), name).to.deep.equal([`fail account-lockout ${name}`]);
      }
    }
    expect(held({ resetCounterAfterMinutes: "until-admin-unlocks" })).to.have.length(1);
  });

  it("reads nothing into what could not be read", () => {
    expect(held({ thresholdAttempts: "unreadable: VALUE_UNKNOWN" })).to.deep.equal([
      "error account-lockout thresholdAttempts",
    ]);
  });

  it("leaves open what nobody has confirmed", () => {
    expect(part.found({ declared: { "account-lockout": { thresholdAttempts: "to-be-confirmed" } } })).to.deep.equal([
      "unknown account-lockout thresholdAttempts",
    ]);
  });

  it("holds a declaration to the levels of the edition", () => {
    const declared = (values: Record<string, number | undefined>, parameters = {}) =>
      part.found({ declared: { "account-lockout": values }, parameters, isLive: false });
    expect(declared({ thresholdAttempts: 0 })).to.deep.equal(["fail account-lockout thresholdAttempts"]);
    expect(declared({ thresholdAttempts: 11 })).to.deep.equal(["fail account-lockout thresholdAttempts"]);
    expect(declared({ thresholdAttempts: 10 })).to.deep.equal([]);
    expect(declared({}, { lockoutThresholdAtMost: 4 })).to.deep.equal(["fail account-lockout thresholdAttempts"]);
    expect(declared({ durationMinutes: 9 })).to.deep.equal(["fail account-lockout durationMinutes"]);
    expect(declared({ durationMinutes: undefined })).to.deep.equal(["fail account-lockout durationMinutes"]);
    expect(declared({ durationMinutes: 10, resetCounterAfterMinutes: 10 })).to.deep.equal([]);
  });

  it("cannot tell of a machine what nobody has declared", () => {
    expect(part.found({ declared: { "account-lockout": { durationMinutes: undefined } } })).to.deep.equal([
      "unknown account-lockout durationMinutes",
    ]);
  });

  it("asks about the built-in Administrator where that is declared", () => {
    const declared = { "account-lockout": { administratorLockout: true } };
    expect(part.found({ declared, held: declared })).to.deep.equal([]);
    expect(part.found({ declared, held: { "account-lockout": { administratorLockout: false } } })).to.deep.equal([
      "fail account-lockout administratorLockout",
    ]);
  });

  it("says what would be right", () => {
    const [observation] = part.observe({ held: { "account-lockout": { thresholdAttempts: 0 } } });
    expect(observation).to.deep.include({ live: 0, wanted: 5 });
    expect(observation?.reason).to.deep.equal({ ja: "1回以上10回以下であること", en: "must be 1 to 10 attempts" });
  });
});

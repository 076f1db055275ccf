import { unreadable } from "@kijun/core";
import { expect } from "chai";

import { completeReading, fleetEntry } from "../fleet-entry.fixture.test.js";
import { compareMachine } from "./changes.js";

describe("compareMachine", () => {
  it("gives each difference with its direction, unit, label and checklist items", () => {
    const reading = completeReading({ accountLockout: { thresholdAttempts: 0, durationMinutes: 15 } });
    expect(compareMachine(fleetEntry(), reading, "ja").changes).to.deep.equal([
      {
        area: "account-lockout",
        path: "accountLockout.thresholdAttempts",
        live: 0,
        desired: 5,
        direction: "hardening",
        items: ["端末7"],
        label: "ロックアウトのしきい値",
        unit: "attempts",
      },
    ]);
  });

  it("names where the desired value comes from", () => {
    const provenance = { "accountLockout.thresholdAttempts": { kind: "assumed", reference: "question 1" } } as const;
    const reading = completeReading({ accountLockout: { thresholdAttempts: 9, durationMinutes: 15 } });
    const [change] = compareMachine(fleetEntry({ provenance }), reading).changes;
    expect(change?.provenance).to.deep.equal({ kind: "assumed", reference: "question 1" });
  });

  it("lists an unreadable setting apart and never as a change", () => {
    const reading = completeReading({
      accountLockout: { thresholdAttempts: unreadable("ACCESS_DENIED"), durationMinutes: 15 },
    });
    const compared = compareMachine(fleetEntry(), reading);
    expect(compared.changes).to.deep.equal([]);
    expect(compared.unreadable).to.deep.equal([
      { area: "account-lockout", path: "accountLockout.thresholdAttempts", code: "ACCESS_DENIED", detail: "" },
    ]);
  });

  it("reports a whole area that could not be read, and one that is missing from the reading", () => {
    expect(
      compareMachine(fleetEntry(), completeReading({ accountLockout: unreadable("SECEDIT_FAILED", "exit code 1") }))
        .unreadable,
    ).to.deep.equal([
      { area: "account-lockout", path: "accountLockout", code: "SECEDIT_FAILED", detail: "exit code 1" },
    ]);
    expect(compareMachine(fleetEntry(), completeReading({})).changes).to.have.lengthOf(1);
  });

  it("leaves out what ignoreChanges names", () => {
    const reading = completeReading({ accountLockout: { thresholdAttempts: 0, durationMinutes: 1 } });
    const paths = compareMachine(fleetEntry({ ignored: ["accountLockout.durationMinutes"] }), reading).changes.map(
      ({ path }) => path,
    );
    expect(paths).to.deep.equal(["accountLockout.thresholdAttempts"]);
  });

  it("finds nothing in a machine that did not answer", () => {
    const reading = { kind: "unreachable", code: "WINRM_CONNECT_REFUSED", message: "m", hint: "h" } as const;
    expect(compareMachine(fleetEntry(), reading)).to.deep.equal({ changes: [], unreadable: [] });
  });
});

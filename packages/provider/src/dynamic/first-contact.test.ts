import { expect } from "chai";

import { completeReading, fleetEntry } from "../fleet-entry.fixture.test.js";
import { firstContactMessage, refusalMessage } from "./first-contact.js";

describe("firstContactMessage", () => {
  it("says nothing about a machine that is as declared", () => {
    expect(firstContactMessage(fleetEntry(), completeReading(fleetEntry().areas))).to.equal(undefined);
  });

  it("leads with the machine's name and gives live => declared with direction", () => {
    const message = firstContactMessage(
      fleetEntry(),
      completeReading({ accountLockout: { thresholdAttempts: 0, durationMinutes: 15 } }),
    );
    expect(message).to.deep.equal({
      severity: "info",
      text: "KITA-T001: live => declared\n  ~ accountLockout.thresholdAttempts: 0 => 5 (hardening)",
    });
  });

  it("warns with cause and next step about a machine that was not read", () => {
    const reading = { kind: "unreachable", code: "WRONG_MACHINE", message: "answers as X", hint: "Compare." } as const;
    expect(firstContactMessage(fleetEntry(), reading)).to.deep.equal({
      severity: "warning",
      text: "KITA-T001: not read: WRONG_MACHINE: answers as X. Compare.",
    });
  });

  it("warns when a setting is unreadable", () => {
    const message = firstContactMessage(
      fleetEntry(),
      completeReading({ accountLockout: "unreadable: ACCESS_DENIED (policy)" }),
    );
    expect(message?.severity).to.equal("warning");
    expect(message?.text).to.include("? accountLockout: unreadable: ACCESS_DENIED policy");
  });

  it("warns of what would be refused, first, also where nothing else differs", () => {
    const refusals = [{ path: "firewallRules.block-all", reason: "It blocks. Remove it." }];
    const message = firstContactMessage(fleetEntry(), completeReading(fleetEntry().areas), refusals);
    expect(message?.severity).to.equal("warning");
    expect(message?.text).to.include("! firewallRules.block-all: LINE_WOULD_BE_CUT: It blocks. Remove it.");
  });
});

describe("refusalMessage", () => {
  it("says nothing without refusals, and counts those beyond the first ten", () => {
    expect(refusalMessage("KITA-T001", [])).to.equal(undefined);
    const many = Array.from({ length: 12 }, (_, index) => ({ path: `rules.r${String(index)}`, reason: "It blocks." }));
    expect(refusalMessage("KITA-T001", many)?.split("\n")).to.have.lengthOf(12);
    expect(refusalMessage("KITA-T001", many)).to.include("... 2 more");
  });
});

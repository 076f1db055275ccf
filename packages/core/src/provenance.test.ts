import { expect } from "chai";

import { assumed, fromStandard, instructed, provenanceAt, resolveProvenance } from "./provenance.js";

describe("provenance", () => {
  const declaration = {
    accountLockout: {
      thresholdAttempts: instructed(5, "letter 12", "2025-11-02"),
      durationMinutes: assumed(15, "question 2"),
    },
    firewallRules: { ap: fromStandard({ action: "allow" }, "manual 3.1") },
  };

  it("is taken off the values, which stay in their places", () => {
    expect(resolveProvenance(declaration).values).to.deep.equal({
      accountLockout: { thresholdAttempts: 5, durationMinutes: 15 },
      firewallRules: { ap: { action: "allow" } },
    });
  });

  it("counts for a path and for everything below it", () => {
    const { provenance } = resolveProvenance(declaration);
    expect(provenanceAt(provenance, "accountLockout.thresholdAttempts")?.date).to.equal("2025-11-02");
    expect(provenanceAt(provenance, "firewallRules.ap.action")?.reference).to.equal("manual 3.1");
    expect(provenanceAt(provenance, "screenSaver.active")).to.equal(undefined);
  });
});

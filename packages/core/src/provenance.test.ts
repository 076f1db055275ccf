import { expect } from "chai";

import { assumed, fromStandard, instructed, declaredAt, resolveProvenance } from "./provenance.js";

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
    const { declared } = resolveProvenance(declaration);
    expect(declaredAt(declared, "accountLockout.thresholdAttempts")?.provenance.date).to.equal("2025-11-02");
    expect(declaredAt(declared, "firewallRules.ap.action")?.provenance.reference).to.equal("manual 3.1");
    expect(declaredAt(declared, "screenSaver.active")).to.equal(undefined);
  });

  it("names the file that declares a value", () => {
    const { declared } = resolveProvenance(declaration);
    expect(declaredAt(declared, "accountLockout.durationMinutes")?.declaredIn).to.equal(import.meta.url);
  });
});

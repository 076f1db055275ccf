import { expect } from "chai";

import { assumed, fromStandard, instructed, declaredAt, provenanceAt, resolveProvenance } from "./provenance.js";

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

  it("of a map whose parts have sources of their own is all of these", () => {
    const letter = (reference: string) => instructed(1, reference, "2025-11-02");
    const resolved = resolveProvenance({
      adapter: {
        instructed: { dns: letter("letter 12"), suffix: letter("letter 13"), ipv6: letter("letter 12") },
        partly: { dns: letter("letter 12"), suffix: assumed("", "No suffix?"), ipv6: assumed(false, "No IPv6?") },
        unsourced: { dns: letter("letter 12"), suffix: "" },
      },
    });
    const at = (name: string) => provenanceAt(resolved, `adapter.${name}`);
    expect(at("instructed")).to.deep.equal({
      ...{ kind: "city-instruction", reference: "letter 12 / letter 13", date: "2025-11-02" },
    });
    expect(at("partly")).to.deep.equal({ kind: "assumed", reference: "No suffix? / No IPv6?" });
    expect(at("unsourced")).to.equal(undefined);
    expect(at("partly.suffix")).to.include({ reference: "No suffix?" });
    expect(at("nowhere")).to.equal(undefined);
  });
});

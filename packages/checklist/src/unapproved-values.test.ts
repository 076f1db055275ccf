import { TO_BE_CONFIRMED } from "@kijun/core";
import type { Provenance } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import {
  anyObservation,
  APPROVED,
  both,
  context,
  judged,
  measured,
  observed,
  readable,
  terminal,
} from "./judged-machine.fixture.test.js";

describe("what nobody has approved", () => {
  const assumed: Provenance = { kind: "assumed", reference: "何回でロックアウトしますか。" };
  const sources: readonly [what: string, provenance: Provenance | undefined][] = [
    ["an assumed value", assumed],
    ["a value without any source", undefined],
  ];
  for (const [what, provenance] of sources) {
    it(`makes a pass that rests on ${what} unknown, and names the path`, () => {
      const finding = judged([measured([observed("pass")])], terminal(), context({ provenanceOf: () => provenance }));
      expect(finding.status).to.equal("unknown");
      expect(finding.parts[0]).to.deep.include({
        because: "BASELINE_UNAPPROVED",
        unapproved: ["lockout.attempts"],
      });
    });
  }

  it("makes a pass or a failure against a value to be confirmed unknown, also where a source is named", () => {
    const declared = { lockout: { attempts: TO_BE_CONFIRMED } };
    for (const outcome of ["pass", "fail", "remark"] as const) {
      const finding = judged([measured([observed(outcome)])], terminal({ declared }));
      expect(finding.status).to.equal("unknown");
      expect(finding.parts[0]?.because).to.equal("BASELINE_UNAPPROVED");
      expect(finding.parts[0]?.observations[0]?.outcome).to.equal("unknown");
    }
  });

  it("leaves an error and what does not apply as they are, also against a value to be confirmed", () => {
    const declared = { lockout: { attempts: TO_BE_CONFIRMED } };
    for (const outcome of ["error", "notapplicable"] as const)
      expect(judged([measured([observed(outcome)])], terminal({ declared })).status).to.equal(outcome);
  });

  it("leaves a failure against a level, whatever is declared", () => {
    const declared = { lockout: { attempts: TO_BE_CONFIRMED } };
    expect(judged([measured([observed("fail", { wanted: 10 })])], terminal({ declared })).status).to.equal("fail");
  });

  it("leaves a failure that rests on more than the value to be confirmed", () => {
    const declared = { lockout: { domain: { enabled: TO_BE_CONFIRMED } } };
    expect(judged([measured([observed("fail", { path: "domain" })])], terminal({ declared })).status).to.equal("fail");
    expect(judged([measured([observed("pass", { path: "domain" })])], terminal({ declared })).parts[0]).to.deep.include(
      {
        ...{ status: "unknown", unapproved: ["lockout.domain.enabled"] },
      },
    );
  });

  it("says so also beside what somebody has approved", () => {
    const provenanceOf = (_area: string, path: string): Provenance => (path === "minutes" ? assumed : APPROVED);
    const open = observed("unknown", { path: "minutes" });
    const finding = judged([measured([observed("pass"), open])], terminal(), context({ provenanceOf }));
    expect(finding.parts[0]?.because).to.equal("BASELINE_UNAPPROVED");
  });

  it("makes a level of the checklist that is to be confirmed unknown", () => {
    const wanted = observed("pass", { path: "days", wanted: TO_BE_CONFIRMED });
    const finding = judged([measured([wanted])]);
    expect(finding.status).to.equal("unknown");
    expect(finding.parts[0]?.unapproved).to.deep.equal(["lockout.days"]);
    const whole = judged([measured([observed("pass", { area: "other", path: "", wanted: TO_BE_CONFIRMED })])]);
    expect(whole.parts[0]?.unapproved).to.deep.equal(["other"]);
  });

  it("asks for no approval of a level that is set, and once of a declared value that is to be confirmed besides", () => {
    const [part] = judged([measured([observed("pass", { path: "days", wanted: 10 })])]).parts;
    expect(part).to.deep.include({ status: "pass", unapproved: [] });
    const declared = { lockout: { attempts: 5, minutes: TO_BE_CONFIRMED } };
    const wanted = observed("pass", { path: "", wanted: TO_BE_CONFIRMED });
    expect(judged([measured([wanted])], terminal({ declared })).parts[0]?.unapproved).to.deep.equal([
      "lockout.minutes",
    ]);
  });

  it("counts every value below the place of an observation", () => {
    const provenanceOf = (_area: string, path: string): Provenance => (path === "minutes" ? assumed : APPROVED);
    const whole = measured([observed("pass", { path: "" })]);
    expect(judged([whole], terminal(), context({ provenanceOf })).status).to.equal("unknown");
    expect(judged([measured([observed("pass")])], terminal(), context({ provenanceOf })).status).to.equal("pass");
  });

  it("keeps a failure, with the path that is in question", () => {
    const finding = judged([measured([observed("fail")])], terminal(), context({ provenanceOf: () => assumed }));
    expect(finding.status).to.equal("fail");
    expect(finding.parts[0]?.unapproved).to.deep.equal(["lockout.attempts"]);
  });

  it("does not make unknown what does not apply", () => {
    const part = measured([observed("notapplicable")]);
    expect(judged([part], terminal(), context({ provenanceOf: () => assumed })).status).to.equal("notapplicable");
  });

  it("does not cover up that a person has to decide", () => {
    const undecided = observed("unknown", { path: "failures" });
    const finding = judged(
      [measured([observed("pass"), undecided])],
      terminal(),
      context({ provenanceOf: () => assumed }),
    );
    expect(finding.parts[0]?.because).to.equal("UNDECIDED");
  });

  it("never passes, whatever else is observed", () => {
    fc.assert(
      fc.property(fc.array(anyObservation), (observations) => {
        const subject = terminal({ held: readable, declared: readable });
        const all = [...observations, observed("pass", { path: "" })];
        const finding = judged([measured(all, both)], subject, context({ provenanceOf: () => assumed }));
        expect(finding.status).to.be.oneOf(["fail", "error", "unknown"]);
      }),
    );
  });
});

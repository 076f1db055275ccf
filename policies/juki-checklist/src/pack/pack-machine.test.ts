import { compileSettings, observedAreas } from "@kijun/settings";
import { expect } from "chai";

import { declaredIn, inputPath, subjectOf, unreadReason } from "./pack-machine.js";

describe("a machine of the stack", () => {
  const machine = {
    host: { name: "KITA-T001" },
    hostClass: { id: "terminal-a", role: "terminal" },
    settings: compileSettings({ accountLockout: { thresholdAttempts: 5 } }, "baselines/a.ts", "", []),
    expectations: compileSettings({ processes: { "*": "absent" } }, "expectations/a.ts", "", [], observedAreas),
  } as const;

  it("holds what its inputs say, and has no other areas than are declared or held", () => {
    const held = { "account-lockout": { thresholdAttempts: 3 }, processes: { "*": "absent" } };
    const declared = { "account-lockout": { thresholdAttempts: 5 }, processes: { "*": "absent" } };
    expect(subjectOf(machine, { accountLockout: { thresholdAttempts: 3 } }, {})).to.deep.include({ held, declared });
    expect(subjectOf(machine, {}, {})).to.deep.include({ held: { processes: held.processes }, declared });
  });

  it("holds a reserved text of an area, and nothing where the input is no area", () => {
    const held = (input: unknown) => subjectOf(machine, { accountLockout: input }, {}).held;
    expect(held("unreadable: ACCESS_DENIED")).to.include({ "account-lockout": "unreadable: ACCESS_DENIED" });
    expect(held(5)).to.not.have.property("account-lockout");
  });

  it("was read unless its inputs say otherwise", () => {
    expect(unreadReason({})).to.equal(undefined);
    expect(unreadReason({ reading: "complete" })).to.equal(undefined);
    expect(unreadReason({ reading: "unreachable: X" })).to.equal('"unreachable: X"');
  });

  it("has its values from the file of the settings or of the expectations", () => {
    expect(declaredIn(machine, "account-lockout", "thresholdAttempts")).to.match(/^baselines/);
    expect(declaredIn(machine, "processes", "*")).to.match(/^expectations/);
  });

  it("names places as the engine prints them", () => {
    expect(inputPath("account-lockout", "thresholdAttempts")).to.equal("accountLockout.thresholdAttempts");
    expect(inputPath("account-lockout", "")).to.equal("accountLockout");
  });
});

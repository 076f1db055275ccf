import { assumed, instructed } from "@kijun/core";
import type { Issue } from "@kijun/core";
import { expect } from "chai";

import { compileSettings } from "./compile-settings.js";

function compile(declaration: object, at = "classes[0].settings") {
  const issues: Issue[] = [];
  return { ...compileSettings(declaration, "file:///r/baselines/city/dist/terminal.js", at, issues), issues };
}

describe("compileSettings", () => {
  it("canonicalises each declared area and leaves out what is undefined", () => {
    const { areas, issues } = compile({ accountLockout: { thresholdAttempts: 5 }, screenSaver: undefined });
    expect(issues).to.deep.equal([]);
    expect(areas).to.deep.equal({ accountLockout: { thresholdAttempts: 5 } });
  });

  it("keeps where each value comes from, that of an area for all its values", () => {
    const { areas, provenanceOf } = compile({
      accountLockout: { thresholdAttempts: instructed(5, "letter 7", "2025-04-01"), durationMinutes: 15 },
      screenSaver: assumed({ active: true }, "nobody said"),
    });
    expect(areas["accountLockout"]).to.deep.equal({ thresholdAttempts: 5, durationMinutes: 15 });
    expect(provenanceOf("accountLockout.thresholdAttempts")).to.include({
      kind: "city-instruction",
      date: "2025-04-01",
    });
    expect(provenanceOf("accountLockout.durationMinutes")).to.equal(undefined);
    expect(provenanceOf("screenSaver.active")).to.include({ kind: "assumed" });
  });

  it("reports all wrong places at once, each with file, path and value", () => {
    const { areas, issues } = compile({
      accountLockout: { thresholdAttempts: 5000, durationMinutes: 0 },
      screenSaver: { active: "yes" },
    });
    expect(areas).to.deep.equal({});
    expect(issues.map(({ file, path, value }) => [file, path, value])).to.deep.equal([
      ["baselines/city/src/terminal.ts", "classes[0].settings.accountLockout.thresholdAttempts", "5000"],
      ["baselines/city/src/terminal.ts", "classes[0].settings.accountLockout.durationMinutes", "0"],
      ["baselines/city/src/terminal.ts", "classes[0].settings.screenSaver.active", '"yes"'],
    ]);
  });

  it("reports a missing value without a value", () => {
    const { issues } = compile({ accountLockout: { durationMinutes: 5 } });
    expect(issues[0]).to.include({ path: "classes[0].settings.accountLockout.thresholdAttempts" });
    expect(issues[0]).to.not.have.property("value");
  });

  it("proposes names for an unknown area and an unknown property", () => {
    const { issues } = compile({ acountLockout: {}, screenSaver: { timeOut: 5 } }, "");
    expect(issues[0]?.path).to.equal("acountLockout");
    expect(issues[0]?.message).to.include("did you mean accountLockout?");
    expect(issues[1]).to.include({ path: "screenSaver.timeOut", value: "5" });
    expect(issues[1]?.message).to.include("did you mean timeoutSeconds?");
  });
});

import type { RunRecord } from "@kijun/report";
import { expect } from "chai";

import { causeOfError, causesOfFindings } from "./exit-causes.js";

const CLEAN: Omit<RunRecord, "exit"> = {
  ...{ schema: "kijun.run/1", run: "r", tool: { name: "kijun", version: "0" }, command: "preview", stack: "dev" },
  ...{
    baseline: { fleet: "f", asOf: "2026-01-14" },
    startedAt: "",
    finishedAt: "",
    areas: [],
    hosts: [],
    changes: [],
    unreadable: [],
    membership: { joining: [], leaving: [] },
  },
  timing: { wallMs: 0, engineMs: 0, providerMs: 0, wireMs: 0, restMs: 0 },
};

function unread(code: string): RunRecord["unreadable"] {
  return [{ host: "A", code, message: "", hint: "" }];
}

const CHANGE: RunRecord["changes"][number] = {
  ...{ host: "A", area: "account-lockout", path: "accountLockout.thresholdAttempts", live: 10, desired: 5 },
  ...{ direction: "hardening", items: [], label: "" },
};

describe("causesOfFindings", () => {
  it("counts a difference only where none was expected", () => {
    expect(causesOfFindings({ ...CLEAN, changes: [CHANGE] }, false)).to.deep.equal([]);
    expect(causesOfFindings({ ...CLEAN, changes: [CHANGE] }, true)).to.deep.equal(["differences"]);
  });

  it("never takes an unread machine for one without changes", () => {
    expect(causesOfFindings({ ...CLEAN, unreadable: unread("WINRM_TIMEOUT") }, true)).to.deep.equal(["unreadable"]);
  });

  it("names a refused credential, and one that is missing, beside the machine that was not read", () => {
    expect(causesOfFindings({ ...CLEAN, unreadable: unread("WINRM_AUTH_FAILED") }, false)).to.deep.equal([
      "credential",
      "unreadable",
    ]);
    expect(causesOfFindings({ ...CLEAN, unreadable: unread("CREDENTIAL_MISSING") }, false)).to.deep.equal([
      "configuration",
      "unreadable",
    ]);
  });

  it("names a weakening unless its setting, its area or everything is allowed", () => {
    const weaker = { ...CLEAN, changes: [{ ...CHANGE, direction: "weakening" }] } as const;
    expect(causesOfFindings(weaker, false)).to.deep.equal(["weakening"]);
    expect(causesOfFindings(weaker, false, ["accountLockout.thresholdAttempt"])).to.deep.equal(["weakening"]);
    for (const allowed of ["accountLockout.thresholdAttempts", "accountLockout", "account-lockout", "all"]) {
      expect(causesOfFindings(weaker, false, [allowed]), allowed).to.deep.equal([]);
    }
  });

  it("names an apply that failed", () => {
    const applied = [
      { host: "A", path: "accountLockout.thresholdAttempts", outcome: "failed", code: "NOT_EFFECTIVE" },
    ] as const;
    expect(causesOfFindings({ ...CLEAN, applied }, false)).to.deep.equal(["apply"]);
  });
});

describe("causeOfError", () => {
  it("tells what a person can correct from what went wrong by itself", () => {
    expect(
      ["PROJECT_MISSING", "PORT_IN_USE", "BASELINE_INVALID"].map((code) => causeOfError(code as "PORT_IN_USE")),
    ).to.deep.equal(["configuration", "configuration", "configuration"]);
    expect([causeOfError("ENGINE_FAILED"), causeOfError("STATE_CORRUPTED")]).to.deep.equal(["internal", "internal"]);
  });
});

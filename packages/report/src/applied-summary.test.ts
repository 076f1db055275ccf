import { expect } from "chai";
import fc from "fast-check";

import { summariseApplied } from "./applied-summary.js";
import { anyRun } from "./arbitrary-run.fixture.test.js";
import type { RunApplied } from "./run-record.js";

describe("summariseApplied", () => {
  const lockout = "accountLockout.thresholdAttempts";
  const screen = "screenSaver.active";

  function failed(host: string, path: string, code: string, detail: string): RunApplied {
    return { host, path, outcome: "failed", code, detail, hint: `Look at ${host}.` };
  }

  it("puts machines together on which the same failed for the same cause, and counts their different details", () => {
    const { failed: groups } = summariseApplied(
      [
        failed("T2", screen, "PROFILE_LOCKED", "S-1-5-21-2"),
        failed("T1", screen, "PROFILE_LOCKED", "S-1-5-21-1"),
        failed("T3", screen, "ACCESS_DENIED", "S-1-5-21-1"),
      ],
      [],
    );
    expect(groups).to.deep.equal([
      {
        hosts: ["T1", "T2"],
        failures: [{ path: screen, code: "PROFILE_LOCKED", detail: "S-1-5-21-1", details: 2, hint: "Look at T1." }],
      },
      {
        hosts: ["T3"],
        failures: [{ path: screen, code: "ACCESS_DENIED", detail: "S-1-5-21-1", details: 1, hint: "Look at T3." }],
      },
    ]);
  });

  it("keeps a machine apart on which more failed", () => {
    const one = failed("T1", lockout, "SECEDIT_FAILED", "exit code 1");
    const two = [failed("T2", lockout, "SECEDIT_FAILED", "exit code 1"), failed("T2", screen, "ACCESS_DENIED", "")];
    const { failed: groups } = summariseApplied([one, ...two], []);
    expect(groups.map(({ hosts, failures }) => [hosts, failures.map(({ path }) => path)])).to.deep.equal([
      [["T1"], [lockout]],
      [["T2"], [lockout, screen]],
    ]);
  });

  it("names each machine with a failure once, and no failure is lost, in whatever order they come", () => {
    fc.assert(
      fc.property(anyRun, ({ applied = [], changes }) => {
        const failures = applied.filter(({ outcome }) => outcome === "failed");
        const { failed: groups } = summariseApplied(applied, changes);
        const hosts = groups.flatMap((group) => group.hosts);
        expect([...hosts].sort()).to.deep.equal([...new Set(failures.map(({ host }) => host))].sort());
        const count = groups.reduce((sum, group) => sum + group.hosts.length * group.failures.length, 0);
        expect(count).to.equal(failures.length);
        expect(summariseApplied([...applied].reverse(), changes).failed).to.deep.equal(groups);
      }),
    );
  });
});

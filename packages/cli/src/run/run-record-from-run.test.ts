import { nextStep } from "@kijun/provider/run";
import type { FleetFileEntry, JournalEntry } from "@kijun/provider/run";
import { expect } from "chai";

import { hostOutcomes } from "./host-outcomes.js";
import { answered, machine, silent } from "./host-readings.fixture.test.js";
import { recordFromRun } from "./run-record-from-run.js";
import type { RunFacts } from "./run-record-from-run.js";

describe("recordFromRun", () => {
  function record(
    machines: readonly FleetFileEntry[],
    phases: readonly (readonly JournalEntry[])[],
    more: Partial<RunFacts> = {},
  ): ReturnType<typeof recordFromRun> {
    const declared = new Map(machines.map((entry) => [entry.host.toLowerCase(), entry]));
    return recordFromRun({
      ...{
        run: "r",
        tool: { name: "kijun", version: "0" },
        command: "preview",
        stack: "dev",
        baseline: { fleet: "f", asOf: "2026-01-14" },
      },
      ...{ startedAt: "", finishedAt: "", timing: { wallMs: 0, engineMs: 0, providerMs: 0, wireMs: 0, restMs: 0 } },
      membership: { joining: [], leaving: [] },
      outcomes: hostOutcomes(phases.map((journal) => ({ machines: declared, journal }))),
      ...{ partial: false, applies: false, siteNames: new Map([["kita", "北区役所"]]), language: "ja" },
      ...more,
    });
  }

  it("compares what a machine answered with its declaration", () => {
    const { hosts, changes, areas } = record([machine("A")], [[answered("A", 10)]]);
    expect(hosts).to.deep.equal([
      {
        name: "A",
        site: "kita",
        siteName: "北区役所",
        hostClass: "terminal-a",
        role: "terminal",
        status: "read",
        areas: ["account-lockout"],
      },
    ]);
    expect(changes).to.deep.equal([
      {
        ...{ host: "A", area: "account-lockout", path: "accountLockout.thresholdAttempts", live: 10, desired: 5 },
        ...{ direction: "hardening", items: ["端末7"], label: "ロックアウトのしきい値", unit: "attempts" },
      },
    ]);
    expect(areas.map(({ id }) => id)).to.deep.equal(["account-lockout"]);
  });

  it("says of a machine that did not answer only that, and when it was last read", () => {
    const { hosts, changes, unreadable } = record(
      [machine("A")],
      [[silent("A", "WINRM_CONNECT_TIMEOUT", "2026-01-13T00:00:00.000Z")]],
    );
    expect(hosts[0]?.status).to.equal("unreachable");
    expect(changes).to.deep.equal([]);
    expect(unreadable).to.deep.equal([
      {
        host: "A",
        code: "WINRM_CONNECT_TIMEOUT",
        message: "no answer",
        hint: "Check the cable.",
        lastRead: "2026-01-13T00:00:00.000Z",
      },
    ]);
  });

  it("tells a machine that answers as another one from a silent one", () => {
    expect(record([machine("A")], [[silent("A", "WRONG_MACHINE")]]).hosts[0]?.status).to.equal("failed");
  });

  it("lists an area that could not be read as unreadable with its next step, and not as a change", () => {
    const readings = [[answered("A", "unreadable: SECEDIT_FAILED (exit code 1)")]];
    const { hosts, changes, unreadable } = record([machine("A")], readings, { language: "en" });
    expect([hosts[0]?.status, changes]).to.deep.equal(["read", []]);
    const hint = nextStep("SECEDIT_FAILED", "", "en");
    expect(unreadable).to.deep.equal([
      { host: "A", area: "account-lockout", code: "SECEDIT_FAILED", message: "exit code 1", hint },
    ]);
  });

  it("says next steps in the language of the run", () => {
    const { unreadable } = record([machine("A"), machine("B")], [[answered("A", "unreadable: ACCESS_DENIED")]]);
    expect(unreadable.map(({ host, hint }) => [host, hint])).to.deep.equal([
      ["A", nextStep("ACCESS_DENIED", "", "ja")],
      ["B", nextStep("NOT_READ", "", "ja")],
    ]);
  });

  it("calls a machine that was never asked unread, unless it was left out on purpose", () => {
    const machines = [machine("A"), machine("B")];
    const { hosts, unreadable } = record(machines, [[answered("A", 5)]]);
    expect(hosts.map(({ status }) => status)).to.deep.equal(["read", "unreachable"]);
    expect(unreadable.map(({ host, code }) => [host, code])).to.deep.equal([["B", "NOT_READ"]]);
    expect(record(machines, [[answered("A", 5)]], { partial: true }).hosts.map(({ name }) => name)).to.deep.equal([
      "A",
    ]);
  });

  it("takes the reading closest to the change, but none that was cut short", () => {
    const preview = [answered("A", 10), answered("B", 10)];
    const update = [answered("A", 7), silent("B", "WINRM_CANCELLED")];
    const { changes, unreadable } = record([machine("A"), machine("B")], [preview, update]);
    expect(changes.map(({ host, live }) => [host, live])).to.deep.equal([
      ["A", 7],
      ["B", 10],
    ]);
    expect(unreadable).to.deep.equal([]);
  });

  it("says what became of each setting that was to be changed", () => {
    const update: JournalEntry[] = [
      { kind: "applied", host: "A", results: [{ path: "accountLockout.thresholdAttempts", outcome: "changed" }] },
      { kind: "apply-failed", host: "B", code: "WINRM_TIMEOUT", message: "no answer", hint: "Read again." },
    ];
    const { applied } = record([machine("A"), machine("B")], [[answered("A", 10), answered("B", 10)], update], {
      applies: true,
    });
    expect(applied).to.deep.equal([
      { host: "A", path: "accountLockout.thresholdAttempts", outcome: "changed" },
      { host: "B", outcome: "failed", code: "WINRM_TIMEOUT", detail: "no answer", hint: "Read again." },
    ]);
    expect(record([machine("A")], [[answered("A", 5)]])).not.to.have.property("applied");
  });

  it("says once, as unread, what could not be written because it could not be read", () => {
    const failed = { path: "accountLockout", outcome: "failed", code: "ACCESS_DENIED", detail: "Exception" } as const;
    const update = ["A", "B"].map((host): JournalEntry => ({ kind: "applied", host, results: [failed] }));
    const readings = [answered("A", "unreadable: ACCESS_DENIED (Exception)"), answered("B", 10)];
    const { applied, unreadable } = record([machine("A"), machine("B")], [[...readings, ...update]], { applies: true });
    expect(unreadable.map(({ host, code }) => [host, code])).to.deep.equal([["A", "ACCESS_DENIED"]]);
    expect(applied).to.deep.equal([{ host: "B", ...failed, hint: nextStep("ACCESS_DENIED", "", "ja") }]);
  });
});

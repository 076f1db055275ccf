import type { HostReading } from "@kijun/core";
import type { JournalEntry } from "@kijun/provider/run";
import { expect } from "chai";

import { countProgress, progressLine } from "./progress.js";

const COMPLETE: HostReading = {
  kind: "complete",
  identity: { computerName: "A", machineGuid: "", serialNumber: "", build: "" },
  areas: {},
  readAt: "2026-01-14T10:32:00.000Z",
};
const UNREACHABLE: HostReading = { kind: "unreachable", code: "WINRM_TIMEOUT", message: "no answer", hint: "" };

function reading(host: string, reading: HostReading): JournalEntry {
  return { kind: "reading", host, reading, known: true };
}

describe("countProgress", () => {
  it("counts a machine once, with what became of it last", () => {
    const journal: JournalEntry[] = [
      reading("A", UNREACHABLE),
      reading("A", COMPLETE),
      reading("B", UNREACHABLE),
      reading("C", COMPLETE),
      { kind: "applied", host: "C", results: [{ path: "accountLockout.thresholdAttempts", outcome: "failed" }] },
      { kind: "applied", host: "D", results: [] },
    ];
    expect(countProgress(Array.from("abcdefghij"), journal)).to.deep.equal({
      all: 10,
      read: 3,
      applied: 2,
      failed: 2,
      left: 6,
    });
  });

  it("leaves a machine that is to be written to until that has been done", () => {
    const journal: JournalEntry[] = [reading("A", COMPLETE), reading("B", COMPLETE), reading("C", COMPLETE)];
    const toWrite = new Set(["b", "c"]);
    expect(countProgress(["a", "b", "c"], journal, { toWrite }).left).to.equal(2);
    journal.push({ kind: "applied", host: "B", results: [] });
    expect(countProgress(["a", "b", "c"], journal, { toWrite }).left).to.equal(1);
  });

  it("speaks only of the chosen machines, although the program declares all", () => {
    const journal: JournalEntry[] = [reading("A", COMPLETE), reading("B", UNREACHABLE)];
    const counts = countProgress(["a", "b", "c"], journal, { machines: ["A", "C"] });
    expect(counts).to.deep.equal({ all: 2, read: 1, applied: 0, failed: 0, left: 1 });
  });
});

describe("progressLine", () => {
  it("says how far the run is and how long it will take at this pace", () => {
    const counts = { all: 132, read: 48, applied: 0, failed: 1, left: 84 };
    expect(progressLine(counts, 5_000, "ja")).to.equal("読取 48/132 失敗 1 残り 84 約9秒");
    expect(progressLine(counts, 5_000, "en")).to.equal("read 48/132, failed 1, left 84, about 9 s");
  });

  it("counts writes only once there are any", () => {
    const counts = { all: 2, read: 2, applied: 1, failed: 0, left: 0 };
    expect(progressLine(counts, 1_000, "en")).to.equal("read 2/2, applied 1, failed 0, left 0");
  });

  it("says what it waits for while no machine is declared", () => {
    expect(progressLine(countProgress([], []), 0, "en")).to.equal("starting the engine and the program");
  });
});

import { expect } from "chai";

import { coverageFault, coveredSpan } from "./event-history.js";
import type { EventHistory } from "./event-history.js";

const usual: EventHistory["log"] = {
  ...{ enabled: true, mode: 0, full: false, oldest: "2025-11-01T00:00:00Z", oldestId: 4624, oldestRecord: 900 },
};

function history(changes: Partial<EventHistory> = {}, log: Partial<EventHistory["log"]> = {}): EventHistory {
  const span = { from: "2025-12-01T00:00:00Z", to: "2026-01-01T00:00:00Z" };
  return { ...span, readUntil: null, installed: null, log: { ...usual, ...log }, ...changes };
}

describe("what a log covers", () => {
  it("is the whole period where its oldest entry is older than that", () => {
    expect(coverageFault(history())).to.equal(undefined);
    expect(coveredSpan(history())).to.deep.equal({ from: "2025-12-01T00:00:00Z", to: "2026-01-01T00:00:00Z" });
  });

  it("is unreadable for a period that it does not reach back over, however little is missing", () => {
    const short = history({}, { oldest: "2025-12-01T00:00:01Z" });
    expect(coverageFault(short)).to.equal(
      "unreadable: LOG_TOO_SHORT (covered from 2025-12-01T00:00:01Z, 30 of 31 days)",
    );
    expect(coveredSpan(short)?.from).to.equal("2025-12-01T00:00:01Z");
  });

  it("is nothing in an empty log, and in one whose oldest entry is of tomorrow", () => {
    const empty = history({}, { oldest: null, oldestId: null, oldestRecord: 0 });
    expect(coverageFault(empty)).to.equal("unreadable: LOG_TOO_SHORT (covered from nothing of 31 days)");
    expect(coveredSpan(history({}, { oldest: "2026-02-01T00:00:00Z" }))).to.equal(undefined);
  });

  it("is everything on a machine that is younger than the period, unless the log was cleared or begins later", () => {
    const young = (oldest: string, oldestId: number) =>
      coverageFault(history({ installed: "2025-12-20T00:00:00Z" }, { oldest, oldestId, oldestRecord: 1 }));
    expect(young("2025-12-20T03:00:00Z", 4608)).to.equal(undefined);
    expect(young("2025-12-20T03:00:00Z", 1102)).to.include("LOG_TOO_SHORT");
    expect(young("2025-12-22T00:00:00Z", 4608)).to.include("LOG_TOO_SHORT");
  });

  it("ends where the reading was ended", () => {
    const cut = history({ readUntil: "2025-12-11T00:00:00Z" });
    expect(coverageFault(cut)).to.equal("unreadable: LOG_NOT_READ (covered from 2025-12-11T00:00:00Z, 21 of 31 days)");
  });

  it("is nothing where new entries are lost", () => {
    expect(coverageFault(history({}, { enabled: false }))).to.include("LOG_OFF");
    expect(coverageFault(history({}, { full: true, mode: 2 }))).to.include("LOG_FULL");
    expect(coverageFault(history({}, { full: true, mode: 0 }))).to.equal(undefined);
    expect(coveredSpan(history({}, { full: true, mode: 2 }))).to.equal(undefined);
  });
});

import { compareArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { logonFailureReading } from "./failure-reading.js";
import { logonFailures } from "./logon-failures.js";
import { logonFailuresLive } from "./logon-failures.live.js";

const LOG = { enabled: true, maximumSizeBytes: 20_971_520, mode: 0 };

function liveOf(declared: object, changes: Partial<WindowsState> = {}) {
  const desired = logonFailures.format(declared);
  const oldest = ["Security", "System"].map((channel) => ({
    ...{ channel, provider: "Microsoft-Windows-Eventlog", id: 1100, time: { daysAgo: 40, at: "00:00:00" }, data: {} },
  }));
  const state = machine({ eventLogs: { Security: LOG, System: LOG }, events: oldest, ...changes });
  const live = logonFailures.fromWindows(logonFailuresLive.read(state, logonFailures.readRequest(desired)), desired);
  return { live, differences: compareArea(live, desired, logonFailures.meets).map(({ path }) => path.join(".")) };
}

const lockout = {
  ...{ channel: "Security", provider: "Microsoft-Windows-Security-Auditing", id: 4740 },
  ...{ time: { daysAgo: 1, at: "01:00:00" }, data: { TargetUserName: "gyomu" } },
};

function issues(declared: object): string[] {
  return (logonFailures.schema.safeParse(declared).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

describe("logon-failures", () => {
  it("finds nothing to say of a log that goes back and holds nothing", () => {
    const { differences } = liveOf({ periodDays: 30, lockout: "none", clearedLog: "none", otherSource: [] });
    expect(differences).to.deep.equal([]);
  });

  it("never takes a log that does not go back for one without failures", () => {
    const { live } = liveOf({ periodDays: 366, lockout: "none" });
    expect(live["periodDays"]).to.match(/^unreadable: LOG_TOO_SHORT \(covered from .*, \d+ of 366 days\)$/);
    expect(live["lockout"]).to.equal(live["periodDays"]);
  });

  it("shows what it finds in a part of the period, although the rest is not known", () => {
    const { live } = liveOf({ periodDays: 366, lockout: "none", unrecorded: "none" }, { events: [lockout] });
    expect(live["lockout"]).to.match(/^"4740\|gyomu\|+" 1 from \S+ to \S+$/);
    expect(live["unrecorded"]).to.match(/^unreadable: LOG_TOO_SHORT/);
  });

  it("does not know the hours of a machine without a time zone, nor who is RID 500 where accounts cannot be read", () => {
    const { live } = liveOf({
      ...{ periodDays: 30, builtInAdministrator: "none" },
      outsideHours: { from: "08:45", to: "17:15", days: ["mon"] },
    });
    expect(live["outsideHours"]).to.match(/^unreadable: TIME_ZONE_UNKNOWN/);
    expect(live["builtInAdministrator"]).to.match(/^unreadable: ACCOUNTS_MISSING/);
  });

  it("asks for the System log only where the clearing of logs counts, and says so where that log cannot be read", () => {
    expect(logonFailures.readRequest(logonFailures.format({ periodDays: 5 }))).to.deep.equal({
      days: 5,
      cleared: false,
    });
    const eventLogs = { Security: LOG, System: { ...LOG, denied: true as const } };
    const { live, differences } = liveOf({ periodDays: 30, clearedLog: "none", lockout: "none" }, { eventLogs });
    expect(live["clearedLog"]).to.match(/^unreadable: ACCESS_DENIED/);
    expect(differences).to.deep.equal(["clearedLog"]);
  });

  it("takes one time for the period of all its logs, however long reading them takes", () => {
    const state = machine({ eventLogs: { Security: LOG, System: LOG } });
    let now = Date.parse("2026-01-14T01:00:00Z");
    Object.defineProperty(state, "clock", { get: () => new Date((now += 1500)).toISOString() });
    const desired = logonFailures.format({ periodDays: 30, clearedLog: "none" });
    const { security, system } = logonFailureReading.parse(
      logonFailuresLive.read(state, logonFailures.readRequest(desired)),
    );
    expect(system).to.include({ from: security.from, to: security.to });
  });

  it("is one line per rule, the same for the same rule", () => {
    const days = ["fri", "mon", "tue"];
    const declared = {
      ...{ periodDays: 31, burst: { attempts: 5, minutes: 15 }, unknownAccount: "none" },
      outsideHours: { from: "08:45", to: "17:15", days, closed: ["2026-01-02", "2025-12-29", "2026-01-02"] },
      otherSource: ["192.0.2.9/24", "10.0.0.0/8", "192.0.2.0/24"],
    };
    expect(logonFailures.format(declared)).to.deep.equal({
      ...{ periodDays: 31, burst: "none of 5 in 15 minutes", unknownAccount: "none" },
      outsideHours: "none outside 08:45-17:15 on mon tue fri but 2025-12-29 2026-01-02",
      otherSource: "none from outside 10.0.0.0/8 192.0.2.0/24",
    });
  });

  it("refuses what no rule can mean", () => {
    expect(issues({})[0]).to.include("periodDays");
    expect(issues({ periodDays: 401 })).to.have.lengthOf(1);
    expect(issues({ periodDays: 1, otherSource: ["10.0.0.0/40"] })[0]).to.include("must be an address or a network");
    const hours = { from: "17:15", to: "08:45", days: ["mon"], closed: ["2025-02-30"] };
    expect(issues({ periodDays: 1, outsideHours: hours }).join()).to.include("must be a day of the calendar");
    expect(issues({ periodDays: 1, outsideHours: { ...hours, closed: [] } })[0]).to.include(
      "must begin before it ends",
    );
    expect(issues({ periodDays: 1, lockout: "some" })).to.have.lengthOf(1);
  });
});

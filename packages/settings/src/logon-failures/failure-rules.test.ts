import { expect } from "chai";
import fc from "fast-check";

import type { EventState } from "../form/event-store.live.js";
import { machine } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { failureMinutes, logonFailureReading } from "./failure-reading.js";
import type { LogonFailureReading } from "./failure-reading.js";
import { logonAnomalies } from "./failure-rules.js";
import type { AnomalyRules } from "./failure-rules.js";
import { logonFailuresLive } from "./logon-failures.live.js";

const CLOCK = "2026-01-15T12:00:00Z";
const BASE = "S-1-5-21-1-2-3";
const account = (name: string) => ({
  ...{ name, enabled: true, passwordNeverExpires: true, passwordRequired: true, userMayChangePassword: true },
});

function readingOf(events: readonly EventState[], changes: Partial<WindowsState> = {}): LogonFailureReading {
  const log = { enabled: true, maximumSizeBytes: 20_971_520, mode: 0 };
  const state = machine({
    clock: CLOCK,
    localAccounts: { [`${BASE}-500`]: account("kanri"), [`${BASE}-1001`]: account("gyomu") },
    eventLogs: { Security: log, System: log },
    registry: {
      "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation": {
        ActiveTimeBias: { kind: "DWord", value: 2 ** 32 - 540 },
      },
    },
    events: [...events],
    ...changes,
  });
  return logonFailureReading.parse(logonFailuresLive.read(state, { days: 400, cleared: true }));
}

function event(id: number, time: string, data: EventState["data"], channel = "Security"): EventState {
  const isLog = id === 1102 || id === 104;
  const provider = isLog ? "Microsoft-Windows-Eventlog" : "Microsoft-Windows-Security-Auditing";
  return { channel, provider, id, time, data };
}

const failure = (time: string, data: EventState["data"] = {}): EventState =>
  event(4625, time, {
    ...{ TargetUserName: "gyomu", TargetDomainName: "TERMINAL-01", Status: "0xc000006d", SubStatus: "0xc000006a" },
    ...{ LogonType: "2", WorkstationName: "TERMINAL-01", IpAddress: "-", ...data },
  });

/** What speaks against the rules: the rule, the account or source, and how often. */
function found(reading: LogonFailureReading, rules: AnomalyRules): string[] {
  return logonAnomalies(reading, rules).map(({ rule, key, count }) => `${rule} ${key} ${String(count)}`);
}

const FIVE_IN_15: AnomalyRules = { burst: { attempts: 5, minutes: 15 } };
const OFFICE: AnomalyRules = {
  outsideHours: {
    ...{ from: "08:45", to: "17:15", days: ["mon", "tue", "wed", "thu", "fri"] },
    closed: ["2026-01-12"],
  },
};

describe("rules for logon failures", () => {
  it("call as many failures of an account in so many minutes a burst, and count those of it alone", () => {
    const at = (minute: number): EventState => failure(`2026-01-14T01:${String(minute).padStart(2, "0")}:00Z`);
    expect(found(readingOf([0, 5, 10, 14].map(at)), FIVE_IN_15)).to.deep.equal([]);
    expect(found(readingOf([0, 5, 10, 14, 15].map(at)), FIVE_IN_15)).to.have.lengthOf(1);
    expect(found(readingOf([0, 5, 10, 14, 16].map(at)), FIVE_IN_15)).to.deep.equal([]);
    const [anomaly] = logonAnomalies(readingOf([0, 1, 2, 3, 4, 40].map(at)), FIVE_IN_15);
    expect(anomaly).to.deep.equal({
      ...{ rule: "burst", key: "4625|gyomu|terminal-01||terminal-01|2|0xc000006a|", count: 5 },
      ...{ first: "2026-01-14T01:00:00Z", last: "2026-01-14T01:04:00Z" },
    });
  });

  it("see a burst from one source that tries an account after the other, or names that are nobody's", () => {
    const names = ["a", "b", "c", "d", "e"];
    const spray = names.map((name, at) =>
      failure(`2026-01-14T01:0${String(at)}:00Z`, {
        ...{ TargetUserName: name, IpAddress: "203.0.113.66", LogonType: "3" },
      }),
    );
    const localAccounts = Object.fromEntries(names.map((name, at) => [`${BASE}-${String(1001 + at)}`, account(name)]));
    expect(found(readingOf(spray, { localAccounts }), FIVE_IN_15)).to.have.lengthOf(5);
    expect(found(readingOf(spray), FIVE_IN_15)).to.deep.equal([
      "burst 4625|||203.0.113.66|terminal-01|3|0xc000006a| 5",
    ]);
    expect(found(readingOf(spray.slice(1), { localAccounts }), FIVE_IN_15)).to.deep.equal([]);
  });

  it("count what a domain controller records of the same attempt a second time by itself", () => {
    const registry = {
      "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions": {
        ProductType: { kind: "String", value: "LanmanNT" } as const,
      },
    };
    const twice = [0, 1, 2].flatMap((at) => {
      const time = `2026-01-14T01:0${String(at)}:00Z`;
      return [failure(time), event(4776, time, { TargetUserName: "gyomu", Status: "0xc000006a" })];
    });
    expect(found(readingOf(twice, { registry }), FIVE_IN_15)).to.deep.equal([]);
  });

  it("tell names over the network that no account has, and not those typed at the machine", () => {
    const typed = { TargetUserName: "My Secret 1", SubStatus: "0xc0000064" };
    expect(found(readingOf([failure("2026-01-14T01:00:00Z", typed)]), { unknownAccount: true })).to.deep.equal([]);
    const remote = failure("2026-01-14T01:00:00Z", { ...typed, LogonType: "3", IpAddress: "192.0.2.7" });
    expect(found(readingOf([remote]), { unknownAccount: true })).to.deep.equal([
      "unknownAccount 4625|||192.0.2.7|terminal-01|3|0xc0000064| 1",
    ]);
  });

  it("know working hours by the machine's local time, its weekdays and its closed days", () => {
    const at = (time: string): string[] => found(readingOf([failure(time)]), OFFICE);
    expect(at("2026-01-13T23:44:59Z")).to.have.lengthOf(1); // Wednesday 08:44 in Japan
    expect(at("2026-01-13T23:45:00Z")).to.deep.equal([]);
    expect(at("2026-01-14T08:14:59Z")).to.deep.equal([]);
    expect(at("2026-01-14T08:15:00Z")).to.have.lengthOf(1);
    expect(at("2026-01-10T03:00:00Z")).to.have.lengthOf(1); // Saturday
    expect(at("2026-01-12T03:00:00Z")).to.have.lengthOf(1); // closed
  });

  it("take the account with RID 500 by whatever name, and accounts that nobody can tell from it", () => {
    const rule: AnomalyRules = { builtInAdministrator: true };
    const of = (name: string): string[] =>
      found(readingOf([failure("2026-01-14T01:00:00Z", { TargetUserName: name })]), rule);
    expect(of("KANRI")).to.have.lengthOf(1);
    expect(of("gyomu")).to.deep.equal([]);
    expect(of("gone")).to.have.lengthOf(1);
  });

  it("tell lockouts, cleared logs, and that failures were no longer recorded", () => {
    const rules: AnomalyRules = { lockout: true, clearedLog: true, unrecorded: true };
    const SUBCATEGORY = "{0CCE9215-69AE-11D9-BED3-505054503030}";
    const reading = readingOf([
      event(4740, "2026-01-14T01:00:00Z", {
        TargetUserName: "gyomu",
        TargetSid: `${BASE}-1001`,
        TargetDomainName: "X",
      }),
      event(1102, "2026-01-14T02:00:00Z", { SubjectUserName: "hoshu" }),
      event(104, "2026-01-14T03:00:00Z", { SubjectUserName: "hoshu", Channel: "Application" }, "System"),
      event(4719, "2026-01-14T04:00:00Z", { SubcategoryGuid: SUBCATEGORY, AuditPolicyChanges: "%%8448, %%8450" }),
      event(4719, "2026-01-14T05:00:00Z", { SubcategoryGuid: SUBCATEGORY, AuditPolicyChanges: "%%8451" }),
    ]);
    expect(found(reading, rules)).to.deep.equal([
      "lockout 4740|gyomu|||x||| 1",
      "clearedLog 1102|hoshu|||||| 1",
      "clearedLog 104|hoshu||||||application 1",
      "unrecorded 4719||||||| 1",
    ]);
  });

  it("take every source beyond the networks, and one that gives no address but another name than the machine's", () => {
    const rules: AnomalyRules = { otherSource: ["192.0.2.0/24"] };
    const from = (data: EventState["data"]): number =>
      found(readingOf([failure("2026-01-14T01:00:00Z", { LogonType: "3", ...data })]), rules).length;
    expect(from({ IpAddress: "192.0.2.99" })).to.equal(0);
    expect(from({ IpAddress: "::ffff:192.0.2.99" })).to.equal(0);
    expect(from({ IpAddress: "198.51.100.1" })).to.equal(1);
    expect(from({ IpAddress: "fe80::1%12" })).to.equal(1);
    expect(from({ IpAddress: "127.0.0.1" })).to.equal(0);
    expect(from({ WorkstationName: "SEAT-9" })).to.equal(1);
    expect(from({ WorkstationName: "terminal-01" })).to.equal(0);
  });

  it("count groups that are put together wherever one of them may", () => {
    const many = Array.from({ length: 230 }, (_, at) =>
      failure("2026-01-14T01:00:00Z", { WorkstationName: `S${String(at)}`, IpAddress: "192.0.2.7" }),
    );
    const reading = readingOf(many);
    expect(reading.groups).to.have.lengthOf(201);
    const rules: AnomalyRules = {
      ...FIVE_IN_15,
      unknownAccount: true,
      builtInAdministrator: true,
      otherSource: ["192.0.2.0/24"],
    };
    const folded = logonAnomalies(reading, rules).filter(({ key }) => key === "4625|...");
    expect(folded.map(({ rule, count }) => `${rule} ${String(count)}`)).to.deep.equal([
      ...["burst 30", "unknownAccount 30", "builtInAdministrator 30", "otherSource 30"],
    ]);
  });
});

describe("a reading of logon failures", () => {
  it("never tells a name that no account has, which may be a password", () => {
    const typed = ["Sekret 1", "Sekret 2", "sekret 1"].map((name) =>
      failure("2026-01-14T01:00:00Z", { TargetUserName: name, SubStatus: "0xc0000064" }),
    );
    const unsure = ["0x0", "0xc000005e"].map((SubStatus) =>
      failure("2026-01-14T01:00:00Z", { TargetUserName: "Sekret 3", SubStatus }),
    );
    const reading = readingOf([...typed, ...unsure]);
    expect(JSON.stringify(reading)).to.not.match(/sekret/i);
    expect(reading.groups.map(({ unknownNames, count }) => [unknownNames, count])).to.deep.equal([
      [1, 1],
      [1, 1],
      [2, 3],
    ]);
  });

  it("names a group the same in every reading, and survives being kept", () => {
    const early = readingOf([failure("2026-01-10T01:00:00Z")]);
    const late = readingOf([failure("2026-01-14T01:00:00Z", { TargetUserName: "GYOMU" })]);
    expect(early.groups[0]?.key).to.equal(late.groups[0]?.key);
    expect(logonFailureReading.parse(JSON.parse(JSON.stringify(early)))).to.deep.equal(early);
  });

  it("gives the minute of each failure back", () => {
    const offsets = fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(offsets, (minutes) => {
        const now = Date.parse(CLOCK);
        const reading = readingOf(minutes.map((ago) => failure(new Date(now - ago * 60_000).toISOString())));
        const [group] = reading.groups;
        const expected = minutes.toSorted((left, right) => left - right).map((ago) => now / 60_000 - ago);
        expect(group === undefined ? [] : failureMinutes(reading, group)).to.deep.equal(expected);
      }),
    );
  });
});

import fc from "fast-check";

import type { EventState } from "../form/event-store.live.js";
import { PRODUCT_OPTIONS } from "../form/local-principals.live.js";
import { machineCase } from "../form/machine-states.js";
import type { AreaStates, Crowd, LiveState, MachineCase } from "../form/machine-states.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { Registry, RegistryValue } from "../form/windows-state.js";
import { logonFailures } from "./logon-failures.js";

const CLOCK = "2026-01-15T00:10:30Z";
const BASE = "S-1-5-21-1-2-3";
const TIME_ZONE = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation";
const WINDOWS = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
const SETUP = "HKEY_LOCAL_MACHINE\\SYSTEM\\Setup\\Source OS (Updated on 10/1/2025 09:00:00)";
const AUDITING = "Microsoft-Windows-Security-Auditing";
const EVENT_LOG = "Microsoft-Windows-Eventlog";

const dword = (value: number): RegistryValue => ({ kind: "DWord", value });
const seconds = (time: string): number => Date.parse(time) / 1000;

const account = (name: string) => ({
  ...{ name, enabled: true, passwordNeverExpires: true, passwordRequired: true, userMayChangePassword: true },
});
const localAccounts = { [`${BASE}-500`]: account("Kanri"), [`${BASE}-1001`]: account("gyomu") };
const logs = {
  Security: { enabled: true, maximumSizeBytes: 20_971_520, mode: 0 },
  System: { enabled: true, maximumSizeBytes: 20_971_520, mode: 0 },
};

function before(minutes: number): string {
  return new Date(Date.parse(CLOCK) - minutes * 60_000).toISOString();
}

function entry(
  channel: string,
  id: number,
  minutes: number,
  data: EventState["data"],
  provider = AUDITING,
): EventState {
  return { channel, provider, id, time: before(minutes), data };
}

const failure = (minutes: number, data: EventState["data"]): EventState =>
  entry("Security", 4625, minutes, {
    ...{ SubjectUserSid: "S-1-5-18", SubjectLogonId: "0x3e7", TargetUserSid: "S-1-0-0", TargetUserName: "gyomu" },
    ...{ TargetDomainName: "TERMINAL-01", Status: "0xc000006d", SubStatus: "0xc000006a", LogonType: "2" },
    ...{ WorkstationName: "TERMINAL-01", ProcessId: "0x1", ProcessName: "C:\\Windows\\System32\\svchost.exe" },
    ...{ IpAddress: "-", IpPort: String(minutes), ...data },
  });

const failureData = fc.record(
  {
    TargetUserName: fc.constantFrom("gyomu", "GYOMU", "kanri", "P@ss <word> & 'x'", "taro", "HOST$", "長".repeat(50)),
    TargetDomainName: fc.constantFrom("terminal-01", "JUKI", "", "-"),
    Status: fc.constantFrom("0xc000006d", "0xc0000064"),
    SubStatus: fc.constantFrom("0xc000006a", "0xc0000064", "0x0", "0xc0000234"),
    LogonType: fc.constantFrom("2", "3", "5", "10"),
    WorkstationName: fc.constantFrom("-", "SEAT-1", "0xc0000064"),
    IpAddress: fc.constantFrom("-", "192.0.2.7", "::ffff:192.0.2.7", "203.0.113.66", "::1", "fe80::1"),
    IpPort: fc.constantFrom("0", "50123"),
  },
  { requiredKeys: [] },
);

const kerberos = fc.record({
  TargetUserName: fc.constantFrom("dadmin", "nobody"),
  TargetSid: fc.constantFrom("S-1-0-0", "S-1-5-21-7-7-7-500"),
  Status: fc.constantFrom("0x0", "0x6", "0x18"),
  IpAddress: fc.constantFrom("::ffff:192.0.2.9", "::1"),
});
const ntlm = fc.record({
  TargetUserName: fc.constantFrom("dadmin", "gyomu", "typed secret"),
  Workstation: fc.constantFrom("SEAT-9", ""),
  Status: fc.constantFrom("0x0", "0xc000006a", "0xc0000064"),
});
const cleared = fc.record({
  SubjectUserSid: fc.constantFrom(`${BASE}-1001`),
  SubjectUserName: fc.constantFrom("gyomu"),
  SubjectDomainName: fc.constantFrom("TERMINAL-01"),
  Channel: fc.constantFrom("Application", "Setup"),
});
const unrecorded = fc.record({
  SubcategoryGuid: fc.constantFrom("{0CCE9215-69AE-11D9-BED3-505054503030}", "{0cce9217-69ae-11d9-bed3-505054503030}"),
  AuditPolicyChanges: fc.constantFrom("%%8448, %%8450", "%%8451", "%%8450"),
  SubjectUserName: fc.constantFrom("hoshu"),
});
const locked = fc.record({
  TargetUserName: fc.constantFrom("gyomu"),
  TargetDomainName: fc.constantFrom("SEAT-1", "-"),
  TargetSid: fc.constantFrom(`${BASE}-1001`),
});

const minutes = fc.constantFrom(-5, 0, 1, 2, 3, 10, 31, 32, 1023, 1024, 1500, 40_000, 60_000);
const anyEvent: fc.Arbitrary<EventState> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(minutes, failureData).map(([at, data]) => failure(at, data)) },
  fc.tuple(minutes, kerberos, fc.constantFrom(4768, 4771)).map(([at, data, id]) => entry("Security", id, at, data)),
  fc.tuple(minutes, ntlm).map(([at, data]) => entry("Security", 4776, at, data)),
  fc.tuple(minutes, locked).map(([at, data]) => entry("Security", 4740, at, data)),
  fc.tuple(minutes, unrecorded).map(([at, data]) => entry("Security", 4719, at, data)),
  fc
    .tuple(minutes, cleared, fc.constantFrom(EVENT_LOG, "AD FS Auditing"))
    .map(([at, data, provider]) => entry("Security", 1102, at, data, provider)),
  fc
    .tuple(minutes, cleared, fc.constantFrom(EVENT_LOG, "Another"))
    .map(([at, data, provider]) => entry("System", 104, at, data, provider)),
  fc.tuple(minutes, fc.constantFrom("Security", "System")).map(([at, log]) => entry(log, 4624, at, { Status: "0x0" })),
);

const log = fc.record({
  enabled: fc.constantFrom(true, true, true, false),
  maximumSizeBytes: fc.constant(20_971_520),
  mode: fc.constantFrom(0, 0, 1, 2),
  full: fc.constantFrom(undefined, undefined, true as const),
  oldestRecord: fc.constantFrom(undefined, 4711),
});
const deniedLog = fc.constant({ ...logs.System, denied: true as const });

const registries = fc.constantFrom<Registry[]>(
  { [TIME_ZONE]: { ActiveTimeBias: dword(2 ** 32 - 540) } },
  { [TIME_ZONE]: { ActiveTimeBias: dword(480) }, [WINDOWS]: { InstallDate: dword(seconds(before(60_500))) } },
  { [WINDOWS]: { InstallDate: dword(seconds(before(100))) }, [SETUP]: { InstallDate: dword(seconds(before(40_500))) } },
  { [PRODUCT_OPTIONS]: { ProductType: { kind: "String", value: "LanmanNT" } } },
);

const live = fc
  .record({
    events: fc.array(anyEvent, { maxLength: 25 }),
    eventLogs: fc
      .record(
        { Security: log, System: fc.oneof({ weight: 5, arbitrary: log }, deniedLog) },
        { requiredKeys: ["Security"] },
      )
      .map((held) => JSON.parse(JSON.stringify(held)) as typeof logs),
    registry: registries,
    localAccounts: fc.constantFrom(localAccounts, localAccounts, {}),
    probed: fc.constantFrom({}, { accounts: { "JUKI\\taro": "S-1-5-21-7-7-7-1104", dadmin: "S-1-5-21-7-7-7-500" } }),
  })
  .map((changes): LiveState => ({ changes: { clock: CLOCK, ...changes } }));

const hours = fc.record({
  from: fc.constantFrom("08:45", "00:00"),
  to: fc.constantFrom("17:15", "23:59"),
  days: fc.constantFrom(["mon", "tue", "wed", "thu", "fri"], ["sun"], ["sat", "mon"]),
  closed: fc.constantFrom(["2026-01-12"], ["2026-01-02", "2026-01-01"]),
});
const none = fc.constant("none");

const declared = fc.record(
  {
    periodDays: fc.constantFrom(1, 28, 400),
    burst: fc.record({ attempts: fc.integer({ min: 2, max: 5 }), minutes: fc.constantFrom(1, 15) }),
    ...{ unknownAccount: none, builtInAdministrator: none, lockout: none, clearedLog: none, unrecorded: none },
    outsideHours: hours,
    otherSource: fc.subarray(["192.0.2.0/24", "203.0.113.66", "fe80::/10"]),
  },
  { requiredKeys: ["periodDays"] },
);

const everything = {
  ...{ periodDays: 28, burst: { attempts: 5, minutes: 15 }, otherSource: ["192.0.2.0/24"] },
  ...{ unknownAccount: "none", builtInAdministrator: "none", lockout: "none", clearedLog: "none", unrecorded: "none" },
  outsideHours: { from: "08:45", to: "17:15", days: ["mon", "tue", "wed", "thu", "fri"], closed: ["2026-01-12"] },
};

function failureCase(name: string, changes: LiveState["changes"]): MachineCase {
  const usual = {
    clock: CLOCK,
    eventLogs: logs,
    localAccounts,
    registry: { [TIME_ZONE]: { ActiveTimeBias: dword(2 ** 32 - 540) } },
  };
  return machineCase(name, logonFailures, { changes: { ...usual, ...changes } }, logonFailures.format(everything));
}

/** As many as are looked at, one a minute over six weeks; among them are services, mistyped names and other machines. */
const MANY_FAILURES = 60_000;

const crowd: Crowd = {
  fill(state) {
    const events = (state.events ??= []);
    const random = new SeededRandom("crowd", "logon failures");
    for (let at = 0; events.length < MANY_FAILURES; at++) {
      const typed = random.chance(0.1) ? { TargetUserName: `pass word ${String(at)}`, SubStatus: "0xc0000064" } : {};
      const one = failure(at, {
        ...{ IpPort: String(49_152 + random.below(16_384)), ProcessId: `0x${random.below(65_536).toString(16)}` },
        ...{ IpAddress: `192.0.2.${String(1 + random.below(40))}`, LogonType: random.pick(["2", "3", "5"]), ...typed },
      });
      events.push({ ...one, time: { daysAgo: 1 + Math.floor(at / 1440), at: before(at).slice(11, 19) } });
    }
  },
  declare: () => logonFailures.format(everything),
};

const oldEnough = ["Security", "System"].map((channel) => entry(channel, 1100, 60_000, {}, EVENT_LOG));

export const logonFailuresStates: AreaStates = {
  area: logonFailures,
  crowd,
  findingsStand: true,
  declared,
  live,
  special: [
    failureCase("a quiet machine whose logs go back", { events: oldEnough }),
    failureCase("a log that may not be read", { eventLogs: { Security: { ...logs.Security, denied: true } } }),
    failureCase("a machine without a Security log", { eventLogs: {} }),
    failureCase("empty logs", { events: [] }),
    failureCase("no log of the System", { eventLogs: { Security: logs.Security }, events: oldEnough }),
    failureCase("more groups than an answer has room for", {
      events: Array.from({ length: 230 }, (_, at) =>
        failure(at, { WorkstationName: `SEAT-${String(at)}`, LogonType: "3" }),
      ),
    }),
    failureCase("names that no account has", {
      events: Array.from({ length: 40 }, (_, at) =>
        failure(at, { TargetUserName: `pass word ${String(at)}`, SubStatus: "0xc0000064" }),
      ),
    }),
  ],
};

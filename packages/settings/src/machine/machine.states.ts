import { ABSENT, TO_BE_CONFIRMED } from "@kijun/core";
import fc from "fast-check";

import { readingOf } from "../form/area-request.js";
import { machineCase } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry, RegistryValue } from "../form/windows-state.js";
import { machine } from "./machine.js";

const HKLM = "HKEY_LOCAL_MACHINE\\";
const WINDOWS = `${HKLM}SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion`;
const SERVICING = `${HKLM}SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing`;
const UPDATE = `${HKLM}SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate`;
const CONTROL = `${HKLM}SYSTEM\\CurrentControlSet\\Control`;
const CLOCK = "2026-01-15T00:00:00Z";

const text = (value: string): RegistryValue => ({ kind: "String", value });
const dword = (value: number): RegistryValue => ({ kind: "DWord", value });

/** Things of the registry that machines may have, each by itself. */
const traces: readonly Registry[] = [
  {
    [WINDOWS]: {
      EditionID: text("Professional"),
      DisplayVersion: text("24H2"),
    },
  },
  { [`${CONTROL}\\TimeZoneInformation`]: { TimeZoneKeyName: text("Tokyo Standard Time") } },
  { [`${SERVICING}\\RebootPending`]: {} },
  { [`${SERVICING}\\PackagesPending\\1`]: { Package: text("x") } },
  { [`${UPDATE}\\Auto Update\\RebootRequired`]: { "{A}": dword(1) } },
  { [`${UPDATE}\\Services\\Pending`]: {} },
  { [`${UPDATE}\\Services\\Pending\\{B}`]: {} },
  { [`${HKLM}SOFTWARE\\Microsoft\\Updates`]: { UpdateExeVolatile: dword(0) } },
  { [`${HKLM}SOFTWARE\\Microsoft\\Updates`]: { UpdateExeVolatile: dword(3) } },
  { [`${HKLM}SYSTEM\\CurrentControlSet\\Services\\Netlogon`]: { JoinDomain: text("JUKI") } },
  {
    [`${CONTROL}\\Session Manager`]: {
      PendingFileRenameOperations: { kind: "MultiString", value: ["\\??\\C:\\旧.dll", "!\\??\\C:\\x.dll"] },
    },
  },
  { [`${CONTROL}\\ComputerName\\ComputerName`]: { ComputerName: text("TERMINAL-02") } },
  { [`${CONTROL}\\ComputerName\\ActiveComputerName`]: { ComputerName: text("terminal-02") } },
  { [`${CONTROL}\\ComputerName\\ActiveComputerName`]: { ComputerName: text("TERMINAL-01") } },
];

const registry = fc
  .subarray([...traces])
  .map((parts) => parts.reduce<Registry>((all, part) => ({ ...all, ...part }), {}));

const drives = fc.dictionary(
  fc.constantFrom("C:", "D:"),
  fc.constantFrom(null, 0, 2 ** 30 - 1, 21.5 * 2 ** 30).map((freeBytes) => ({ freeBytes })),
);

const clusterGroups = fc.dictionary(
  fc.constantFrom("業務", "Cluster Group"),
  fc.record({ owner: fc.constantFrom("TERMINAL-01", "terminal-01", "CS-2"), state: fc.constantFrom(0, 1, 2, 3, 4, 7) }),
);

const live = fc
  .record({
    hardware: fc.constantFrom({}, { hardware: { manufacturer: "FUJITSU", model: "ESPRIMO D6012/N" } }),
    registry,
    drives,
    cluster: fc.option(clusterGroups, { nil: undefined }),
    clockAheadSeconds: fc.constantFrom(0, -3600),
  })
  .map(({ hardware, cluster, ...changes }): LiveState => ({
    changes: { clock: CLOCK, ...hardware, ...changes, ...(cluster === undefined ? {} : { clusterGroups: cluster }) },
  }));

const among = (...values: readonly unknown[]) => fc.constantFrom(...values, TO_BE_CONFIRMED);
const byName = (names: readonly string[], values: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), values, { minKeys: 1 });

function stateCase(name: string, changes: LiveState["changes"], declared: object): MachineCase {
  return machineCase(name, machine, { changes: { clock: CLOCK, ...changes } }, machine.format(declared));
}

const CLOCK_BOUNDS = { clockAheadSeconds: { atLeast: -60, atMost: 60 } };

export const machineStates: AreaStates = {
  area: machine,
  declared: fc.record(
    {
      manufacturer: among("FUJITSU"),
      model: among("ESPRIMO D6012/N", ABSENT),
      serialNumber: among("R9NR0001"),
      edition: among("Professional"),
      version: among("24H2", "at least 24H2", ABSENT),
      build: among({ atLeast: "22631.4391" }, "26100.1"),
      timeZone: among("Tokyo Standard Time"),
      clockAheadSeconds: among({ atLeast: -60, atMost: 60 }),
      freeGiB: byName(["C:", "D:", "E:"], among({ atLeast: 20 }, ABSENT)),
      restartPending: among("none"),
      renamesPending: among("none"),
      cluster: byName(["業務", "cluster group"], among("active", "standby", "active-or-standby", ABSENT)),
    },
    { requiredKeys: [] },
  ),
  live,
  special: [
    stateCase("a machine without a cluster", {}, { cluster: { 業務: "active-or-standby" } }),
    stateCase("a cluster whose group is gone", { clusterGroups: {} }, { cluster: { 業務: "active" } }),
    stateCase(
      "a disk that is not ready",
      { drives: { "C:": { freeBytes: null } } },
      { freeGiB: { "C:": { atLeast: 20 } } },
    ),
    stateCase(
      "a serial number that the firmware pads",
      { serialNumber: "R9NR0001" },
      { serialNumber: "R9NR0001", manufacturer: "FUJITSU" },
    ),
    stateCase("a registry without anything", { registry: {} }, { build: "26100.1", restartPending: "none" }),
    stateCase("nothing declared", {}, {}),
    {
      ...stateCase("a machine that is asked without a line", {}, CLOCK_BOUNDS),
      areas: [readingOf(machine, machine.format(CLOCK_BOUNDS), null)],
    },
  ],
};

import { TO_BE_CONFIRMED } from "@kijun/core";

import type { EventState } from "../form/event-store.live.js";
import { machineCase } from "../form/machine-states.js";
import type { LiveState, MachineCase } from "../form/machine-states.js";
import { probeStates } from "../form/probe/probe-states.js";
import { processAt } from "../form/process-store.live.js";
import { vendorSoftware } from "./vendor-software.js";

const NAMES = ["版", "service", "更新タスク", "log", "port"];
const FOLDER = "C:\\Program Files\\Kijun Simulated Vendor";
const SHA256 = "ab".repeat(32);

function probeCase(name: string, changes: LiveState["changes"], probes: Readonly<Record<string, object>>): MachineCase {
  const asked = Object.entries(probes).map(([each, probe]) => [each, { ...probe, expect: TO_BE_CONFIRMED }]);
  const desired = vendorSoftware.format({ "Backup 製品": Object.fromEntries(asked) as object });
  return machineCase(name, vendorSoftware, { changes }, desired);
}

const event = (provider: string, id: number, time: string): EventState => ({
  ...{ channel: "Application", provider, id, time },
  data: { Mode: "block", 利用者: "<gyomu> & 'x'" },
});
const log = {
  ...{ probe: "text-log", file: "C:\\Log\\juki*.log", encoding: "cp932" },
  ...{ pattern: "^(?<time>\\S+) (?<value>\\w+)", example: "2025-06-01 ok", timeFormat: "yyyy-MM-dd" },
};
const running = { startMode: "Auto", delayed: false, state: "Running", account: null } as const;
const command = { probe: "command", exe: `${FOLDER}\\state.exe`, sha256: SHA256, timeoutSeconds: 5 };

export const vendorSoftwareStates = probeStates(
  vendorSoftware,
  ["Backup 製品", "UPS"].flatMap((product) => NAMES.map((name) => ({ path: [product, name] }))),
  [
    probeCase(
      "a key that has nothing but keys below it, and its default value",
      { registry: { "HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\A\\B": { "": { kind: "String", value: "default" } } } },
      {
        parent: { probe: "registry", key: "HKLM\\SOFTWARE\\Vendor\\A" },
        default: { probe: "registry", key: "HKLM\\SOFTWARE\\VENDOR\\a\\b", value: "" },
        none: { probe: "registry", key: "HKLM\\SOFTWARE\\Vendor\\B" },
      },
    ),
    probeCase(
      "names in another case",
      {
        services: { OracleServiceJUKI: running },
        probed: { files: { [`${FOLDER}\\A.EXE`]: { version: "1.2.3.4" } } },
        processes: { "600": processAt(`${FOLDER}\\A.EXE`) },
      },
      {
        service: { probe: "service", service: "ORACLESERVICEjuki", read: "state" },
        account: { probe: "service", service: "OracleServiceJUKI", read: "account" },
        file: { probe: "file", file: `${FOLDER.toLowerCase()}\\a.exe`, read: "version" },
        path: { probe: "process", image: `${FOLDER.toUpperCase()}\\a.exe` },
        name: { probe: "process", image: "a.exe" },
      },
    ),
    probeCase(
      "an account without a profile, and one that nobody knows",
      { probed: { accounts: { gyomu: "S-1-5-21-9-9-9-1001" } } },
      {
        profile: { probe: "registry", key: "HKCU\\Software\\Vendor", value: "X", user: "gyomu" },
        account: { probe: "registry", key: "HKCU\\Software\\Vendor", value: "X", user: "hoshu" },
      },
    ),
    probeCase(
      "events of others, of long ago, and with other data",
      {
        eventLogs: { Application: { enabled: true, maximumSizeBytes: 1_048_576, mode: 0 } },
        events: [
          event("Vendor", 1, "2025-06-01T00:00:00.500Z"),
          event("Vendor", 2, "2025-07-01T00:00:00Z"),
          event("Another", 1, "2025-08-01T00:00:00Z"),
          event("Vendor", 1, "2001-01-01T00:00:00Z"),
        ],
      },
      {
        all: { probe: "event-log", channel: "application", days: 3_000, read: "count" },
        one: { probe: "event-log", channel: "Application", provider: "Vendor", ids: [1], days: 3_000, read: "last" },
        some: { probe: "event-log", channel: "Application", ids: [1, 2], days: 3_000, read: "count" },
        data: { probe: "event-log", channel: "Application", data: { Mode: "log" }, days: 3_000, read: "last" },
      },
    ),
    probeCase(
      "a log in several files, the newest without a match, and times that are none",
      {
        probed: {
          files: {
            "C:\\Log\\juki1.log": { written: "2025-06-01T00:00:00Z", lines: ["2025-06-01 old", "2025-06-02 older"] },
            "C:\\Log\\juki2.log": { written: "2025-06-03T00:00:00Z", lines: ["-", "業務"] },
            "C:\\Log\\juki3.log": { written: "2025-06-02T00:00:00Z", lines: ["2025-02-30 bad"] },
            "C:\\Log\\juki\\4.log": { written: "2025-06-09T00:00:00Z", lines: ["2025-06-09 deep"] },
          },
        },
      },
      {
        count: { ...log, read: "count" },
        value: { ...log, read: "value" },
        last: { ...log, read: "last" },
        one: { ...log, file: "C:\\Log\\juki1.log", read: "last" },
        none: { ...log, file: "C:\\Log\\other.log", read: "last" },
      },
    ),
    probeCase(
      "a file that nobody may open, and a program that is another one than is allowed",
      {
        probed: {
          files: {
            [`${FOLDER}\\guarded.sys`]: { denied: true },
            [`${FOLDER}\\state.exe`]: { sha256: "cd".repeat(32) },
          },
        },
      },
      {
        presence: { probe: "file", file: `${FOLDER}\\guarded.sys`, read: "presence" },
        version: { probe: "file", file: `${FOLDER}\\guarded.sys`, read: "version" },
        signer: { probe: "file", file: `${FOLDER}\\guarded.sys`, read: "publisher" },
        command: { ...command, read: "exit-code" },
      },
    ),
    probeCase(
      "a program that says something, and a port that several programs listen on",
      {
        probed: {
          files: {
            [`${FOLDER}\\state.exe`]: {
              sha256: SHA256,
              runs: [{ arguments: "-q", exitCode: 0, output: "版=3.6\r\nmode=block\r\n" }],
            },
          },
        },
        processes: { "8": processAt("tnslsnr.exe"), "12": processAt("TNSLSNR.EXE"), "16": processAt("other.exe") },
        listeners: {
          first: { protocol: "tcp", port: 1521, address: "0.0.0.0", processId: 8 },
          second: { protocol: "tcp", port: 1521, address: "::", processId: 12 },
          third: { protocol: "tcp", port: 1521, address: "127.0.0.1", processId: 8 },
          gone: { protocol: "tcp", port: 1521, address: "192.0.2.7", processId: 20 },
          other: { protocol: "udp", port: 1521, address: "0.0.0.0", processId: 16 },
        },
      },
      {
        output: {
          ...{ ...command, arguments: "-q", read: "output" },
          ...{ pattern: "mode=(?<value>\\w+)", example: "mode=log" },
        },
        without: { ...command, read: "exit-code" },
        listeners: { probe: "port", protocol: "tcp", port: 1521, read: "process" },
      },
    ),
    machineCase("nothing declared", vendorSoftware, { changes: {} }, {}),
  ],
);

import { ABSENT } from "@kijun/core";

import type { Expectation } from "./probe-expectation.js";
import type { Probe } from "./probe-kinds.js";

/** Where probes may look in the states of areas; no two of them share a place. */
export interface Place {
  readonly probe: Probe;
  readonly expects: readonly [Expectation, ...Expectation[]];
  /** What machines may hold there. */
  readonly finds: readonly (string | number)[];
}

const KEY = "SOFTWARE\\Kijun Simulated Vendor\\試験";
const FOLDER = "C:\\Program Files\\Kijun Simulated Vendor";
const SHA256 = "0123456789abcdef".repeat(4);
/** A user who is logged on. */
export const PERSON = "S-1-5-21-1-2-3-1001";
const log = (
  name: string,
): Pick<Extract<Probe, { probe: "text-log" }>, "file" | "encoding" | "pattern" | "example"> => ({
  file: `C:\\ProgramData\\Kijun Simulated Vendor\\${name}*.log`,
  encoding: "utf-8",
  pattern: "^(?<time>\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d) 適用 (?<value>\\S+)$",
  example: "2025/06/01 09:00:00 適用 標準",
});
const timeFormat = "yyyy/MM/dd HH:mm:ss";
const TIMES = ["2025-06-01T00:00:00Z", "2025-10-15T03:04:05Z"] as const;
const command = { probe: "command", sha256: SHA256, timeoutSeconds: 10 } as const;
const events = { probe: "event-log", channel: "Kijun Simulated Vendor/業務", days: 3_000 } as const;
/** A value of the registry of the machine. */
export const dword = (name: string): Probe => ({ probe: "registry", key: `HKLM\\${KEY}`, value: name });
const ofUser = (user: string, value: string): Probe => ({ probe: "registry", key: `HKCU\\${KEY}`, value, user });

/** Every kind of probe, with what may be declared and found at a place of its own. */
export const places: readonly Place[] = [
  { probe: dword("Number"), expects: [1, { atLeast: 1 }, { atMost: 5 }, ABSENT], finds: [0, 1, 4_294_967_295] },
  {
    probe: dword("Text"),
    expects: ["block", "日本語 の値", "", "C:\\x 'y'", "at"],
    finds: ["block", "absent", "改行\nあり"],
  },
  {
    probe: { ...dword("Typed"), probe: "registry", key: `HKLM\\${KEY}`, type: "DWord" },
    expects: [7],
    finds: [7, "7"],
  },
  { probe: { probe: "registry", key: `HKLM\\${KEY}\\Sub` }, expects: ["present", ABSENT], finds: ["present"] },
  { probe: ofUser("every", "Everybody"), expects: [1, ABSENT], finds: [1, 2] },
  { probe: ofUser(PERSON, "Person"), expects: [1, { atLeast: 2 }], finds: [1] },
  { probe: ofUser("Gyomu", "Account"), expects: [1, ABSENT], finds: [1, "x"] },
  { probe: ofUser("nobody", "Unknown"), expects: [1], finds: [] },
  {
    probe: { probe: "uninstall", entry: "{F-1}", read: "version" },
    expects: [{ atLeast: "3.4" }, ABSENT],
    finds: ["3.10.0", "3.3"],
  },
  {
    probe: { probe: "uninstall", entry: "模擬", view: "32-bit", read: "publisher" },
    expects: ["Kijun, Inc."],
    finds: ["Kijun, Inc."],
  },
  {
    probe: { probe: "service", service: "KijunVendor1", read: "state" },
    expects: ["Running", ABSENT],
    finds: ["Running", "Stopped"],
  },
  {
    probe: { probe: "service", service: "KijunVendor2", read: "start" },
    expects: ["Auto", "Disabled"],
    finds: ["Manual"],
  },
  {
    probe: { probe: "service", service: "KijunVendor3", read: "account" },
    expects: ["LocalSystem"],
    finds: [".\\業務"],
  },
  {
    probe: { probe: "service", service: "KijunVendor4", read: "path" },
    expects: ['"C:\\a b\\c.exe" -k'],
    finds: ["x.exe"],
  },
  {
    probe: { probe: "driver", driver: "KijunFilter", read: "state" },
    expects: ["Running", ABSENT],
    finds: ["Stopped"],
  },
  {
    probe: { probe: "file", file: `${FOLDER}\\a.exe`, read: "presence" },
    expects: ["present", ABSENT],
    finds: ["present"],
  },
  {
    probe: { probe: "file", file: `${FOLDER}\\b.exe`, read: "version" },
    expects: ["3.6.1.0", { atLeast: 3 }],
    finds: ["2.9.9.9"],
  },
  { probe: { probe: "file", file: `${FOLDER}\\c.exe`, read: "sha256" }, expects: [SHA256], finds: ["f".repeat(64)] },
  { probe: { probe: "file", file: `${FOLDER}\\d.exe`, read: "publisher" }, expects: ["Kijun, Inc."], finds: ["Other"] },
  { probe: { probe: "file", file: `${FOLDER}\\e.exe`, read: "thumbprint" }, expects: ["AB12"], finds: ["AB13"] },
  { probe: { probe: "process", image: `${FOLDER}\\run.exe` }, expects: [1, { atLeast: 1 }, 0], finds: [2] },
  { probe: { probe: "process", image: "alone.exe" }, expects: [1], finds: [1] },
  {
    probe: { probe: "scheduled-task", task: "\\Kijun\\更新", read: "state" },
    expects: ["enabled", ABSENT],
    finds: ["disabled"],
  },
  { probe: { probe: "scheduled-task", task: "\\Kijun 2", read: "last-result" }, expects: [0], finds: [0, 267_011] },
  { probe: { probe: "scheduled-task", task: "\\Kijun 3", read: "account" }, expects: ["S-1-5-18"], finds: ["業務"] },
  { probe: { ...events, ids: [1116, 1117], read: "count" }, expects: [0, { atMost: 3 }], finds: [0, 2] },
  {
    probe: { ...events, ids: [7], data: { 状態: "適用" }, read: "last" },
    expects: [TIMES[1], { atLeast: TIMES[0] }],
    finds: [TIMES[0]],
  },
  { probe: { ...events, channel: "Kijun None", provider: "P", read: "count" }, expects: [ABSENT, 0], finds: [] },
  { probe: { probe: "text-log", ...log("count"), read: "count" }, expects: [2, { atLeast: 1 }, ABSENT], finds: [0, 1] },
  {
    probe: { probe: "text-log", ...log("last"), timeFormat, read: "last" },
    expects: [{ atLeast: TIMES[0] }, TIMES[1]],
    finds: [TIMES[0], ABSENT],
  },
  {
    probe: { probe: "text-log", ...log("age"), timeFormat, read: "age-days" },
    expects: [{ atMost: 30 }],
    finds: [3, 400],
  },
  { probe: { probe: "text-log", ...log("value"), read: "value" }, expects: ["標準", "緩和"], finds: ["緩和"] },
  {
    probe: { probe: "port", protocol: "tcp", port: 1521, read: "state" },
    expects: ["not-listening", "listening"],
    finds: ["listening"],
  },
  {
    probe: { probe: "port", protocol: "udp", port: 3052, read: "process" },
    expects: ["pcns.exe", ABSENT],
    finds: ["other.exe"],
  },
  {
    probe: {
      ...command,
      exe: `${FOLDER}\\state.exe`,
      arguments: "-q",
      read: "exit-code",
      words: { "0": "on", "3": "off" },
    },
    expects: ["on", "off", ABSENT],
    finds: [0, 3, 9],
  },
  {
    probe: {
      ...command,
      exe: `${FOLDER}\\mode.exe`,
      read: "output",
      pattern: "mode=(?<value>\\w+)",
      example: "mode=block",
    },
    expects: ["block", ABSENT],
    finds: ["log"],
  },
];

import { ABSENT } from "@kijun/core";

import { clockOf } from "../form/event-store.live.js";
import { textMeeting } from "../form/probe/met-expectation.live.js";
import { parseExpectation } from "../form/probe/probe-expectation.js";
import type { Range } from "../form/probe/probe-expectation.js";
import { deleteRegistryValue, isSameName, registryKey, setRegistryValue } from "../form/windows-state.js";
import type { Registry, WindowsState } from "../form/windows-state.js";
import { CURRENT_VERSION, TIME_ZONE } from "./machine-facts.js";
import { EITHER } from "./machine-schema.js";
import { RESTART_PLACES } from "./restart-signals.js";

/** Changes a fact of a machine to one that meets a line. */
export function bringAboutFact(machine: WindowsState, property: string, name: string, line: string): void {
  const text = textMeeting(line);
  switch (property) {
    case "manufacturer":
    case "model":
      machine.hardware = { manufacturer: "", model: "", ...machine.hardware, [property]: text ?? "" };
      return;
    case "serialNumber":
      machine.serialNumber = text ?? "";
      return;
    case "build":
      machine.build = text ?? "";
      return;
    case "clockAheadSeconds":
      machine.clockAheadSeconds = (machine.clockAheadSeconds ?? 0) + between(line) - aheadOf(machine);
      return;
    case "freeGiB":
      machine.drives = { ...machine.drives, [name]: { freeBytes: text === undefined ? null : Number(text) * 2 ** 30 } };
      return;
    case "cluster":
      putGroup(machine, name, line);
      return;
    case "restartPending":
    case "renamesPending":
      endPending(machine.registry, property === "renamesPending");
      return;
    default:
      putWindows(machine.registry, property, text);
  }
}

function aheadOf(machine: WindowsState): number {
  return Math.round((clockOf(machine) - Date.now()) / 1000);
}

/** Well within the bounds: time passes until the machine is asked. */
function between(line: string): number {
  const { atLeast, atMost } = parseExpectation(line) as Range;
  const [from, until] = [Number(atLeast ?? Number(atMost) - 200), Number(atMost ?? Number(atLeast) + 200)];
  return Math.round((from + until) / 2);
}

function putGroup(machine: WindowsState, name: string, line: string): void {
  const groups = (machine.clusterGroups ??= {});
  const stored = Object.keys(groups).find((each) => isSameName(each, name)) ?? name;
  const owner = line === "standby" ? "another node" : machine.computerName;
  if (line === ABSENT) Reflect.deleteProperty(groups, stored);
  else groups[stored] = { owner: line === EITHER ? (groups[stored]?.owner ?? owner) : owner, state: 0 };
}

const HKLM = "HKEY_LOCAL_MACHINE\\";

/** The machine starts again; what else stands in the keys of Windows' own stays. */
function endPending(registry: Registry, renames: boolean): void {
  for (const [key, names] of Object.entries(RESTART_PLACES) as [string, readonly string[]][]) {
    if (names.some((value) => value.startsWith("PendingFile")) !== renames || key.endsWith("\\ComputerName")) continue;
    const isMeant = (path: string): boolean => {
      const [folded, whole] = [path.toLowerCase(), `${HKLM}${key}`.toLowerCase()];
      return folded.startsWith(`${whole}\\`) || folded === whole;
    };
    if (names.length === 0)
      for (const path of Object.keys(registry).filter(isMeant)) Reflect.deleteProperty(registry, path);
    for (const name of names) deleteRegistryValue(registry, HKLM + key, name);
  }
  const names = "SYSTEM\\CurrentControlSet\\Control\\ComputerName";
  const next = registryKey(registry, `${HKLM}${names}\\ComputerName`)?.["ComputerName"];
  if (!renames && next !== undefined)
    setRegistryValue(registry, `${HKLM}${names}\\ActiveComputerName`, "ComputerName", next);
}

const NAMES: { readonly [property: string]: readonly [key: string, ...names: [string, ...string[]]] } = {
  edition: [CURRENT_VERSION, "EditionID"],
  version: [CURRENT_VERSION, "DisplayVersion", "ReleaseId"],
  timeZone: [TIME_ZONE, "TimeZoneKeyName"],
};

function putWindows(registry: Registry, property: string, text: string | undefined): void {
  const [key = "", first = "", ...others] = NAMES[property] ?? [];
  for (const name of [first, ...others]) deleteRegistryValue(registry, HKLM + key, name);
  if (text !== undefined) setRegistryValue(registry, HKLM + key, first, { kind: "String", value: text });
}

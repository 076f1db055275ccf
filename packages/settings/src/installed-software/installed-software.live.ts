import { z } from "zod";

import { failureOf, valueUnknown } from "../form/live-form.js";
import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsRequest } from "../form/setting-area.js";
import { openProfiles } from "../form/user-profiles.live.js";
import { deleteRegistryValue, isSameName, registryValue, setRegistryValue } from "../form/windows-state.js";
import type { Registry, WindowsState } from "../form/windows-state.js";
import { isHidden } from "./installed-software.js";
import { addShippedPrograms } from "./shipped-programs.live.js";

/** A list of programs: where it stands, and the place by which facts name it. */
interface UninstallList {
  readonly place: string;
  readonly registry: Registry;
  readonly key: string;
}

const requestSchema = z.object({ names: z.array(z.string()), others: z.boolean() });
const programSchema = z.object({
  Publisher: z.string().optional(),
  DisplayVersion: z.string().optional(),
  SystemComponent: z.boolean().optional(),
});
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), programSchema])),
  keep: z.array(z.string()).optional(),
});

export const installedSoftwareLive: LiveForm = {
  area: "installed-software",
  read(machine, request) {
    const { names, others: all } = requestSchema.parse(request);
    const programs: Record<string, Record<string, WindowsRequest>> = Object.fromEntries(
      names.map((name) => [name, {}]),
    );
    const others: Record<string, Record<string, WindowsRequest>> = {};
    for (const list of listsOf(machine)) {
      for (const stored of namesIn(list)) {
        const asked = sameName(Object.keys(programs), stored);
        if (asked === undefined && !all) continue;
        const found = asked === undefined ? others : programs;
        (found[asked ?? sameName(Object.keys(others), stored) ?? stored] ??= {})[list.place] = factOf(list, stored);
      }
    }
    const failures = Object.fromEntries(unreadProfiles(machine).map(({ key, failure }) => [key, { ...failure }]));
    return { programs, others, failures };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    for (const [name, wanted] of Object.entries(entries))
      if (wanted === "absent") remove(machine, (stored) => isSameName(stored, name));
      else writeProgram(machine, name, wanted);
    if (keep !== undefined)
      remove(machine, (stored, list) => sameName(keep, stored) === undefined && !isHiddenIn(list, stored));
    const unread = unreadProfiles(machine).filter(({ failure: { code } }) => code !== "PROFILE_MISSING");
    const written = [...Object.keys(entries), ...(keep === undefined ? [] : ["*"])];
    return written.flatMap((key) =>
      unread.map(({ failure }): WriteFailure => ({ key, code: failure.code, detail: failure.detail })),
    );
  },
  furnish(machine, origin: UsedMachineOrigin) {
    addShippedPrograms(machine, origin, new SeededRandom(origin.seed, "installed software"));
  },
};

function listsOf(machine: WindowsState): UninstallList[] {
  const hives = openProfiles(machine).flatMap((profile) => ("hive" in profile ? [profile] : []));
  return [
    ...viewsOf("machine", machine.registry, "HKEY_LOCAL_MACHINE\\"),
    ...hives.flatMap(({ key, hive }) => viewsOf(key, hive, "")),
  ];
}

function viewsOf(place: string, registry: Registry, root: string): UninstallList[] {
  const key = (software: string): string => `${root}${software}\\Microsoft\\Windows\\CurrentVersion\\Uninstall`;
  return [
    { place, registry, key: key("SOFTWARE") },
    { place: `${place} 32-bit`, registry, key: key("SOFTWARE\\WOW6432Node") },
  ];
}

function unreadProfiles(machine: WindowsState) {
  return openProfiles(machine).flatMap((profile) => ("failure" in profile ? [profile] : []));
}

/** The names of the keys below a list, also of those that hold nothing but further keys. */
function namesIn({ registry, key }: UninstallList): string[] {
  const prefix = `${key}\\`.toLowerCase();
  const names = Object.keys(registry)
    .filter((path) => path.toLowerCase().startsWith(prefix))
    .map((path) => path.slice(prefix.length).split("\\")[0] ?? "");
  return names.filter((name, index) => names.findIndex((other) => isSameName(other, name)) === index);
}

function factOf(list: UninstallList, name: string): WindowsRequest {
  try {
    return entryOf(list, name);
  } catch (error) {
    return { failure: { ...failureOf(error) } };
  }
}

/** Throws {@link AreaFailure} for the first value, by name, that is of another type. */
function entryOf({ registry, key }: UninstallList, name: string) {
  const path = `${key}\\${name}`;
  const text = (value: string): string => textOf(registry, path, value);
  const entry = {
    DisplayName: text("DisplayName"),
    DisplayVersion: text("DisplayVersion"),
    ParentKeyName: text("ParentKeyName"),
    Publisher: text("Publisher"),
  };
  const component = registryValue(registry, path, "SystemComponent");
  if (component !== undefined && component.kind !== "DWord") throw valueUnknown(path, "SystemComponent");
  return { ...entry, SystemComponent: component?.value === 1 };
}

function textOf(registry: Registry, key: string, name: string): string {
  const stored = registryValue(registry, key, name);
  if (stored === undefined) return "";
  if (stored.kind !== "String" && stored.kind !== "ExpandString") throw valueUnknown(key, name);
  return String(stored.value);
}

function isHiddenIn(list: UninstallList, name: string): boolean {
  const fact = factOf(list, name);
  return !("failure" in fact) && isHidden(entryOf(list, name));
}

/** Changes a program wherever it is installed, or installs it for the whole machine. */
function writeProgram(machine: WindowsState, name: string, wanted: z.output<typeof programSchema>): void {
  const lists = listsOf(machine);
  const holders = lists.filter((list) => sameName(namesIn(list), name) !== undefined);
  for (const { registry, key } of holders.length > 0 ? holders : lists.slice(0, 1)) {
    const path = `${key}\\${name}`;
    const set = (value: string, data: string): void => {
      setRegistryValue(registry, path, value, { kind: "String", value: data });
    };
    const { Publisher, DisplayVersion, SystemComponent } = wanted;
    if (holders.length === 0) set("DisplayName", name);
    if (Publisher !== undefined) set("Publisher", Publisher);
    if (DisplayVersion !== undefined) set("DisplayVersion", DisplayVersion);
    if (SystemComponent === undefined) continue;
    if (textOf(registry, path, "DisplayName") === "") set("DisplayName", name);
    deleteRegistryValue(registry, path, "ParentKeyName");
    setRegistryValue(registry, path, "SystemComponent", { kind: "DWord", value: SystemComponent ? 1 : 0 });
  }
}

function remove(machine: WindowsState, isGone: (name: string, list: UninstallList) => boolean): void {
  for (const list of listsOf(machine)) {
    const gone = namesIn(list).filter((name) => isGone(name, list));
    const folded = gone.map((name) => `${list.key}\\${name}`.toLowerCase());
    for (const path of Object.keys(list.registry))
      if (folded.some((key) => path.toLowerCase() === key || path.toLowerCase().startsWith(`${key}\\`)))
        Reflect.deleteProperty(list.registry, path);
  }
}

function sameName(names: readonly string[], name: string): string | undefined {
  return names.find((candidate) => isSameName(candidate, name));
}

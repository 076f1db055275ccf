import { DEFAULT_PROFILE } from "@kijun/settings/live";
import type { Registry, RegistryValue, UserProfile, WindowsState } from "@kijun/settings/live";

const CURRENT_VERSION = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

/** Where the stub of reg.exe keeps the hives that are not loaded, by SID. */
const HIVE_FILES = "HKEY_CURRENT_CONFIG\\Hives";

/** The whole registry that Windows shows of a modelled machine, with the files of hives that are not loaded. */
export function windowsRegistry(machine: WindowsState): Registry {
  const [build = "", revision = ""] = machine.build.split(".");
  const registry: Registry = {
    ...machine.registry,
    "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography": { MachineGuid: text(machine.machineGuid) },
    [CURRENT_VERSION]: {
      ...machine.registry[CURRENT_VERSION],
      ...{ CurrentBuildNumber: text(build), UBR: { kind: "DWord", value: Number(revision) } },
    },
    [`${CURRENT_VERSION}\\ProfileList`]: {},
  };
  for (const profile of machine.profiles) addProfile(registry, profile);
  return registry;
}

function addProfile(registry: Registry, profile: UserProfile): void {
  const path: RegistryValue = { kind: "ExpandString", value: profile.path };
  if (profile.sid === DEFAULT_PROFILE) registry[`${CURRENT_VERSION}\\ProfileList`] = { Default: path };
  else
    registry[`${CURRENT_VERSION}\\ProfileList\\${profile.sid}`] = profile.path === "" ? {} : { ProfileImagePath: path };
  const root = profile.loaded ? `HKEY_USERS\\${profile.sid}` : `${HIVE_FILES}\\${profile.sid}`;
  registry[root] = {};
  for (const [key, values] of Object.entries(profile.hive)) registry[`${root}\\${key}`] = values;
}

function text(value: string): RegistryValue {
  return { kind: "String", value };
}

/** A registry as the engine's emulation keeps it in its file: a QWORD is a number. */
export function registryFileText(registry: Registry): string {
  return JSON.stringify(registry, (_name, value: unknown) =>
    isQWord(value) ? { ...value, value: Number(value.value) } : value,
  );
}

function isQWord(value: unknown): value is { kind: "QWord"; value: unknown } {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "QWord";
}

/**
 * A registry's values by key and name for comparison. Windows compares names without case and an empty key says
 * nothing; hives of other sessions are no part of the machine's state.
 */
export function comparableRegistry(fileText: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [key, entries] of Object.entries(JSON.parse(fileText) as Registry)) {
    if (key.startsWith("HKEY_USERS\\kijun-")) continue;
    for (const [name, { kind, value }] of Object.entries(entries)) {
      const data = kind === "DWord" ? Number(value) >>> 0 : value;
      values.set(`${key}\\${name}`.toLowerCase(), `${kind} ${JSON.stringify(data)}`);
    }
  }
  return new Map([...values].sort(([left], [right]) => (left < right ? -1 : 1)));
}

import type { JsonValue } from "./setting-area.js";

/** A registry value as Windows holds it; a QWORD is a decimal string, binary data is base64. */
export interface RegistryValue {
  readonly kind: "String" | "ExpandString" | "DWord" | "QWord" | "Binary" | "MultiString";
  readonly value: string | number | readonly string[];
}

/** Registry values by full key path (`HKEY_LOCAL_MACHINE\SOFTWARE\…`) and value name. */
export type Registry = Record<string, Record<string, RegistryValue>>;

/** Stands for the SID in the profile that new users start from; every machine has it. */
export const DEFAULT_PROFILE = "default";

/** One user profile of the machine, as ProfileList knows it: ProfileList holds these profiles and no others. */
export interface UserProfile {
  /** The SID, or {@link DEFAULT_PROFILE}. */
  readonly sid: string;
  /** `ProfileImagePath`; the folder's name need not be the account's name. Empty where the entry has lost it. */
  readonly path: string;
  /** Logged on: the hive stands in HKEY_USERS under the SID. */
  loaded: boolean;
  /** Another process holds the hive file, so that it cannot be loaded. */
  locked: boolean;
  /** The folder is gone, as after an account was removed by hand; its entry in ProfileList stayed. */
  readonly missing?: boolean;
  /** The user's own registry, keys relative to the hive's root; the same keys whether loaded or not. */
  hive: Registry;
}

/** A network adapter and what it is connected to. */
export interface NetworkInterface {
  readonly index: number;
  readonly addresses: readonly {
    readonly address: string;
    readonly prefix: number;
    /** AddressState: 4 preferred, which it is unless said otherwise; 2 duplicate, another machine has it. */
    readonly state?: number;
  }[];
  /** NetworkCategory: 0 public, 1 private, 2 domain; absent where the adapter is connected to no network. */
  readonly category?: number;
}

/** The network of a machine as Windows shows it. */
export interface NetworkState {
  readonly interfaces: readonly NetworkInterface[];
  /** Established TCP connections. */
  readonly connections: readonly {
    readonly localAddress: string;
    readonly localPort: number;
    readonly remoteAddress: string;
  }[];
}

/**
 * A modelled Windows machine: what its settings are stored in, as far as the areas need it. Plain JSON, so that it
 * survives a restart of the simulated fleet and can be handed to the PowerShell engine. A store that one area alone knows is
 * an optional field that the area's live form adds to this interface.
 */
export interface WindowsState {
  computerName: string;
  machineGuid: string;
  serialNumber: string;
  build: string;
  locale: "ja-JP" | "en-US";
  registry: Registry;
  /** Keys of the security policy's `[System Access]` section as secedit exports them. */
  securityPolicy: Record<string, string | number>;
  /** Keys of the section `[Privilege Rights]`: the SIDs that hold a right, `*S-1-5-32-544,*S-1-5-19`. */
  privilegeRights?: Record<string, string>;
  profiles: UserProfile[];
  /** Absent on a machine whose network nothing asks for. */
  network?: NetworkState;
}

/** The values of a key, compared without case as Windows does; undefined when the key does not exist. */
export function registryKey(registry: Registry, path: string): Record<string, RegistryValue> | undefined {
  return namedValue(registry, path);
}

/** One value of a key, the name compared without case; undefined when key or value do not exist. */
export function registryValue(registry: Registry, path: string, name: string): RegistryValue | undefined {
  return namedValue(registryKey(registry, path) ?? {}, name);
}

/** The data of a value as .NET answers it and JSON carries it: binary data as a list of bytes. */
export function registryData({ kind, value }: RegistryValue): JsonValue {
  if (kind === "Binary") return [...Buffer.from(String(value), "base64")];
  return kind === "QWord" ? Number(value) : value;
}

/** Writes one value, creating the key; an existing name keeps its case. */
export function setRegistryValue(registry: Registry, path: string, name: string, value: RegistryValue): void {
  const key = registryKey(registry, path) ?? (registry[path] = {});
  key[storedName(key, name) ?? name] = value;
}

/** Removes one value if it is there. */
export function deleteRegistryValue(registry: Registry, path: string, name: string): void {
  const key = registryKey(registry, path);
  const stored = key === undefined ? undefined : storedName(key, name);
  if (key !== undefined && stored !== undefined) Reflect.deleteProperty(key, stored);
}

/** What a map of named things holds under a name, compared without case as Windows does. */
export function namedValue<Value>(map: { readonly [name: string]: Value }, name: string): Value | undefined {
  const stored = storedName(map, name);
  return stored === undefined ? undefined : map[stored];
}

/** The name as it is stored. A fleet looks up a hundred thousand names, so lengths are compared before letters. */
function storedName(map: Readonly<Record<string, unknown>>, name: string): string | undefined {
  if (Object.hasOwn(map, name)) return name;
  const folded = name.toLowerCase();
  return Object.keys(map).find((stored) => stored.length === name.length && stored.toLowerCase() === folded);
}

/** Whether two names are one, as Windows compares them. */
export function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Whether a value is stored with this kind and data. */
export function isSameValue(stored: RegistryValue | undefined, wanted: RegistryValue): boolean {
  return stored?.kind === wanted.kind && JSON.stringify(stored.value) === JSON.stringify(wanted.value);
}

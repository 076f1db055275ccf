import { AreaFailure, valueUnknown } from "../form/live-form.js";
import type { Failure } from "../form/live-form.js";
import {
  deleteRegistryValue,
  namedValue,
  registryData,
  registryKey,
  registryValue,
  setRegistryValue,
} from "../form/windows-state.js";
import type { Registry, RegistryValue, WindowsState } from "../form/windows-state.js";
import type { JsonValue } from "../form/setting-area.js";
import type { AutorunPlace } from "./autorun-places.js";
import { isSameName } from "../form/windows-state.js";

/** The files of a startup folder by name, each with the command that its shortcut stands for. */
export interface StartupFolder {
  readonly files: Record<string, string>;
  /** Nobody may list it. */
  readonly denied?: true;
}

/** A consumer of WMI events by its class. */
export interface WmiConsumer {
  readonly class: "CommandLineEventConsumer" | "ActiveScriptEventConsumer" | "NTEventLogEventConsumer";
  readonly command: string;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** By path. */
    startupFolders?: Record<string, StartupFolder>;
    /** Of the namespace root/subscription, by name. */
    wmiConsumers?: Record<string, WmiConsumer>;
  }
}

/** Where the entries of a place are: the machine, and the registry and folder of the machine itself or of a user. */
export interface AutorunStore {
  readonly machine: WindowsState;
  readonly registry: Registry;
  /** Stands before the keys of the place; `HKEY_LOCAL_MACHINE\` for the machine. */
  readonly root: string;
  /** Undefined for the machine, empty where the profile has lost it. */
  readonly profileFolder?: string;
}

export interface StoredAutorun {
  readonly name: string;
  readonly data: JsonValue;
  readonly state?: number;
  /** Why nobody can say what starts, or whether it does. */
  readonly failure?: Failure;
}

/** An entry with the value beside it that switches it. */
interface FoundAutorun {
  readonly name: string;
  readonly data: JsonValue;
  readonly beside?: RegistryValue | undefined;
}

/** What starts from a place, as the PowerShell finds it. Throws {@link AreaFailure} where the place cannot be read. */
export function storedAutoruns(store: AutorunStore, place: AutorunPlace): StoredAutorun[] {
  const approved = place.approved === undefined ? {} : (registryKey(store.registry, store.root + place.approved) ?? {});
  return found(store, place)
    .filter(({ data }) => data !== "" && !(Array.isArray(data) && data.length === 0))
    .map(({ name, data, beside }) => ({
      ...{ name: name === "" ? "(default)" : name, data },
      ...(typeof data === "string" ? stateOf(namedValue(approved, name), beside) : unknown("no text")),
    }));
}

function found(store: AutorunStore, place: AutorunPlace): FoundAutorun[] {
  const { machine, registry, root } = store;
  const key = root + place.key;
  const values = registryKey(registry, key) ?? {};
  const [first = ""] = place.values;
  switch (place.kind) {
    case "values":
      return Object.entries(values).map(([name, value]) => ({ name, data: registryData(value) }));
    case "named":
      return place.values.flatMap((name) => {
        const value = namedValue(values, name);
        return value === undefined ? [] : [{ name, data: registryData(value), beside: besideIn(values, place) }];
      });
    case "list":
      return textsOf(registry, key, first)
        .filter((text) => text !== '""')
        .map((text) => ({ name: text, data: text }));
    case "subkeys":
      return subkeysOf(registry, key).flatMap(({ name, values: held }) => {
        const value = namedValue(held, first);
        return value === undefined ? [] : [{ name, data: registryData(value), beside: besideIn(held, place) }];
      });
    case "folder":
      return Object.entries(startupFolder(store, place)?.files ?? {}).map(([name, data]) => ({ name, data }));
    case "consumers":
      return Object.entries(machine.wmiConsumers ?? {})
        .filter(([, consumer]) => consumer.class !== "NTEventLogEventConsumer")
        .map(([name, { command }]) => ({ name, data: command }));
  }
}

function besideIn(values: Record<string, RegistryValue>, place: AutorunPlace): RegistryValue | undefined {
  return place.switch === undefined ? undefined : namedValue(values, place.switch);
}

/** The first byte of what StartupApproved says; else the number beside the entry. */
function stateOf(
  approved: RegistryValue | undefined,
  beside: RegistryValue | undefined,
): Pick<StoredAutorun, "state" | "failure"> {
  const value = approved ?? beside;
  if (value === undefined) return {};
  if (value.kind !== (approved === undefined ? "DWord" : "Binary")) return unknown("switch");
  const state = approved === undefined ? Number(value.value) : Buffer.from(String(value.value), "base64")[0];
  return state === undefined ? {} : { state };
}

function unknown(detail: string): { readonly failure: Failure } {
  return { failure: { code: "VALUE_UNKNOWN", detail } };
}

/** Throws {@link AreaFailure} where the value is no list. */
function textsOf(registry: Registry, key: string, name: string): string[] {
  const value = registryValue(registry, key, name);
  if (value === undefined) return [];
  if (!Array.isArray(value.value)) throw valueUnknown(key, name);
  return value.value.map(String);
}

/** Keys up to two levels below a key, by their path from it. */
function subkeysOf(registry: Registry, key: string): { name: string; values: Record<string, RegistryValue> }[] {
  const prefix = `${key}\\`.toLowerCase();
  return Object.entries(registry).flatMap(([path, values]) => {
    if (!path.toLowerCase().startsWith(prefix)) return [];
    const name = path.slice(prefix.length);
    return name.split("\\").length > 2 ? [] : [{ name, values }];
  });
}

/** Undefined where there is no such folder. */
function startupFolder(store: AutorunStore, place: AutorunPlace): StartupFolder | undefined {
  const folder = namedValue(store.machine.startupFolders ?? {}, folderPath(store, place));
  if (folder?.denied === true) throw new AreaFailure("ACCESS_DENIED", "UnauthorizedAccessException");
  return folder;
}

function folderPath({ registry, root, profileFolder }: AutorunStore, place: AutorunPlace): string {
  const [name = ""] = place.values;
  const named = registryValue(registry, root + place.key, name);
  if (named !== undefined && named.kind !== "String" && named.kind !== "ExpandString")
    throw valueUnknown(place.key, name);
  const text = String(named?.value ?? "");
  const path = text === "" ? (place.folder ?? "") : text;
  if (profileFolder === "" && /%userprofile%/i.test(path))
    throw new AreaFailure("PROFILE_MISSING", "no ProfileImagePath");
  return path
    .replace(/%userprofile%/gi, () => profileFolder ?? "%USERPROFILE%")
    .replaceAll("%ProgramData%", "C:\\ProgramData")
    .replaceAll("%SystemDrive%", "C:");
}

/** Takes an entry away as somebody would by hand; its switch stays, as Windows leaves it. */
export function removeAutorun(store: AutorunStore, place: AutorunPlace, name: string): void {
  const { machine, registry, root } = store;
  const key = root + place.key;
  const [value = ""] = place.values;
  if (place.kind === "subkeys") deleteRegistryValue(registry, `${key}\\${name}`, value);
  else if (place.kind === "list")
    setList(registry, key, value, (texts) => texts.filter((text) => !isSameName(text, name)));
  else if (place.kind === "folder") dropNamed(startupFolder(store, place)?.files ?? {}, name);
  else if (place.kind === "consumers") dropNamed(machine.wmiConsumers ?? {}, name);
  else deleteRegistryValue(registry, key, name === "(default)" ? "" : name);
}

/** Adds an entry or changes its command. */
export function setAutorun(store: AutorunStore, place: AutorunPlace, name: string, command: string): void {
  const { machine, registry, root } = store;
  const key = root + place.key;
  const [value = ""] = place.values;
  const text = { kind: "String", value: command } as const;
  if (place.kind === "subkeys") setRegistryValue(registry, `${key}\\${name}`, value, text);
  else if (place.kind === "list")
    setList(registry, key, value, (texts) => [...texts.filter((held) => !isSameName(held, name)), command]);
  else if (place.kind === "folder") setFile(store, place, name, command);
  else if (place.kind === "consumers")
    setNamed((machine.wmiConsumers ??= {}), name, { class: "CommandLineEventConsumer", command });
  else setRegistryValue(registry, key, name === "(default)" ? "" : name, text);
}

/** Turns the switch of an entry; the place has one. */
export function switchAutorun(store: AutorunStore, place: AutorunPlace, name: string, on: boolean): void {
  const { registry, root } = store;
  const bytes = Buffer.alloc(12);
  bytes[0] = on ? 2 : 3;
  if (place.approved !== undefined)
    setRegistryValue(registry, root + place.approved, name === "(default)" ? "" : name, {
      ...{ kind: "Binary", value: bytes.toString("base64") },
    });
  else if (place.switch !== undefined) {
    const key = root + place.key + (place.kind === "subkeys" ? `\\${name}` : "");
    setRegistryValue(registry, key, place.switch, { kind: "DWord", value: on ? 1 : 0 });
  }
}

function setFile(store: AutorunStore, place: AutorunPlace, name: string, command: string): void {
  const folder = startupFolder(store, place) ?? { files: {} };
  setNamed((store.machine.startupFolders ??= {}), folderPath(store, place), folder);
  setNamed(folder.files, name, command);
}

function setList(registry: Registry, key: string, name: string, change: (texts: string[]) => string[]): void {
  const held = textsOf(registry, key, name);
  const next = change(held);
  if (next.join("\n") !== held.join("\n")) setRegistryValue(registry, key, name, { kind: "MultiString", value: next });
}

function setNamed<Value>(map: Record<string, Value>, name: string, value: Value): void {
  map[Object.keys(map).find((held) => isSameName(held, name)) ?? name] = value;
}

function dropNamed(map: Record<string, unknown>, name: string): void {
  for (const held of Object.keys(map)) if (isSameName(held, name)) Reflect.deleteProperty(map, held);
}

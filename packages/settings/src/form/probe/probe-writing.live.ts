import { ABSENT } from "@kijun/core";
import { z } from "zod";

import { clockOf } from "../event-store.live.js";
import type { EventState } from "../event-store.live.js";
import { addListener, closeListeners } from "../listener-store.live.js";
import { AreaFailure } from "../live-form.js";
import { endProcesses, processAt, processNamed, startProcess } from "../process-store.live.js";
import type { ProcessState } from "../process-store.live.js";
import { openProfiles } from "../user-profiles.live.js";
import { deleteRegistryValue, isSameName, namedValue, setRegistryValue } from "../windows-state.js";
import type { Registry, RegistryValue, WindowsState } from "../windows-state.js";
import type { Probe } from "./probe-kinds.js";
import { probeRequest } from "./probe-request.js";
import { putFile, putLog, putRun } from "./probed-files.live.js";
import { isImage } from "./probed-state.live.js";
import type { ProbedState } from "./probed-state.live.js";

/** What a probe is to find: `absent`, or a value before `words`. */
type Find = string | number;

/**
 * Brings a modelled machine into a state in which a probe finds a value. Throws {@link AreaFailure} where the place cannot
 * be written; a value that the place cannot hold is seen by looking again.
 */
export function bringAbout(machine: WindowsState, probe: Probe, find: Find): void {
  const probed = (machine.probed ??= {});
  switch (probe.probe) {
    case "registry":
    case "uninstall":
      putRegistry(machine, probe, find);
      return;
    case "service":
      if (probe.read === "path") putRegistry(machine, probe, find);
      else putService(machine, probe.service, probe.read, find);
      return;
    case "driver":
      if (probe.read === "path") putRegistry(machine, probe, find);
      else putDriver(probed, probe.driver, probe.read, find);
      return;
    case "file":
      putFile(machine, probe, find);
      return;
    case "text-log":
      putLog(machine, probe, find);
      return;
    case "command":
      putRun(machine, probe, find);
      return;
    case "process":
      putProcesses(machine, probe.image, Number(find));
      return;
    case "scheduled-task":
      putTask(probed, probe, find);
      return;
    case "event-log":
      putEvents(machine, probe, find);
      return;
    case "port":
      putListener(machine, probe, find);
  }
}

const NAMED_USER = /^(?!every$|S-1-)/i;

/** The account that a probe names; where a machine lacks it, the first person's profile becomes its own. */
export function giveAccount(machine: WindowsState, probe: Probe): void {
  if (probe.probe !== "registry" || probe.user === undefined || !NAMED_USER.test(probe.user)) return;
  const accounts = ((machine.probed ??= {}).accounts ??= {});
  const [first] = openProfiles(machine);
  if (first !== undefined && namedValue(accounts, probe.user) === undefined) accounts[probe.user] = first.key;
}

function putProcesses(machine: WindowsState, image: string, count: number): void {
  const isMeant = (process: ProcessState): boolean => isImage(image, process);
  endProcesses(machine, isMeant, count);
  const running = Object.values(machine.processes ?? {}).filter(isMeant).length;
  for (let more = running; more < count; more++) startProcess(machine, processAt(image));
}

const placeSchema = z.object({
  kind: z.string(),
  key: z.string(),
  name: z.string().nullable(),
  user: z.string().default(""),
});

function putRegistry(machine: WindowsState, probe: Probe, find: Find): void {
  const { kind, key, name, user } = placeSchema.parse(probeRequest(probe));
  // What uninstalls a program is texts.
  const type = probe.probe === "registry" ? probe.type : "String";
  const write = (registry: Registry, path: string): void => {
    if (name === null) putKey(registry, path, find);
    else if (find === ABSENT) deleteRegistryValue(registry, path, name);
    else setRegistryValue(registry, path, name, registryValueOf(find, type));
  };
  if (kind === "registry") {
    write(machine.registry, `HKEY_LOCAL_MACHINE\\${key}`);
    return;
  }
  const sid = namedValue(machine.probed?.accounts ?? {}, user) ?? user;
  for (const profile of openProfiles(machine)) {
    if (user !== "every" && profile.key.toLowerCase() !== sid.toLowerCase()) continue;
    if ("failure" in profile) throw new AreaFailure(profile.failure.code, profile.failure.detail);
    write(profile.hive, key);
  }
}

function putKey(registry: Registry, path: string, find: Find): void {
  const folded = path.toLowerCase();
  const isBelow = (key: string): boolean => key.toLowerCase() === folded || key.toLowerCase().startsWith(`${folded}\\`);
  if (find !== ABSENT) registry[path] ??= {};
  else for (const key of Object.keys(registry).filter(isBelow)) Reflect.deleteProperty(registry, key);
}

function registryValueOf(find: Find, type: RegistryValue["kind"] | undefined): RegistryValue {
  const isDWord = typeof find === "number" && find >= 0 && find < 2 ** 32;
  const kind = type ?? (isDWord ? "DWord" : "String");
  if (kind === "DWord") return { kind, value: Number(find) };
  return { kind, value: kind === "MultiString" ? String(find).split("; ") : String(find) };
}

function putService(machine: WindowsState, name: string, read: "state" | "start" | "account", find: Find): void {
  const services = (machine.services ??= {});
  const stored = Object.keys(services).find((each) => each.toLowerCase() === name.toLowerCase()) ?? name;
  if (find === ABSENT) {
    Reflect.deleteProperty(services, stored);
    return;
  }
  const text = String(find);
  const service = services[stored] ?? { startMode: "Auto", delayed: false, state: "Running", account: "LocalSystem" };
  services[stored] = {
    ...service,
    ...(read === "state" && (text === "Running" || text === "Stopped") ? { state: text } : {}),
    ...(read === "start" && isStartMode(text) ? { startMode: text } : {}),
    ...(read === "account" ? { account: text } : {}),
  };
}

function isStartMode(text: string): text is "Auto" | "Manual" | "Disabled" {
  return text === "Auto" || text === "Manual" || text === "Disabled";
}

function putDriver(probed: ProbedState, name: string, read: "state" | "start", find: Find): void {
  const drivers = (probed.drivers ??= {});
  if (find === ABSENT) Reflect.deleteProperty(drivers, name);
  else {
    const driver = drivers[name] ?? { startMode: "System", state: "Running" };
    drivers[name] = { ...driver, [read === "state" ? "state" : "startMode"]: String(find) };
  }
}

type Task = Extract<Probe, { probe: "scheduled-task" }>;

function putTask(probed: ProbedState, { task: path, read }: Task, find: Find): void {
  const tasks = (probed.tasks ??= {});
  if (find === ABSENT) {
    Reflect.deleteProperty(tasks, path);
    return;
  }
  const task = tasks[path] ?? { enabled: true, lastResult: 0, account: "S-1-5-18" };
  if (read === "state") tasks[path] = { ...task, enabled: find === "enabled" };
  else if (read === "last-result") tasks[path] = { ...task, lastResult: Number(find) };
  else tasks[path] = { ...task, account: String(find) };
}

type EventLog = Extract<Probe, { probe: "event-log" }>;

function putEvents(machine: WindowsState, probe: EventLog, find: Find): void {
  const { channel, provider = "Kijun Simulated Vendor", ids: [id = 1] = [], data = {}, read } = probe;
  const logs = (machine.eventLogs ??= {});
  // Without a log nothing is found in it.
  if (find === ABSENT && read === "count") Reflect.deleteProperty(logs, channel);
  else logs[channel] ??= { enabled: true, maximumSizeBytes: 1_048_576, mode: 0 };
  const isMeant = (event: EventState): boolean =>
    isSameName(event.channel, channel) &&
    (probe.provider ?? event.provider) === event.provider &&
    (probe.ids ?? [event.id]).includes(event.id) &&
    Object.entries(data).every(([name, value]) => event.data[name] === value);
  const time = read === "last" ? String(find) : new Date(clockOf(machine)).toISOString();
  const count = find === ABSENT ? 0 : read === "last" ? 1 : Number(find);
  const others = (machine.events ?? []).filter((event) => !isMeant(event));
  machine.events = [...others, ...Array.from({ length: count }, () => ({ channel, provider, id, time, data }))];
}

type Port = Extract<Probe, { probe: "port" }>;

function putListener(machine: WindowsState, { protocol, port, read }: Port, find: Find): void {
  closeListeners(machine, (held) => held.protocol === protocol && held.port === port);
  if (find === ABSENT || find === "not-listening") return;
  const processId = processNamed(machine, read === "process" ? String(find) : "listener.exe");
  addListener(machine, { protocol, port, address: "0.0.0.0", processId });
}

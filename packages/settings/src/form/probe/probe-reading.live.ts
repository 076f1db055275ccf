import { z } from "zod";

import { clockOf, eventsOf } from "../event-store.live.js";
import { AreaFailure } from "../live-form.js";
import { openProfiles } from "../user-profiles.live.js";
import { namedValue, registryKey, registryValue } from "../windows-state.js";
import type { Registry, WindowsState } from "../windows-state.js";
import type { ProbeFinding, SimpleFinding } from "./probe-finding.js";
import { logTime, patternOf, secondsOf } from "./probe-pattern.js";
import { fileAt, isImage, logsOf } from "./probed-state.live.js";
import type { ProbedFile } from "./probed-state.live.js";

const place = { key: z.string(), name: z.string().nullable() };
const requestSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("registry"), ...place }),
  z.object({ kind: z.literal("user-registry"), user: z.string(), ...place }),
  z.object({
    ...{ kind: z.literal("service"), class: z.enum(["Win32_Service", "Win32_SystemDriver"]), name: z.string() },
    property: z.enum(["State", "StartMode", "StartName"]),
  }),
  z.object({
    ...{ kind: z.literal("file"), path: z.string() },
    property: z.enum(["presence", "version", "sha256", "signature"]),
  }),
  z.object({ kind: z.literal("process"), image: z.string() }),
  z.object({
    ...{ kind: z.literal("scheduled-task"), path: z.string() },
    property: z.enum(["Enabled", "LastTaskResult", "UserId"]),
  }),
  z.object({ kind: z.literal("port"), protocol: z.enum(["tcp", "udp"]), port: z.int() }),
  z.object({
    ...{ kind: z.literal("event-log"), channel: z.string(), provider: z.string().nullable(), last: z.boolean() },
    ...{ ids: z.array(z.int()), data: z.record(z.string(), z.string()), days: z.int() },
  }),
  z.object({
    ...{ kind: z.literal("text-log"), path: z.string(), pattern: z.string(), timeFormat: z.string().nullable() },
    property: z.enum(["count", "last", "age-days", "value"]),
  }),
  z.object({
    ...{ kind: z.literal("command"), path: z.string(), sha256: z.string(), arguments: z.string() },
    pattern: z.string().nullable(),
  }),
]);

type Request = z.output<typeof requestSchema>;
type Asked<Kind extends Request["kind"]> = Extract<Request, { kind: Kind }>;

/** What the agent stops counting events at. */
const MOST_EVENTS = 1000;
/** Newest files of a log that it looks into. */
const MOST_LOGS = 5;
const DAY_MS = 86_400_000;
const ABSENT_FINDING = { absent: true } as const;
const DENIED = { code: "ACCESS_DENIED", detail: "UnauthorizedAccessException" };

/** What the agent's `Read-Probe` finds on a modelled machine. */
export function findOnModel(machine: WindowsState, request: unknown): ProbeFinding {
  try {
    return find(machine, requestSchema.parse(request));
  } catch (error) {
    if (error instanceof AreaFailure) return { failure: { code: error.code, detail: error.detail } };
    throw error;
  }
}

function find(machine: WindowsState, asked: Request): ProbeFinding {
  switch (asked.kind) {
    case "registry":
      return registryFinding(machine.registry, `HKEY_LOCAL_MACHINE\\${asked.key}`, asked.name);
    case "user-registry":
      return userFinding(machine, asked);
    case "service":
      return serviceFinding(machine, asked);
    case "file":
      return fileFinding(machine, asked);
    case "process":
      return { value: Object.values(machine.processes ?? {}).filter((held) => isImage(asked.image, held)).length };
    case "scheduled-task": {
      const task = namedValue(machine.probed?.tasks ?? {}, asked.path);
      if (task === undefined) return ABSENT_FINDING;
      return {
        value: { Enabled: task.enabled, LastTaskResult: task.lastResult, UserId: task.account }[asked.property],
      };
    }
    case "port":
      return { value: imagesOn(machine, asked) };
    case "event-log":
      return eventFinding(machine, asked);
    case "text-log":
      return logFinding(machine, asked);
    case "command":
      return commandFinding(machine, asked);
  }
}

function registryFinding(registry: Registry, path: string, name: string | null): SimpleFinding {
  if (name === null) return hasKey(registry, path) ? { value: "present" } : ABSENT_FINDING;
  const stored = registryValue(registry, path, name);
  if (stored === undefined) return ABSENT_FINDING;
  return { kind: stored.kind, value: typeof stored.value === "object" ? [...stored.value] : stored.value };
}

function hasKey(registry: Registry, path: string): boolean {
  const below = `${path}\\`.toLowerCase();
  return (
    registryKey(registry, path) !== undefined ||
    Object.keys(registry).some((key) => key.toLowerCase().startsWith(below))
  );
}

function userFinding(machine: WindowsState, { user, key, name }: Asked<"user-registry">): ProbeFinding {
  const findings = openProfiles(machine).map((profile): [string, SimpleFinding] => [
    profile.key,
    "hive" in profile ? registryFinding(profile.hive, key, name) : { failure: { ...profile.failure } },
  ]);
  if (user === "every") return { profiles: Object.fromEntries(findings) };
  const sid = /^S-1-/i.test(user) ? user : namedValue(machine.probed?.accounts ?? {}, user);
  if (sid === undefined) throw new AreaFailure("ACCOUNT_UNKNOWN", user);
  const own = findings.find(([profile]) => profile.toLowerCase() === sid.toLowerCase());
  if (own === undefined) throw new AreaFailure("PROFILE_MISSING", sid);
  return own[1];
}

function serviceFinding({ services, probed }: WindowsState, asked: Asked<"service">): ProbeFinding {
  const known = asked.class === "Win32_Service" ? services : probed?.drivers;
  const service: { startMode: string; state: string; account?: string | null } | undefined = namedValue(
    known ?? {},
    asked.name,
  );
  if (service === undefined) return ABSENT_FINDING;
  const value = { State: service.state, StartMode: service.startMode, StartName: service.account }[asked.property];
  return value === undefined || value === null ? ABSENT_FINDING : { value };
}

function fileFinding(machine: WindowsState, { path, property }: Asked<"file">): ProbeFinding {
  const file = fileAt(machine, path);
  if (file === undefined) return ABSENT_FINDING;
  if (property === "presence") return { value: "present" };
  requireReadable(file);
  if (property === "version") return { value: file.version ?? "none" };
  if (property === "sha256") return { value: file.sha256 ?? EMPTY_SHA256 };
  return file.signature ?? { status: "NotSigned", thumbprint: "", subject: "" };
}

/** The names of the processes that listen on a port; of one that is gone, its id. */
function imagesOn({ listeners = {}, processes = {} }: WindowsState, { protocol, port }: Asked<"port">): string[] {
  const owners = Object.values(listeners).filter((held) => held.protocol === protocol && held.port === port);
  const names = owners.map(({ processId }) => processes[String(processId)]?.name ?? `process ${String(processId)}`);
  return [...new Set(names)].sort();
}

/** Of a file with nothing in it. */
const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

function requireReadable({ denied }: ProbedFile): void {
  if (denied === true) throw new AreaFailure(DENIED.code, DENIED.detail);
}

function eventFinding(machine: WindowsState, asked: Asked<"event-log">): ProbeFinding {
  const log = namedValue(machine.eventLogs ?? {}, asked.channel);
  if (log === undefined) return ABSENT_FINDING;
  if (log.denied === true) throw new AreaFailure(DENIED.code, DENIED.detail);
  const since = clockOf(machine) - asked.days * DAY_MS;
  const times = eventsOf(machine, asked.channel)
    .filter(
      ({ provider, id }) =>
        (asked.provider ?? provider) === provider && (asked.ids.length === 0 || asked.ids.includes(id)),
    )
    .filter(({ data }) => Object.entries(asked.data).every(([name, value]) => data[name] === value))
    .flatMap(({ time }) => (time >= since ? [secondsOf(new Date(time))] : []));
  if (!asked.last) return { value: Math.min(times.length, MOST_EVENTS) };
  const [last] = times;
  return last === undefined ? ABSENT_FINDING : { value: last };
}

function logFinding(machine: WindowsState, asked: Asked<"text-log">): ProbeFinding {
  const files = logsOf(machine, asked.path).slice(0, MOST_LOGS);
  if (files.length === 0) return ABSENT_FINDING;
  const expression = patternOf(asked.pattern);
  const found = files.map((file) => {
    requireReadable(file);
    return (file.lines ?? []).map((line) => expression?.exec(line)).filter((match) => match != null);
  });
  if (asked.property === "count") return { value: found.flat().length };
  const last = found.find((matches) => matches.length > 0)?.at(-1)?.groups;
  if (last === undefined) return ABSENT_FINDING;
  if (asked.property === "value") return { value: last["value"] ?? "" };
  const text = last["time"] ?? "";
  const time = logTime(text, asked.timeFormat ?? "");
  if (time === undefined) throw new AreaFailure("TIME_INVALID", text);
  if (asked.property === "last") return { value: time };
  return { value: Math.floor((clockOf(machine) - Date.parse(time)) / DAY_MS) };
}

function commandFinding(machine: WindowsState, asked: Asked<"command">): ProbeFinding {
  const file = fileAt(machine, asked.path);
  if (file === undefined) return ABSENT_FINDING;
  requireReadable(file);
  if ((file.sha256 ?? EMPTY_SHA256) !== asked.sha256) throw new AreaFailure("COMMAND_NOT_ALLOWED", "another SHA-256");
  const run = file.runs?.find((each) => each.arguments === asked.arguments);
  const { exitCode, output } = run ?? { exitCode: 0, output: "" };
  const match = asked.pattern === null ? undefined : patternOf(asked.pattern)?.exec(output)?.groups?.["value"];
  return { exitCode, match: match ?? null };
}

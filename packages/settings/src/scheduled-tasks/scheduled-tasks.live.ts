import { z } from "zod";

import type { Failure, LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsRequest } from "../form/setting-area.js";
import { namedValue, registryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { isWindowsOwn, WINDOWS_FOLDER } from "./scheduled-tasks.js";
import { shippedTasks } from "./shipped-tasks.live.js";

/** A registered task as its XML says it. */
export interface TaskState {
  enabled: boolean;
  /** UserId or GroupId: a SID, or a name in the machine's language. */
  account: string;
  /** The SID of the account; empty where Windows knows no such account. */
  sid: string;
  /** Empty where the XML does not say. */
  runLevel: string;
  /** What it does, by element and Command or ClassId. */
  actions: readonly { readonly kind: string; readonly target: string }[];
  readonly author?: string;
  /** The XML may not be read, or it is none. */
  readonly fault?: "unreadable" | "damaged";
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** The tasks that the task service shows, by path. One that it hides is in the registry alone. */
    scheduledTasks?: Record<string, TaskState>;
  }
}

const TREE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree";

const requestSchema = z.object({ names: z.array(z.string()), others: z.boolean() });
const taskSchema = z.object({
  enabled: z.boolean().optional(),
  principal: z.string().optional(),
  runLevel: z.string().optional(),
  actions: z.array(z.object({ kind: z.string(), target: z.string() })).optional(),
});
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), taskSchema])),
  keep: z.array(z.string()).optional(),
});

type Wanted = z.output<typeof taskSchema>;

export const scheduledTasksLive: LiveForm = {
  area: "scheduled-tasks",
  read(machine, request) {
    const { names, others } = requestSchema.parse(request);
    const asked = new Set(names.map((name) => name.toLowerCase()));
    const tasks: Record<string, WindowsRequest> = {};
    const rest: Record<string, string | null> = {};
    for (const path of [...Object.keys(machine.scheduledTasks ?? {}), ...hiddenTasks(machine)]) {
      const task = machine.scheduledTasks?.[path];
      if (asked.has(path.toLowerCase())) tasks[path] = factsOf(path, task);
      else if (others && !path.toLowerCase().startsWith(WINDOWS_FOLDER)) rest[path] = shownAuthor(task);
    }
    return { tasks, others: rest };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    const failures: WriteFailure[] = [];
    for (const [path, wanted] of Object.entries(entries)) {
      const fault = wanted === "absent" ? undefined : faultOf(namedValue(machine.scheduledTasks ?? {}, path), wanted);
      if (wanted === "absent") remove(machine, path);
      else if (fault === undefined) writeTask(machine, path, wanted);
      else failures.push({ key: path, ...fault });
    }
    if (keep !== undefined) removeOthers(machine, new Set(keep.map((name) => name.toLowerCase())));
    return failures;
  },
  furnish(machine, origin: UsedMachineOrigin) {
    const users = machine.profiles.filter(({ sid }) => sid.startsWith("S-1-5-21-")).map(({ sid }) => sid);
    machine.scheduledTasks = shippedTasks(origin, users, new SeededRandom(origin.seed, "scheduled tasks"));
  },
};

const FAULTS = { unreadable: "TASK_UNREADABLE", damaged: "TASK_DAMAGED" };

/** A task that the service does not show has no state. */
function factsOf(path: string, task: TaskState | undefined): WindowsRequest {
  if (task === undefined) return { failure: { code: "TASK_HIDDEN", detail: path } };
  if (task.fault !== undefined) return { failure: { code: FAULTS[task.fault], detail: path } };
  const { enabled, account, sid, runLevel, actions } = task;
  return { enabled, account, sid, runLevel, actions: actions.map((action) => ({ ...action })) };
}

/** Null where the XML does not say, or cannot be read. */
function shownAuthor(task: TaskState | undefined): string | null {
  return task?.fault === undefined ? (task?.author ?? null) : null;
}

/** Paths that the registry knows and the task service does not show. */
function hiddenTasks({ registry, scheduledTasks = {} }: WindowsState): string[] {
  const prefix = `${TREE}\\`.toLowerCase();
  return Object.keys(registry)
    .filter((key) => key.toLowerCase().startsWith(prefix) && registryValue(registry, key, "Id") !== undefined)
    .map((key) => key.slice(TREE.length))
    .filter((path) => namedValue(scheduledTasks, path) === undefined);
}

/** Why Windows does not save a task: nobody may read it, or its account is none and no other one is given. */
function faultOf(task: TaskState | undefined, { principal }: Wanted): Failure | undefined {
  if (task?.fault === "unreadable") return { code: "ACCESS_DENIED", detail: "XML" };
  if (task === undefined || task.sid !== "" || task.account === "" || principal !== undefined) return undefined;
  return { code: "ACCOUNT_UNKNOWN", detail: task.account };
}

/** Changes a task under the name it has, or registers one that does nothing else than is wanted. */
function writeTask(machine: WindowsState, path: string, wanted: Wanted): void {
  const tasks = (machine.scheduledTasks ??= {});
  const name = Object.keys(tasks).find((stored) => stored.toLowerCase() === path.toLowerCase()) ?? path;
  const held = tasks[name] ?? NEW_TASK;
  const { principal, enabled = held.enabled, runLevel = held.runLevel, actions = held.actions } = wanted;
  const sid = principal === "RID 500" ? `${machineSid(machine)}-500` : principal;
  const { author } = held;
  tasks[name] = {
    ...{ enabled, runLevel, actions, account: held.account, sid: held.sid },
    ...(sid === undefined || sid === held.sid ? {} : { account: sid, sid }),
    ...(author === undefined ? {} : { author }),
  };
}

const NEW_TASK: TaskState = { enabled: true, account: "S-1-5-18", sid: "S-1-5-18", runLevel: "", actions: [] };

/** What all accounts of the machine have in their SIDs, as its profiles show it. */
function machineSid({ profiles }: WindowsState): string {
  const [, found = "S-1-5-21-0-0-0"] =
    profiles.map(({ sid }) => /^(S-1-5-21-\d+-\d+-\d+)-\d+$/.exec(sid)).find((match) => match !== null) ?? [];
  return found;
}

function remove({ registry, scheduledTasks = {} }: WindowsState, path: string): void {
  for (const [map, gone] of [
    [scheduledTasks, path],
    [registry, TREE + path],
  ] as const)
    for (const name of Object.keys(map))
      if (name.toLowerCase() === gone.toLowerCase()) Reflect.deleteProperty(map, name);
}

/** Removes what is neither kept nor Windows' own. */
function removeOthers(machine: WindowsState, kept: ReadonlySet<string>): void {
  for (const path of [...Object.keys(machine.scheduledTasks ?? {}), ...hiddenTasks(machine)]) {
    const author = shownAuthor(machine.scheduledTasks?.[path]);
    if (!kept.has(path.toLowerCase()) && !isWindowsOwn(path, author)) remove(machine, path);
  }
}

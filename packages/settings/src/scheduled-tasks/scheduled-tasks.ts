import { unreadable } from "@kijun/core";
import type { Direction } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import type { PropertyMeta } from "../form/setting-area.js";
import { isPrincipal, principalOf, sidOf } from "./task-principal.js";

/** Folders of Windows' own tasks, and the company whose programs say of their tasks that they are its own. */
export const WINDOWS_FOLDER = "\\microsoft\\";
const WINDOWS_AUTHORS = ["microsoft corporation", "microsoft"];

const RUN_LEVELS = { limited: "LeastPrivilege", highest: "HighestAvailable" } as const;

const COM = "com:";

const entrySchema = z.strictObject({
  enabled: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "有効", en: "enabled" },
      windowsKey: "IRegisteredTask.Enabled",
      source: "A disabled task does not start. Microsoft Learn, IRegisteredTask interface",
    } satisfies PropertyMeta),
  principal: z
    .string()
    .overwrite(principalOf)
    .refine(
      isPrincipal,
      "must be a SID, or one of system, local-service, network-service, administrators, users, interactive, authenticated-users, everyone, administrator",
    )
    .optional()
    .meta({
      label: { ja: "タスクの実行時に使うユーザー アカウント", en: "account that the task runs as" },
      windowsKey: "Principal.UserId or Principal.GroupId",
      source:
        "administrator is the account with RID 500 of the machine or its domain. Microsoft Learn, Task Scheduler schema, principalType",
    } satisfies PropertyMeta),
  runLevel: z
    .enum(["limited", "highest"])
    .optional()
    .meta({
      label: { ja: "最上位の特権で実行する", en: "run with highest privileges" },
      windowsKey: "Principal.RunLevel",
      source: "LeastPrivilege where nothing is said. Microsoft Learn, Task Scheduler schema, runLevelType",
    } satisfies PropertyMeta),
  actions: z
    .array(z.string().toLowerCase())
    .optional()
    .meta({
      label: { ja: "操作", en: "actions" },
      windowsKey: "Actions",
      source:
        "Path of each program as it is stored, without its arguments; com:{class} for a handler. Microsoft Learn, Task Scheduler schema, actionsType",
    } satisfies PropertyMeta),
});

type Task = z.output<typeof entrySchema>;

const taskSchema = z.object({
  enabled: z.boolean(),
  account: z.string(),
  /** Empty where Windows knows no such account. */
  sid: z.string(),
  runLevel: z.string(),
  actions: z.array(z.object({ kind: z.string(), target: z.string() })),
});

const factsSchema = z.object({
  /** The asked tasks that exist, by path. */
  tasks: z.record(
    z.string(),
    z.union([taskSchema, z.object({ failure: z.object({ code: z.string(), detail: z.string() }) })]),
  ),
  /** Author by path of what else there is, where it was asked for; null where nobody says. */
  others: z.record(z.string(), z.string().nullable()),
});

export const scheduledTasks = defineEntryArea({
  id: "scheduled-tasks",
  title: { ja: "タスク スケジューラ", en: "scheduled tasks" },
  name: z
    .string()
    .max(260)
    .regex(
      /^(?:\\[^\\/:*?"<>|]+)+$/,
      "must be the full path of a task, from the root folder on: \\Backup, or \\Folder\\Name",
    ),
  entry: entrySchema,
  readOnly: true,
  others: true,
  facts: factsSchema,
  nextSteps: {
    TASK_UNREADABLE: {
      ja: "タスクの定義を読み取れません。機器のタスク スケジューラで開けるか確認してください。",
      en: "The definition of the task cannot be read: see whether the Task Scheduler on the machine opens it.",
    },
    TASK_DAMAGED: {
      ja: "タスクの定義が壊れています。機器で作り直すか削除してください。",
      en: "The definition of the task is damaged: make it anew on the machine, or delete it.",
    },
    ACCOUNT_UNKNOWN: {
      ja: "タスクの実行アカウントが機器で解決できません。アカウントが残っているか確認してください。",
      en: "The account that the task runs as cannot be resolved on the machine: see whether it still exists.",
    },
    TASK_HIDDEN: {
      ja: "タスク スケジューラに見えないタスクが登録されています。不正なものでないか機器で調べてください。",
      en: "The task is registered but hidden from the Task Scheduler: look on the machine for who hid it, and whether it is malware.",
    },
  },
  entries({ tasks, others }) {
    const found = Object.entries(tasks).map(([path, task]) => [path, entryFrom(task)] as const);
    const counted = Object.entries(others).filter(([path, author]) => !isWindowsOwn(path, author));
    return new Map([...found, ...counted.map(([path]) => [path, {}] as const)]);
  },
  write: ({ enabled, principal, runLevel, actions }) => ({
    ...(enabled === undefined ? {} : { enabled }),
    ...(principal === undefined ? {} : { principal: sidOf(principal) }),
    ...(runLevel === undefined ? {} : { runLevel: RUN_LEVELS[runLevel] }),
    ...(actions === undefined ? {} : { actions: actions.map(actionFrom) }),
  }),
  direction: directionOf,
});

/** Whether a task is none of the others that `"*"` counts. */
export function isWindowsOwn(path: string, author: string | null): boolean {
  return path.toLowerCase().startsWith(WINDOWS_FOLDER) || WINDOWS_AUTHORS.includes(author?.toLowerCase() ?? "");
}

function entryFrom(task: z.output<typeof factsSchema>["tasks"][string]): Task | string {
  if ("failure" in task) return unreadable(task.failure.code, task.failure.detail);
  const { enabled, account, sid, actions } = task;
  const runLevel = task.runLevel === "" ? "limited" : runLevelOf(task.runLevel);
  if (runLevel === undefined) return unreadable("VALUE_UNKNOWN", `RunLevel ${task.runLevel}`);
  if (sid === "" && account !== "") return unreadable("ACCOUNT_UNKNOWN", account);
  return {
    enabled,
    ...(sid === "" ? {} : { principal: principalOf(sid) }),
    runLevel,
    actions: actions.map(actionText),
  };
}

function runLevelOf(word: string): Task["runLevel"] {
  if (word === RUN_LEVELS.highest) return "highest";
  return word === RUN_LEVELS.limited ? "limited" : undefined;
}

/** The program's path without its quotes; the kind of an action that starts no program. */
function actionText({ kind, target }: { readonly kind: string; readonly target: string }): string {
  if (kind === "Exec")
    return target
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .toLowerCase();
  return kind === "ComHandler" ? COM + target.toLowerCase() : kind.toLowerCase();
}

/** What an action's text stands for; mails and messages are no longer made by Windows, so a text is a program's path. */
function actionFrom(text: string): { readonly kind: string; readonly target: string } {
  return text.startsWith(COM) ? { kind: "ComHandler", target: text.slice(COM.length) } : { kind: "Exec", target: text };
}

/** Of two tasks that differ in nothing else the one with fewer rights is the safer one; of others nobody can say. */
function directionOf(live: Task | undefined, desired: Task | undefined): Direction {
  if (live?.runLevel === undefined || desired?.runLevel === undefined) return "unknown";
  const rest = (task: Task): string => JSON.stringify({ ...task, actions: task.actions?.toSorted(), runLevel: "" });
  if (live.runLevel === desired.runLevel || rest(live) !== rest(desired)) return "unknown";
  return desired.runLevel === "limited" ? "hardening" : "weakening";
}

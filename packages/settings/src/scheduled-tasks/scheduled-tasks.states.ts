import fc from "fast-check";

import { machineCase, replaced } from "../form/machine-states.js";
import type { Crowd, AreaStates, MachineCase } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { scheduledTasks } from "./scheduled-tasks.js";
import type { TaskState } from "./scheduled-tasks.live.js";

const TREE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree";
const USER = "S-1-5-21-1004336348-1177238915-682003330";

const NAMES = [
  "\\業務バックアップ",
  "\\MicrosoftEdgeUpdateTaskMachineUA",
  "\\保守\\ログ採取 & 転送",
  "\\Jukinet\\Check",
  "\\Microsoft\\Windows\\Defrag\\ScheduledDefrag",
] as const;

const ACCOUNTS = [
  ["S-1-5-18", "S-1-5-18"],
  ["SYSTEM", "S-1-5-18"],
  ["S-1-5-32-545", "S-1-5-32-545"],
  [`${USER}-500`, `${USER}-500`],
  ["TERMINAL-01\\gyomu", `${USER}-1001`],
  ["TERMINAL-01\\退職者", ""],
  ["", ""],
] as const;

const ACTIONS = [
  { kind: "Exec", target: "C:\\jukinet\\backup\\Backup.cmd" },
  { kind: "Exec", target: '"C:\\Program Files\\業務 ＡＰ\\collect.exe"' },
  { kind: "Exec", target: "%windir%\\system32\\cmd.exe" },
  { kind: "ComHandler", target: "{97D47D56-3777-49FB-8E8F-90D7E30E1A1E}" },
  { kind: "SendEmail", target: "" },
  { kind: "Exec", target: "" },
] as const;

const task: fc.Arbitrary<TaskState> = fc
  .record({
    enabled: fc.boolean(),
    as: fc.constantFrom(...ACCOUNTS),
    runLevel: fc.constantFrom("HighestAvailable", "LeastPrivilege", ""),
    actions: fc.subarray([...ACTIONS]),
    author: fc.constantFrom(undefined, "Microsoft Corporation", "CITY\\hoshu", "$(@%SystemRoot%\\system32\\x.dll,-1)"),
    fault: fc.constantFrom(...Array.from({ length: 8 }, () => undefined), "unreadable" as const, "damaged" as const),
  })
  .map(({ as: [account, sid], author, fault, ...rest }) => ({
    ...rest,
    ...{ account, sid },
    ...(author === undefined ? {} : { author }),
    ...(fault === undefined ? {} : { fault }),
  }));

const hidden = fc.subarray([...NAMES], { maxLength: 2 }).map((names) => {
  const registry: Registry = { [`${TREE}\\Jukinet`]: {} };
  for (const name of names) registry[TREE + name] = { Id: { kind: "String", value: "{GUID}" } };
  return registry;
});

const entry = fc
  .record(
    {
      enabled: fc.boolean(),
      principal: fc.constantFrom("system", "S-1-5-18", "s-1-5-32-545", "administrator", `${USER}-1001`),
      runLevel: fc.constantFrom("limited", "highest"),
      actions: fc.subarray(["C:\\jukinet\\backup\\Backup.cmd", "com:{97D47D56-3777-49FB-8E8F-90D7E30E1A1E}"]),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const backup: TaskState = {
  enabled: true,
  account: "S-1-5-18",
  sid: "S-1-5-18",
  runLevel: "HighestAvailable",
  actions: [ACTIONS[0]],
};

function taskCase(
  name: string,
  given: Record<string, TaskState>,
  declared: object,
  registry: Registry = {},
): MachineCase {
  return machineCase(
    name,
    scheduledTasks,
    { changes: { scheduledTasks: given, registry } },
    scheduledTasks.format(declared),
  );
}

const CROWD = Array.from({ length: 150 }, (_, index) => `\\業務\\定期処理${String(index + 1)}`);

/** The tasks of many programs beside Windows' own. */
const crowd: Crowd = {
  fill(machine) {
    const tasks = (machine.scheduledTasks ??= {});
    for (const path of CROWD)
      tasks[path] = {
        ...{ enabled: true, account: "S-1-5-18", sid: "S-1-5-18", runLevel: "HighestAvailable", author: "業務" },
        actions: [{ kind: "Exec", target: "C:\\業務\\定期.exe" }],
      };
  },
  declare: () => Object.fromEntries(CROWD.map((path) => [path, "enabled true"])),
};

export const scheduledTasksStates: AreaStates = {
  crowd,
  area: scheduledTasks,
  drift: (declared) => replaced(declared, /enabled false/, "enabled true"),
  declared: fc
    .tuple(
      fc.dictionary(
        fc.constantFrom(...NAMES, "\\jukinet\\CHECK"),
        fc.oneof({ weight: 1, arbitrary: fc.constant("absent") }, { weight: 5, arbitrary: entry }),
        { maxKeys: 4 },
      ),
      fc.constantFrom({}, { "*": "absent" }),
    )
    .map(([named, others]) => ({ ...named, ...others }))
    .filter((declared) => !("\\Jukinet\\Check" in declared && "\\jukinet\\CHECK" in declared)),
  live: fc
    .tuple(fc.dictionary(fc.constantFrom(...NAMES, "\\一時作業"), task), hidden)
    .map(([tasks, registry]) => ({ changes: { scheduledTasks: tasks, registry } })),
  special: [
    taskCase(
      "nothing beyond the list",
      { "\\業務バックアップ": backup },
      { "\\業務バックアップ": { enabled: true }, "*": "absent" },
    ),
    taskCase("a task that nobody declared", { "\\一時作業": backup }, { "*": "absent" }),
    taskCase(
      "a name in another case",
      { "\\Jukinet\\Check": backup },
      { "\\JUKINET\\check": { enabled: true }, "*": "absent" },
    ),
    taskCase(
      "a task that may not be read",
      { "\\Jukinet\\Check": { ...backup, fault: "unreadable" } },
      { "\\Jukinet\\Check": { enabled: true } },
    ),
    taskCase(
      "others that may not be read",
      { "\\Jukinet\\Check": { ...backup, fault: "unreadable" } },
      { "*": "absent" },
    ),
    taskCase(
      "a task whose XML is none",
      { "\\Jukinet\\Check": { ...backup, fault: "damaged" } },
      { "\\Jukinet\\Check": { enabled: true } },
    ),
    taskCase(
      "a task of Windows by name",
      { "\\Microsoft\\Windows\\Defrag\\ScheduledDefrag": backup, "\\Microsoft\\Windows\\Other": backup },
      { "\\Microsoft\\Windows\\Defrag\\ScheduledDefrag": { enabled: false }, "*": "absent" },
    ),
    taskCase(
      "tasks that the service does not show",
      {},
      { "\\Jukinet\\Check": { enabled: true }, "*": "absent" },
      {
        [`${TREE}\\Jukinet\\Check`]: { Id: { kind: "String", value: "{1}" } },
        [`${TREE}\\WinUpdate`]: { Id: { kind: "String", value: "{2}" }, Index: { kind: "DWord", value: 3 } },
        [`${TREE}\\Microsoft\\Windows\\Own`]: { Id: { kind: "String", value: "{3}" } },
      },
    ),
    taskCase("no tasks at all", {}, { "\\Jukinet\\Check": "absent", "*": "absent" }),
    taskCase("nothing declared", { "\\Jukinet\\Check": backup }, {}),
  ],
};

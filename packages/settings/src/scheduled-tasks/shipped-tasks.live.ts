import type { UsedMachineOrigin } from "../form/live-form.js";
import type { SeededRandom } from "../form/seeded-random.js";
import type { TaskState } from "./scheduled-tasks.live.js";

const MICROSOFT = "Microsoft Corporation";
const EDGE_UPDATE = "C:\\Program Files (x86)\\Microsoft\\EdgeUpdate\\MicrosoftEdgeUpdate.exe";
const ONE_DRIVE = "%localappdata%\\Microsoft\\OneDrive\\OneDriveStandaloneUpdater.exe";

/** A few of the about two hundred in Windows' own folder. */
const OF_WINDOWS: { readonly [path: string]: string } = {
  "\\Microsoft\\Windows\\Defrag\\ScheduledDefrag": "%windir%\\system32\\defrag.exe",
  "\\Microsoft\\Windows\\Time Synchronization\\SynchronizeTime": "%windir%\\system32\\sc.exe",
  "\\Microsoft\\Windows\\UpdateOrchestrator\\Schedule Scan": "%systemroot%\\system32\\usoclient.exe",
  "\\Microsoft\\Windows\\Windows Defender\\Windows Defender Scheduled Scan":
    "C:\\Program Files\\Windows Defender\\MpCmdRun.exe",
};

/**
 * The tasks of a used machine: Windows' own, those of Edge and, on a client, of OneDrive for each user; here and there one
 * that somebody made for one evening's work and forgot. Names and authors are believed.
 */
export function shippedTasks(
  { role, kind }: UsedMachineOrigin,
  users: readonly string[],
  random: SeededRandom,
): Record<string, TaskState> {
  const tasks: Record<string, TaskState> = {};
  const add = (path: string, target: string, changes: Partial<TaskState> = {}): void => {
    tasks[path] = { ...SYSTEM, actions: [{ kind: "Exec", target }], ...changes };
  };
  for (const [path, target] of Object.entries(OF_WINDOWS)) add(path, target, { author: MICROSOFT });
  for (const name of ["Core", "UA"]) add(`\\MicrosoftEdgeUpdateTaskMachine${name}`, EDGE_UPDATE);
  if (kind === "client")
    for (const sid of users)
      add(`\\OneDrive Standalone Update Task-${sid}`, ONE_DRIVE, {
        runLevel: "LeastPrivilege",
        account: sid,
        sid,
        author: MICROSOFT,
      });
  if (role === "communication-server") add("\\業務バックアップ", '"C:\\jukinet\\backup\\Backup.cmd"');
  if (random.chance(0.15)) {
    const target = random.pick(["C:\\temp\\保守\\collect.bat", "C:\\Windows\\System32\\shutdown.exe"]);
    add(random.pick(["\\一時作業", "\\保守\\ログ採取", "\\At1"]), target, { account: "SYSTEM", author: "保守" });
  }
  return tasks;
}

const SYSTEM: TaskState = {
  enabled: true,
  account: "S-1-5-18",
  sid: "S-1-5-18",
  runLevel: "HighestAvailable",
  actions: [],
};

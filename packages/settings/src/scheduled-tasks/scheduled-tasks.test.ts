import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { WindowsState } from "../form/windows-state.js";
import { scheduledTasks } from "./scheduled-tasks.js";
import { scheduledTasksLive } from "./scheduled-tasks.live.js";
import type { TaskState } from "./scheduled-tasks.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

const TREE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree";

const backup: TaskState = {
  enabled: true,
  account: "SYSTEM",
  sid: "S-1-5-18",
  runLevel: "",
  actions: [{ kind: "Exec", target: '"C:\\Program Files\\Jukinet\\Backup.exe"' }],
};

function liveOf(changes: Partial<WindowsState>, declared: object) {
  const desired = scheduledTasks.format(declared);
  const facts = scheduledTasksLive.read(machine(changes), scheduledTasks.readRequest(desired));
  return scheduledTasks.fromWindows(facts, desired);
}

const whole = { enabled: true, principal: "system", runLevel: "limited", actions: ["x"] };

describe("scheduled-tasks", () => {
  it("is one line per task, the account by a word where its SID has one, the program without quotes and case", () => {
    const scheduled = { "\\業務バックアップ": backup, "\\A": { ...backup, sid: "S-1-5-21-1-2-3-500" } };
    expect(
      liveOf({ scheduledTasks: scheduled }, { "\\業務バックアップ": whole, "\\A": { principal: "system" } }),
    ).to.deep.equal({
      "\\業務バックアップ":
        'enabled true, principal system, runLevel limited, actions "c:\\\\program files\\\\jukinet\\\\backup.exe"',
      "\\A": "principal administrator",
    });
  });

  it("takes a SID for the word that stands for it", () => {
    expect(
      scheduledTasks.format({ "\\A": { principal: "s-1-5-18" }, "\\B": { principal: "S-1-5-32-1000" } }),
    ).to.deep.equal({
      "\\A": "principal system",
      "\\B": "principal S-1-5-32-1000",
    });
  });

  it("counts no task of Windows among the others, and every task that the service hides", () => {
    const scheduled = {
      "\\Microsoft\\Windows\\X": backup,
      "\\OneDrive": { ...backup, author: "Microsoft Corporation" },
      "\\一時作業": { ...backup, author: "hoshu" },
      "\\B": { ...backup, fault: "damaged" as const, author: "Microsoft Corporation" },
    };
    const registry = { [`${TREE}\\WinUpdate`]: { Id: { kind: "String", value: "{1}" } as const } };
    expect(liveOf({ scheduledTasks: scheduled, registry }, { "*": "absent" })).to.deep.equal({
      "*": '"\\\\B", "\\\\WinUpdate", "\\\\一時作業"',
    });
  });

  it("reads what is hidden, denied, damaged or run as nobody as unreadable, never as absent", () => {
    const registry = { [`${TREE}\\H`]: { Id: { kind: "String", value: "{1}" } as const } };
    const scheduled = {
      "\\Denied": { ...backup, fault: "unreadable" as const },
      "\\Damaged": { ...backup, fault: "damaged" as const },
      "\\Orphan": { ...backup, account: "CITY\\退職者", sid: "" },
      "\\Level": { ...backup, runLevel: "?" },
    };
    const declared = Object.fromEntries(["\\H", ...Object.keys(scheduled)].map((name) => [name, { enabled: true }]));
    expect(liveOf({ scheduledTasks: scheduled, registry }, declared)).to.deep.equal({
      "\\H": "unreadable: TASK_HIDDEN (\\H)",
      "\\Denied": "unreadable: TASK_UNREADABLE (\\Denied)",
      "\\Damaged": "unreadable: TASK_DAMAGED (\\Damaged)",
      "\\Orphan": "unreadable: ACCOUNT_UNKNOWN (CITY\\退職者)",
      "\\Level": "unreadable: VALUE_UNKNOWN (RunLevel ?)",
    });
  });

  it("refuses a name without its folder, an account's name and an unknown field", () => {
    expect(declarationIssues("scheduledTasks", { Backup: { enabled: true } })[0]).to.include(
      "must be the full path of a task",
    );
    expect(declarationIssues("scheduledTasks", { "\\A": { principal: "CITY\\admin" } })[0]).to.include(
      "scheduledTasks.\\A.principal: must be a SID",
    );
    expect(declarationIssues("scheduledTasks", { "\\A": { runlevel: "limited" } })[0]).to.include("unknown property");
    expect(declarationIssues("scheduledTasks", { "\\A": "absent", "\\a": "absent" })[0]).to.include("declared twice");
  });

  it("calls fewer rights hardening where nothing else differs, and knows of no other change", () => {
    const direction = (live: string, desired: string) => scheduledTasks.direction(["\\A"], live, desired);
    expect(direction("enabled true, runLevel highest", "enabled true, runLevel limited")).to.equal("hardening");
    expect(direction("runLevel limited, actions a b", "runLevel highest, actions b a")).to.equal("weakening");
    expect(direction("enabled true, runLevel highest", "enabled false, runLevel limited")).to.equal("unknown");
    expect(direction("absent", "enabled true")).to.equal("unknown");
    expect(scheduledTasks.direction(["*"], '"\\\\A"', "absent")).to.equal("hardening");
  });

  it("leaves Windows' own tasks where somebody clears away the others", () => {
    const state = machine({
      scheduledTasks: { "\\Microsoft\\Windows\\X": backup, "\\A": backup, "\\B": backup },
      registry: { [`${TREE}\\Hidden`]: { Id: { kind: "String", value: "{1}" } } },
    });
    const desired = scheduledTasks.format({ "\\a": { enabled: true }, "*": "absent" });
    scheduledTasksLive.write(state, scheduledTasks.toWindows(desired, [["*"]]));
    expect(Object.keys(state.scheduledTasks ?? {})).to.deep.equal(["\\Microsoft\\Windows\\X", "\\A"]);
    expect(state.registry).to.deep.equal({});
  });
});

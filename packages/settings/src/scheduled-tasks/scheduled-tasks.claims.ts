import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { scheduledTasks } from "./scheduled-tasks.js";

export const scheduledTasksClaims: AreaClaims = {
  reads: scheduledTasks.format({
    "\\Microsoft\\Windows\\Defrag\\ScheduledDefrag": { enabled: true },
    "*": "absent",
  } satisfies DeclaredSettings["scheduledTasks"]),
  claims: {
    "sid-or-name": {
      en: "The XML of a task names its account by SID or by a name that Windows can look up.",
      ja: "タスクのXMLは、実行アカウントをSIDか、検索できる名前で示す。",
      check: "Test-TaskAccount",
    },
    "unreadable-is-empty": {
      en: "A property of a task that may not be read is empty.",
      ja: "読み取れないタスクのプロパティは空である。",
    },
  },
};

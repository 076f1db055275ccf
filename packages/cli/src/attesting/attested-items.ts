import { join } from "node:path";

import type { JudgedItem } from "@kijun/checklist";
import { KijunError } from "@kijun/core";
import type { ChecklistItem } from "@kijun/core";

import { loadChecklist } from "../project/load-checklist.js";
import type { Project } from "../project/project.js";

/** The items of a project's checklist that a person answers, in whole or in part. Errors: PROJECT_MISSING, BASELINE_INVALID. */
export async function attestedItems(project: Project): Promise<readonly JudgedItem[]> {
  const items = (await loadChecklist(project)).filter(isAttested);
  if (items.length > 0) return items;
  const manifest = join(project.folder, "package.json");
  throw new KijunError("PROJECT_MISSING", `the checklist of ${manifest} has no part that a person answers`, {
    hint: 'Name one: "kijun": { "checklist": "<module>" }, whose items have parts of the kind "attested".',
  });
}

function isAttested(item: ChecklistItem): item is JudgedItem {
  const parts: unknown = Reflect.get(item, "parts");
  return Array.isArray(parts) && parts.some((part: unknown) => Reflect.get(Object(part), "kind") === "attested");
}

import { join } from "node:path";

import { KijunError } from "@kijun/core";
import type { ChecklistItem } from "@kijun/core";

import { importFrom } from "./load-baseline.js";
import type { Project } from "./project.js";

/** The checklist that a project names; empty where it names none. Errors: BASELINE_INVALID. */
export async function loadChecklist({ folder, checklist }: Project): Promise<readonly ChecklistItem[]> {
  if (checklist === undefined) return [];
  const manifest = join(folder, "package.json");
  const loaded = await importFrom(manifest, checklist);
  const items: unknown = typeof loaded === "object" && loaded !== null ? Reflect.get(loaded, "checklist") : undefined;
  if (Array.isArray(items) && items.every(isItem)) return items;
  throw new KijunError("BASELINE_INVALID", `the module ${checklist} of ${manifest} exports no checklist`, {
    hint: 'Export it by the name "checklist": items with id, role, title, requirement and areas.',
  });
}

function isItem(value: unknown): value is ChecklistItem {
  if (typeof value !== "object" || value === null) return false;
  const texts = ["id", "role", "title", "requirement"].every((name) => typeof Reflect.get(value, name) === "string");
  return texts && Array.isArray(Reflect.get(value, "areas"));
}

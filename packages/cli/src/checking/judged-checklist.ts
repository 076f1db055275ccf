import { join } from "node:path";

import type { JudgedItem } from "@kijun/checklist";
import { KijunError } from "@kijun/core";
import type { Scalar } from "@kijun/core";

import { importFrom } from "../project/load-baseline.js";
import { loadChecklist } from "../project/load-checklist.js";
import type { Project } from "../project/project.js";

/** A checklist edition by which machines can be judged. */
export interface JudgedChecklist {
  /** In the order of the document. */
  readonly items: readonly JudgedItem[];
  /** What levels the edition sets, by name. */
  readonly parameters: { readonly [name: string]: Scalar };
}

/** The checklist that a project names, with what it takes to judge it. Errors: PROJECT_MISSING, BASELINE_INVALID. */
export async function loadJudgedChecklist(project: Project): Promise<JudgedChecklist> {
  const { folder, checklist } = project;
  const manifest = join(folder, "package.json");
  if (checklist === undefined) {
    throw new KijunError("PROJECT_MISSING", `${manifest} names no checklist to judge by`, {
      hint: 'Add "checklist": "<module that exports checklist>" to "kijun" in it.',
    });
  }
  const items = await loadChecklist(project);
  const unjudged = items.filter((item) => !isJudged(item)).map(({ id }) => id);
  if (unjudged.length > 0) {
    throw new KijunError(
      "BASELINE_INVALID",
      `${checklist} of ${manifest} does not say how to judge ${unjudged.join(", ")}`,
      {
        hint: "Give each item its parts: id, title, severity, remediation and kind; areas and judge, or a question.",
      },
    );
  }
  const loaded = await importFrom(manifest, checklist);
  const parameters: unknown = Reflect.get(Object(loaded), "standardParameters") ?? {};
  if (isScalars(parameters)) return { items: items as readonly JudgedItem[], parameters };
  throw new KijunError("BASELINE_INVALID", `standardParameters of ${checklist} (${manifest}) is no map of values`, {
    hint: "Export names with texts, numbers or true and false.",
  });
}

function isJudged(item: object): boolean {
  const parts: unknown = Reflect.get(item, "parts");
  return Array.isArray(parts) && parts.length > 0 && parts.every(isPart);
}

function isPart(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  const read = (name: string): unknown => Reflect.get(part, name);
  if (typeof read("id") !== "string" || !isBilingual(read("title")) || !isBilingual(read("remediation"))) return false;
  if (read("kind") === "attested") return isBilingual(read("question"));
  return Array.isArray(read("areas")) && typeof read("judge") === "function";
}

function isBilingual(text: unknown): boolean {
  return (
    typeof text === "object" &&
    text !== null &&
    ["ja", "en"].every((name) => typeof Reflect.get(text, name) === "string")
  );
}

function isScalars(map: unknown): map is { readonly [name: string]: Scalar } {
  if (typeof map !== "object" || map === null) return false;
  return Object.values(map).every((value) => ["string", "number", "boolean"].includes(typeof value));
}

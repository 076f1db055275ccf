import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { Project } from "../project/project.js";

/** Name and version of the package that a project's checklist comes from. */
export function checklistEdition({ folder, checklist = "" }: Project): { name: string; version: string } {
  const module = createRequire(join(folder, "package.json")).resolve(checklist);
  const { name, version } = manifestAbove(dirname(module));
  return { name: textOr(name, checklist), version: textOr(version, "unversioned") };
}

function manifestAbove(folder: string): { readonly name?: unknown; readonly version?: unknown } {
  const path = join(folder, "package.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as object;
  const above = dirname(folder);
  return above === folder ? {} : manifestAbove(above);
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value.trim() !== "" ? value : otherwise;
}

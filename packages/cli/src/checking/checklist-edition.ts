import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { packageFolder } from "../project/package-folder.js";
import type { Project } from "../project/project.js";

/** Name and version of the package that a project's checklist comes from. */
export function checklistEdition({ folder, checklist = "" }: Project): { name: string; version: string } {
  const module = createRequire(join(folder, "package.json")).resolve(checklist);
  const home = packageFolder(module);
  const { name, version } = home === undefined ? {} : manifestIn(home);
  return { name: textOr(name, checklist), version: textOr(version, "unversioned") };
}

function manifestIn(folder: string): { readonly name?: unknown; readonly version?: unknown } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as object;
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" && value.trim() !== "" ? value : otherwise;
}

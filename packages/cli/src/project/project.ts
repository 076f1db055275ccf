import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";

/** A Pulumi project, and what its package.json says about Kijun. */
export interface Project {
  readonly folder: string;
  /** The project's name as Pulumi knows it. */
  readonly name: string;
  /** Module that exports `fleet`, as the project would import it; only the simulated fleet needs it. */
  readonly baseline?: string;
  /** Module that exports `checklist`, the items whose words `kijun explain` repeats. */
  readonly checklist?: string;
}

const PROJECT_FILE = "Pulumi.yaml";

/** Whether a folder holds a Pulumi project. */
export function isProject(folder: string): boolean {
  return existsSync(join(folder, PROJECT_FILE));
}

/** The project in a folder. Errors: PROJECT_MISSING. */
export function readProject(folder: string): Project {
  if (!isProject(folder)) {
    throw missing(
      `there is no ${PROJECT_FILE} in ${folder}`,
      "Go to the project's folder, or name it: kijun -C FOLDER ...",
    );
  }
  const name = projectName(readFileSync(join(folder, PROJECT_FILE), "utf8"));
  if (name === undefined) {
    throw missing(
      `${join(folder, PROJECT_FILE)} names no project`,
      'Give it a line "name: ..." of letters, digits, ".", "_" or "-".',
    );
  }
  return { folder, name, ...modulesOf(join(folder, "package.json")) };
}

/** Names are so narrow (letters, digits, `.`, `_`, `-`) that the one line can be read without a YAML parser. */
function projectName(yaml: string): string | undefined {
  return /^name:[ \t]*(["']?)([\w.-]+)\1[ \t]*(?:#.*)?$/m.exec(yaml.replaceAll("\r", ""))?.[2];
}

function modulesOf(path: string): Pick<Project, "baseline" | "checklist"> {
  if (!existsSync(path)) return {};
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new KijunError("PROJECT_MISSING", `${path} is not valid JSON`, { hint: "Correct the file.", cause });
  }
  const kijun = property(manifest, "kijun");
  if (kijun === undefined) return {};
  const [baseline, checklist] = [property(kijun, "baseline"), property(kijun, "checklist")];
  if (typeof baseline === "string" && baseline !== "") {
    return typeof checklist === "string" && checklist !== "" ? { baseline, checklist } : { baseline };
  }
  throw missing(
    `"kijun" in ${path} names no baseline`,
    'Write "kijun": { "baseline": "<module that exports fleet>" }.',
  );
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
}

function missing(message: string, hint: string): KijunError {
  return new KijunError("PROJECT_MISSING", message, { hint });
}

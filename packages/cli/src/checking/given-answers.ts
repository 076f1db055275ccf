import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { loadAnswers } from "@kijun/checklist";
import type { Answers, DataFile, JudgedItem, KnownSubjects } from "@kijun/checklist";

import { loadBaseline } from "../project/load-baseline.js";
import type { Project } from "../project/project.js";

/**
 * What people have said, from `attestations.json` and `waivers.json` of the customer's folder; a file that is not there says
 * nothing. Errors: ANSWERS_INVALID.
 */
export async function givenAnswers(folder: string, project: Project, items: readonly JudgedItem[]): Promise<Answers> {
  const known = await knownSubjects(project, items);
  return loadAnswers(
    { attestations: dataFiles(folder, "attestations.json"), waivers: dataFiles(folder, "waivers.json") },
    known,
  );
}

/** Everything that answers may speak of: every machine that is, was or will be in service. */
export async function knownSubjects(project: Project, items: readonly JudgedItem[]): Promise<KnownSubjects> {
  const fleet = await loadBaseline(project);
  const roles = new Map(fleet.classes.map(({ id, role }) => [id, role]));
  const machines = fleet.hosts.flatMap(({ name: host, hostClass }) => {
    const role = roles.get(hostClass);
    return role === undefined ? [] : [{ host, role }];
  });
  return { items, machines };
}

function dataFiles(folder: string, name: string): DataFile[] {
  const path = join(folder, name);
  return existsSync(path) ? [{ name: path, text: readFileSync(path, "utf8") }] : [];
}

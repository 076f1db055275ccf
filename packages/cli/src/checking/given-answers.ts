import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { loadAnswers } from "@kijun/checklist";
import type { Answers, DataFile, JudgedItem, KnownSubjects } from "@kijun/checklist";
import { KijunError } from "@kijun/core";
import type { Issue } from "@kijun/core";

import { loadBaseline } from "../project/load-baseline.js";
import type { Project } from "../project/project.js";
import { Dispositions } from "../reviewing/disposed-groups.js";
import { readDispositions } from "../reviewing/disposition-file.js";

/** What people have said about machines. */
export interface GivenAnswers {
  readonly answers: Answers;
  readonly dispositions: Dispositions;
}

/**
 * What people have said, from `attestations.json`, `waivers.json` and `dispositions` of the customer's folder; a file that is
 * not there says nothing. Errors: ANSWERS_INVALID, naming every wrong place of all of them.
 */
export async function givenAnswers(
  folder: string,
  project: Project,
  items: readonly JudgedItem[],
): Promise<GivenAnswers> {
  const known = await knownSubjects(project, items);
  const issues: Issue[] = [];
  const files = { attestations: dataFiles(folder, "attestations.json"), waivers: dataFiles(folder, "waivers.json") };
  const answers = orIssues(() => loadAnswers(files, known), issues);
  const decided = orIssues(() => readDispositions(folder), issues);
  if (answers !== undefined && decided !== undefined) return { answers, dispositions: new Dispositions(decided) };
  throw KijunError.forIssuesIn("what people have said", issues, {
    code: "ANSWERS_INVALID",
    hint: "Correct each place named above, then run the command again; nothing was judged.",
  });
}

/** What was loaded; of a load that found something wrong the issues are added to those of the others. */
function orIssues<Loaded>(load: () => Loaded, issues: Issue[]): Loaded | undefined {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof KijunError) || error.issues.length === 0) throw error;
    issues.push(...error.issues);
    return undefined;
  }
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

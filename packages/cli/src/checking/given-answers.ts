import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { loadAnswers } from "@kijun/checklist";
import type { Answers, DataFile, JudgedItem, KnownSubjects } from "@kijun/checklist";
import { KijunError, suggestion } from "@kijun/core";
import type { Issue } from "@kijun/core";

import { loadBaseline } from "../project/load-baseline.js";
import type { Project } from "../project/project.js";
import { Dispositions } from "../reviewing/disposed-groups.js";
import { readDispositions } from "../reviewing/disposition-file.js";

const ANSWER_FILES = { attestations: "attestations.json", waivers: "waivers.json" } as const;

/** What people have said about machines. */
export interface GivenAnswers {
  readonly answers: Answers;
  readonly dispositions: Dispositions;
}

/**
 * What people have said, from `attestations.json`, `waivers.json` and `dispositions` of the customer's folder; a file that is
 * not there says nothing. Errors: ANSWERS_INVALID, naming every wrong place of all of them and every file that nobody reads.
 */
export async function givenAnswers(
  folder: string,
  project: Project,
  items: readonly JudgedItem[],
): Promise<GivenAnswers> {
  const known = await knownSubjects(project, items);
  const issues = misnamedFiles(folder);
  const files = {
    attestations: dataFiles(folder, ANSWER_FILES.attestations),
    waivers: dataFiles(folder, ANSWER_FILES.waivers),
  };
  const answers = orIssues(() => loadAnswers(files, known), issues);
  const decided = orIssues(() => readDispositions(folder), issues);
  if (answers !== undefined && decided !== undefined && issues.length === 0)
    return { answers, dispositions: new Dispositions(decided) };
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

/** What a person has said under a misspelt name would otherwise say nothing. */
function misnamedFiles(folder: string): Issue[] {
  const known: string[] = Object.values(ANSWER_FILES);
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.toLowerCase().endsWith(".json") && !known.includes(name))
    .map((name) => ({
      file: join(folder, name),
      path: "",
      message: `no command reads it; ${suggestion(name, known)}`,
    }));
}

function dataFiles(folder: string, name: string): DataFile[] {
  const path = join(folder, name);
  return existsSync(path) ? [{ name: path, text: readFileSync(path, "utf8") }] : [];
}

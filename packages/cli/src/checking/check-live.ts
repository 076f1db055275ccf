import type { JudgedItem } from "@kijun/checklist";

import { dataFolder } from "../attesting/data-folder.js";
import type { Session } from "../command-line/command-line.js";
import { requireWritable } from "../run/run-report.js";
import type { Selection } from "../run/selection.js";
import { readNow } from "../seeing/read-now.js";
import { loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";
import { judgedEntries } from "./check-entries.js";
import type { CheckOptions } from "./check-options.js";
import { checkRecord } from "./record-of-check.js";
import { CheckRun } from "./check-run.js";
import { givenAnswers } from "./given-answers.js";
import { judgeOutcomes } from "./judge-outcomes.js";
import { loadJudgedChecklist } from "./judged-checklist.js";

/** Reads machines now and judges them; answers the exit code. Changes nothing on them. */
export async function checkLive(session: Session, options: CheckOptions): Promise<number> {
  const startedAt = new Date().toISOString();
  const fleet = await loadSeenFleet(session, options.asOf);
  const selection = selectionOf(fleet, options);
  const checklist = await loadJudgedChecklist(fleet.project);
  const items = itemsOf(checklist.items, selection);
  const entries = judgedEntries(fleet, selection);
  const answers = await givenAnswers(dataFolder(session, options, fleet.project), fleet.project, checklist.items);
  requireWritable(options);
  const run = new CheckRun({ session, fleet, selection, options, command: "check --live", machines: entries });
  const read = await readNow(entries, run.look);
  const outcomes = read.outcomes.map((outcome) => ({ ...outcome, source: "live" as const }));
  const { parameters } = checklist;
  const { name, day: asOf, siteNames } = fleet;
  const record = checkRecord({
    ...{ tool: run.tool, command: run.command, baseline: { fleet: name, asOf }, startedAt },
    ...{ items, outcomes, siteNames, language: session.output.language },
    findings: judgeOutcomes(outcomes, { items, parameters, answers, asOf }),
    also: read.interrupted ? ["cancelled"] : [],
  });
  return run.end(record, read);
}

/** The items that chosen areas bear on, each whole: an item of which a part was left out would say more than was seen. */
function itemsOf(items: readonly JudgedItem[], { areas }: Selection): readonly JudgedItem[] {
  return areas === undefined ? items : items.filter((item) => item.areas.some((area) => areas.includes(area)));
}

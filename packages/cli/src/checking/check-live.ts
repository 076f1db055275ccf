import type { JudgedItem } from "@kijun/checklist";

import type { Session } from "../command-line/command-line.js";
import { createRunFolder } from "../run/run-folders.js";
import { RunLog } from "../run/run-log.js";
import { requireWritable } from "../run/run-report.js";
import type { Selection } from "../run/selection.js";
import { noteFiles, requireTraced } from "../run/trace-option.js";
import { readNow } from "../seeing/read-now.js";
import { loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";
import { judgedEntries } from "./check-entries.js";
import type { CheckOptions } from "./check-options.js";
import { checkRecord } from "./check-record.js";
import { judgeOutcomes, NO_ANSWERS } from "./judge-outcomes.js";
import { loadJudgedChecklist } from "./judged-checklist.js";
import { showCheck } from "./show-check.js";

/** Reads machines now and judges them; answers the exit code. Changes nothing on them. */
export async function checkLive(session: Session, options: CheckOptions): Promise<number> {
  const startedAt = new Date().toISOString();
  const fleet = await loadSeenFleet(session, options.asOf);
  const selection = selectionOf(fleet, options);
  const checklist = await loadJudgedChecklist(fleet.project);
  const items = itemsOf(checklist.items, selection);
  const entries = judgedEntries(fleet, selection);
  const trace = requireTraced(
    options.trace,
    entries.map(({ host: name }) => ({ name })),
  );
  requireWritable(options);
  const { environment, project, name, day: asOf, siteNames } = fleet;
  const { path: runFolder } = createRunFolder(session.home);
  const log = new RunLog(runFolder, environment);
  const command = "check --live";
  log.start({ command, version: session.version, project: project.name, selection });
  const read = await readNow(entries, { output: session.output, environment, runFolder, trace });
  log.journal("reading", read.journal);
  const outcomes = read.outcomes.map((outcome) => ({ ...outcome, source: "live" as const }));
  const { parameters } = checklist;
  const record = checkRecord({
    ...{ tool: { name: "kijun", version: session.version }, command, baseline: { fleet: name, asOf }, startedAt },
    ...{ items, outcomes, siteNames, language: session.output.language },
    findings: judgeOutcomes(outcomes, { items, parameters, answers: NO_ANSWERS, asOf }),
    also: read.interrupted ? ["cancelled"] : [],
  });
  log.end(record.exit);
  const code = showCheck(record, options, session.output);
  noteFiles({ exit: record.exit, log: log.path, folders: [read.folder], trace }, options, session.output);
  return code;
}

/** The items that chosen areas bear on, each whole: an item of which a part was left out would say more than was seen. */
function itemsOf(items: readonly JudgedItem[], { areas }: Selection): readonly JudgedItem[] {
  return areas === undefined ? items : items.filter((item) => item.areas.some((area) => areas.includes(area)));
}

import type { JudgedItem } from "@kijun/checklist";
import { keepReading } from "@kijun/provider/live";
import type { ReadingContent } from "@kijun/provider/live";

import { dataFolder } from "../attesting/data-folder.js";
import { everyArea } from "@kijun/settings";

import type { Session } from "../command-line/command-line.js";
import { withDispositions } from "../reviewing/disposed-groups.js";
import type { HostOutcome } from "../run/host-outcomes.js";
import { whileShown } from "../run/passing-line.js";
import { requireWritable } from "../run/run-report.js";
import type { Selection } from "../run/selection.js";
import { readNow } from "../seeing/read-now.js";
import { loadSeenFleet, selectionOf } from "../seeing/seen-fleet.js";
import { judgedEntries } from "./check-entries.js";
import type { CheckOptions } from "./check-options.js";
import { checkRecord } from "./record-of-check.js";
import { CheckRun, JUDGING } from "./check-run.js";
import { givenAnswers } from "./given-answers.js";
import { judgeOutcomes } from "./judge-outcomes.js";
import type { JudgedOutcome } from "./judge-outcomes.js";
import { loadJudgedChecklist } from "./judged-checklist.js";
import { readOutcome } from "./kept-outcomes.js";

/** Reads machines now and judges them; answers the exit code. Changes nothing on them. */
export async function checkLive(session: Session, options: CheckOptions): Promise<number> {
  const startedAt = new Date().toISOString();
  const fleet = await loadSeenFleet(session, options.asOf);
  const selection = selectionOf(fleet, options, everyArea);
  const checklist = await loadJudgedChecklist(fleet.project);
  const entries = judgedEntries(fleet, selection);
  const folder = dataFolder(session, options, fleet.project);
  const { answers, dispositions } = await givenAnswers(folder, fleet.project, checklist.items);
  const items = withDispositions(itemsOf(checklist.items, selection), dispositions);
  requireWritable(options);
  const run = new CheckRun({ session, fleet, selection, options, command: "check --live", machines: entries });
  const answered = new Map<string, ReadingContent>();
  const keep = async (reading: ReadingContent): Promise<void> => {
    answered.set(reading.host, reading);
    await keepReading(reading, run.look.environment);
  };
  const read = await readNow(entries, { ...run.look, keeping: { keep } });
  const { parameters } = checklist;
  const { name, day: asOf, siteNames } = fleet;
  const record = whileShown(JUDGING, run.look, () => {
    const outcomes = read.outcomes.map((outcome) => liveOutcome(outcome, answered.get(outcome.entry.host), folder));
    return checkRecord({
      ...{ tool: run.tool, command: run.command, baseline: { fleet: name, asOf }, startedAt },
      ...{ items, outcomes, siteNames, language: session.output.language },
      findings: judgeOutcomes(outcomes, { items, parameters, answers, asOf }),
      also: read.interrupted ? ["cancelled"] : [],
    });
  });
  return run.end(record, read);
}

function liveOutcome(outcome: HostOutcome, answer: ReadingContent | undefined, folder: string): JudgedOutcome {
  const reading = outcome.reading?.reading;
  if (answer === undefined || reading?.kind !== "complete") return { ...outcome, source: "live" };
  return readOutcome(reading, answer, outcome.entry, folder);
}

/** The items that chosen areas bear on, each whole: an item of which a part was left out would say more than was seen. */
function itemsOf(items: readonly JudgedItem[], { areas }: Selection): readonly JudgedItem[] {
  return areas === undefined ? items : items.filter((item) => item.areas.some((area) => areas.includes(area)));
}

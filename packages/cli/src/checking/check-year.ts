import { dayInTokyo, KijunError } from "@kijun/core";
import type { FiscalYear } from "@kijun/core";
import { today } from "@kijun/provider/fleet";
import { keepReading } from "@kijun/provider/live";
import type { FleetFileEntry } from "@kijun/provider/run";

import { dataFolder } from "../attesting/data-folder.js";
import type { Session } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";
import { withDispositions } from "../reviewing/disposed-groups.js";
import { whileShown } from "../run/passing-line.js";
import { requireWritable } from "../run/run-report.js";
import { readNow } from "../seeing/read-now.js";
import type { ReadNow } from "../seeing/read-now.js";
import { loadSeenFleet, seeingEnvironment, selectionOf } from "../seeing/seen-fleet.js";
import type { SeenFleet } from "../seeing/seen-fleet.js";
import { judgedEntries } from "./check-entries.js";
import type { CheckOptions } from "./check-options.js";
import { checkRecord } from "./record-of-check.js";
import { CheckRun, JUDGING } from "./check-run.js";
import { checklistEdition } from "./checklist-edition.js";
import { givenAnswers } from "./given-answers.js";
import type { JudgedOutcome, Judging } from "./judge-outcomes.js";
import { loadJudgedChecklist } from "./judged-checklist.js";
import { isStillToRead, keptOutcomes, withFailedTries } from "./kept-outcomes.js";
import type { DaySpan } from "./kept-outcomes.js";
import { comparedWithLastYear, writeResult, writtenResult, yearResult } from "./year-result.js";

/** Options of the check of a fiscal year. */
export interface YearOptions extends CheckOptions {
  readonly year: FiscalYear;
  /** Readings from before this day are made anew, `YYYY-MM-DD`. */
  readonly since?: string;
  /** Read every chosen machine, whatever is kept of it. */
  readonly again?: boolean;
}

/**
 * The check of a fiscal year: reads of the chosen machines those that are still to be read, keeps each answer as it comes,
 * and judges every machine of the fleet by what is kept of it. Answers the exit code.
 */
export async function checkYear(session: Session, options: YearOptions): Promise<number> {
  const startedAt = new Date().toISOString();
  const { year } = options;
  const asOf = await dayOf(session, options);
  const fleet = await loadSeenFleet(session, asOf);
  const selection = selectionOf(fleet, options);
  const { project, environment, name, siteNames } = fleet;
  const folder = dataFolder(session, options, project);
  const judging = await yearJudging(fleet, folder);
  const earlier = writtenResult(folder, year);
  requireWritable(options);
  const command = `check --year ${year.name}`;
  const isOver = dayInTokyo(startedAt) > year.last;
  refuseAgain(options, isOver);
  const days = { first: options.since ?? year.first, last: year.last, isOver };
  const chosen = judgedEntries(fleet, selection);
  const run = new CheckRun({ session, fleet, selection, options, command, machines: chosen });
  const judgedNow = (): JudgedOutcome[] => keptOutcomes(judgedEntries(fleet, {}), days, { environment, folder });
  const known = whileShown(LOOKING, run.look, judgedNow);
  const read = await readDue(isOver ? [] : dueOf(known, chosen, options.again === true), run);
  const { record, path } = whileShown(JUDGING, run.look, () => {
    const outcomes = read === undefined ? known : withFailedTries(judgedNow(), read.outcomes);
    const material = { judging, outcomes, year, fleet: name, release: session.version };
    const edition = checklistEdition(project);
    const result = yearResult({ ...material, edition, run: { id: run.id, startedAt } }, earlier);
    const comparison = comparedWithLastYear(folder, year, result);
    const judged = checkRecord({
      ...{ tool: run.tool, command, baseline: { fleet: name, asOf }, startedAt },
      ...{ items: judging.items, outcomes, siteNames, language: session.output.language },
      findings: result.findings,
      also: read?.interrupted === true ? ["cancelled"] : [],
    });
    const written = writeResult(folder, year, result);
    return { record: comparison === undefined ? judged : { ...judged, comparison }, path: written };
  });
  const code = run.end(record, read);
  session.output.note(`${session.output.text({ ja: "結果", en: "result" })}: ${path}`);
  return code;
}

async function yearJudging(fleet: SeenFleet, folder: string): Promise<Judging> {
  const { items, parameters } = await loadJudgedChecklist(fleet.project);
  const { answers, dispositions } = await givenAnswers(folder, fleet.project, items);
  const reviewed = withDispositions(items, dispositions);
  return { items: reviewed, parameters, answers, asOf: fleet.day };
}

const LOOKING: Text = { ja: "保存済みの読取を確認しています", en: "looking through what is kept" };

/** No reading that is made after a year counts for it. Errors: ARGUMENT_INVALID. */
function refuseAgain({ year, again }: YearOptions, isOver: boolean): void {
  if (!isOver || again !== true) return;
  throw new KijunError(
    "ARGUMENT_INVALID",
    `--again: ${year.name} ended on ${year.last}, no reading counts for it any more`,
    {
      hint: "Leave --again out to judge what was read in that year, or name the year of today.",
    },
  );
}

/** The chosen machines that are still to be read, or all of them. */
function dueOf(known: readonly JudgedOutcome[], chosen: readonly FleetFileEntry[], isAgain: boolean): FleetFileEntry[] {
  const names = new Set(chosen.map(({ host }) => host));
  return known
    .filter((outcome) => names.has(outcome.entry.host) && (isAgain || isStillToRead(outcome)))
    .map(({ entry }) => entry);
}

/** Reads machines, and keeps each answer as it comes; undefined where there are none. */
async function readDue(due: readonly FleetFileEntry[], { look }: CheckRun): Promise<ReadNow | undefined> {
  if (due.length === 0) return undefined;
  return readNow(due, { ...look, keeping: { keep: (reading) => keepReading(reading, look.environment) } });
}

/** The day that is asked about: the one that was named, else today, at the latest the last day of the year. */
async function dayOf(session: Session, { year, asOf, since }: YearOptions): Promise<string> {
  const now = today(await seeingEnvironment(session));
  requireWithin("--since", since, year);
  if (asOf !== undefined) return requireWithin("--as-of", asOf, year) ?? asOf;
  if (now >= year.first) return now < year.last ? now : year.last;
  throw new KijunError(
    "ARGUMENT_INVALID",
    `--year ${year.name}: the year begins on ${year.first}, and today is ${now}`,
    {
      hint: "Name the year that has begun; a year runs from 1 April to 31 March.",
    },
  );
}

function requireWithin(option: string, day: string | undefined, { name, first, last }: FiscalYear & DaySpan) {
  if (day === undefined || (first <= day && day <= last)) return day;
  throw new KijunError("ARGUMENT_INVALID", `${option} ${day} is no day of ${name}`, {
    hint: `Name a day from ${first} to ${last}.`,
  });
}

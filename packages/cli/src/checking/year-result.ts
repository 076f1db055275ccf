import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { buildResult, compareResults, judgedMachine, loadResults, resultText } from "@kijun/checklist";
import type { CheckResult, JudgedMachine, ResultHeader } from "@kijun/checklist";
import { fiscalYear } from "@kijun/core";
import type { FiscalYear } from "@kijun/core";
import type { YearComparison } from "@kijun/report";

import { writeWhole } from "../attesting/write-file.js";
import { judgedSubject } from "./judge-outcomes.js";
import type { JudgedOutcome, Judging } from "./judge-outcomes.js";

/** What the result of a year is made of. */
export interface YearMaterial {
  readonly judging: Judging;
  /** Name and version of the checklist edition. */
  readonly edition: { readonly name: string; readonly version: string };
  /** Of Kijun. */
  readonly release: string;
  readonly fleet: string;
  readonly year: FiscalYear;
  readonly run: { readonly id: string; readonly startedAt: string };
  /** Every machine of the fleet. */
  readonly outcomes: readonly JudgedOutcome[];
}

/** The result file of a year in the customer's folder. */
export function resultPath(folder: string, { name }: FiscalYear): string {
  return join(folder, "checks", `${name}.json`);
}

/** The result that was written last; undefined where there is none. Errors: RESULT_INVALID. */
export function writtenResult(folder: string, year: FiscalYear): CheckResult | undefined {
  const path = resultPath(folder, year);
  return existsSync(path) ? loadResults([{ name: path, text: readFileSync(path, "utf8") }])[0] : undefined;
}

/** Judges what is kept of each machine, beside what the earlier result of the year says of how it came to be. */
export function yearResult(material: YearMaterial, earlier: CheckResult | undefined): CheckResult {
  const { judging, run, outcomes } = material;
  const header = headerOf(material);
  const machines = outcomes.map((outcome) => judgedBy(outcome, judging, earlier, run.id));
  const judged = new Set(machines.map(({ reading }) => placeOf(reading)));
  const before =
    earlier !== undefined && isSameJudge(earlier, header) ? [...earlier.superseded, ...earlier.readings] : [];
  return buildResult({
    header,
    ...{ asOf: judging.asOf, machines, answers: judging.answers },
    runs: [...(earlier?.runs ?? []), { ...run, controller: hostname(), finishedAt: new Date().toISOString() }],
    superseded: before.filter((reading) => reading.source !== "none" && !judged.has(placeOf(reading))),
  });
}

function headerOf({ judging, edition, release, fleet, year }: YearMaterial): ResultHeader {
  return {
    subject: "machines",
    judgedBy: { checklist: edition.name, version: edition.version, release, parameters: judging.parameters },
    ...{ fleet, fiscalYear: year.year },
    items: judging.items.map(({ id, role, title }) => ({ id, role, title })),
  };
}

/** A machine with the run that has read it: an earlier one where the reading is known already. */
function judgedBy(
  outcome: JudgedOutcome,
  judging: Judging,
  earlier: CheckResult | undefined,
  run: string,
): JudgedMachine {
  const { subject, context } = judgedSubject(outcome, judging);
  const judged = judgedMachine(judging.items, subject, context, run);
  const place = placeOf(judged.reading);
  const known = earlier?.readings.find((reading) => reading.source !== "none" && placeOf(reading) === place);
  return known === undefined ? judged : { ...judged, reading: { ...judged.reading, run: known.run } };
}

function placeOf({ host, source, observedAt, receivedAt }: CheckResult["readings"][number]): string {
  return JSON.stringify([host.toLowerCase(), source, observedAt, receivedAt]);
}

function isSameJudge(earlier: CheckResult, header: ResultHeader): boolean {
  return JSON.stringify(earlier.judgedBy) === JSON.stringify(header.judgedBy);
}

/** Puts the result in its place in one step. Errors: ARGUMENT_INVALID where that is not possible. */
export function writeResult(folder: string, year: FiscalYear, result: CheckResult): string {
  const path = resultPath(folder, year);
  writeWhole(path, resultText(result));
  return path;
}

/** What has become of last year's findings; undefined where no result of last year is kept. Errors: RESULT_INVALID. */
export function comparedWithLastYear(
  folder: string,
  { year }: FiscalYear,
  result: CheckResult,
): YearComparison | undefined {
  const last = fiscalYear(year - 1);
  const earlier = writtenResult(folder, last);
  return earlier === undefined ? undefined : { year: last.name, ...compareResults(earlier, result) };
}

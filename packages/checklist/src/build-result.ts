import { compareHostNames, dayInTokyo, fiscalYear, isInstant, KijunError } from "@kijun/core";
import type { Issue } from "@kijun/core";

import { withAnswers } from "./answered-part.js";
import type { Answers } from "./attestation.js";
import type { CheckResult, CheckRun, ReadingRecord, ResultHeader } from "./check-result.js";
import type { ItemFinding } from "./finding.js";
import { judgeMachine } from "./judge-machine.js";
import type { JudgingContext } from "./judge-machine.js";
import type { JudgedItem, Subject } from "./judged-item.js";
import { newestReadings } from "./newest-readings.js";
import { distinct, groupedBy, sortedBy } from "./ordered-lists.js";
import { digestOfResult, digestWithoutTimes, sortedText } from "./result-text.js";
import { unapprovedOf } from "./unapproved-values.js";
import type { UnapprovedValue } from "./unapproved-values.js";

/** One machine as one reading showed it; what a store of a run keeps until all machines are there. */
export interface JudgedMachine {
  readonly reading: ReadingRecord;
  readonly findings: readonly ItemFinding[];
  readonly unapproved: readonly UnapprovedValue[];
}

/** Judges a machine for a result. `run` is the id of the run that has read it. */
export function judgedMachine(
  items: readonly JudgedItem[],
  subject: Subject,
  context: JudgingContext,
  run: string,
): JudgedMachine {
  const findings = judgeMachine(items, subject, context);
  const parts = findings.flatMap((finding) => finding.parts).filter(({ kind }) => kind !== "attested");
  const unapproved = parts
    .flatMap(({ observations }) => observations)
    .flatMap((observation) => unapprovedOf(observation, subject.declared, context.provenanceOf));
  // A waiver is what people say about a finding; the verdict is what the machine showed.
  const verdict = digestWithoutTimes(parts.map((part) => ({ ...part, waiver: undefined })));
  return {
    reading: { host: subject.host, role: subject.role, ...context.reading, run, verdict },
    findings,
    unapproved: [...new Map(unapproved.map((value) => [value.path, value])).values()],
  };
}

/** What a result is made of. */
export interface ResultMaterial {
  readonly header: ResultHeader;
  /** Day in Asia/Tokyo of which the result is to speak, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly runs: readonly CheckRun[];
  /** Of a machine that was read more than once the newest reading counts. */
  readonly machines: readonly JudgedMachine[];
  readonly answers: Answers;
  /** Readings that newer ones had replaced before. */
  readonly superseded?: readonly ReadingRecord[];
}

/**
 * Puts a result together, every list in its order, statuses as of the day. Errors: RESULT_INVALID for a machine that was
 * read in another fiscal year than the result is of.
 */
export function buildResult(material: ResultMaterial): CheckResult {
  const { header, asOf } = material;
  const issues = material.machines.flatMap(({ reading }) => yearIssues(reading, header.fiscalYear));
  if (issues.length > 0) throw invalidResult(issues);
  const { kept, superseded } = newestReadings(material.machines, material.superseded ?? []);
  const answers = sortedAnswers(material.answers);
  const result: Omit<CheckResult, "digest"> = {
    schema: "kijun.check-result/1",
    ...{ subject: header.subject, judgedBy: header.judgedBy, fleet: header.fleet, fiscalYear: header.fiscalYear },
    asOf,
    runs: joinedRuns(material.runs),
    items: header.items,
    readings: kept.map(({ reading }) => reading),
    superseded,
    findings: sortedFindings(
      header.items.map(({ id }) => id),
      kept.flatMap(({ reading, findings }) => withAnswers(findings, reading.role, answers, asOf)),
    ),
    unapproved: unapprovedRecords(kept),
    answers,
  };
  return { ...result, digest: digestOfResult(result) };
}

/** What a loaded result is made of, so that it can be put together anew. */
export function materialOf(result: CheckResult): ResultMaterial {
  const { subject, judgedBy, fleet, fiscalYear: year, items, asOf, runs, answers, superseded } = result;
  const findings = groupedBy(result.findings, ({ host }) => host);
  const machines = result.readings.map((reading) => ({
    reading,
    findings: findings.get(reading.host) ?? [],
    unapproved: result.unapproved.filter(({ hosts }) => hosts.includes(reading.host)),
  }));
  return { header: { subject, judgedBy, fleet, fiscalYear: year, items }, asOf, runs, machines, answers, superseded };
}

/** Whether a reading is evidence for the fiscal year. */
export function yearIssues({ host, observedAt }: ReadingRecord, year: number): Issue[] {
  if (observedAt === undefined) return [];
  const { name, first, last } = fiscalYear(year);
  const day = isInstant(observedAt) ? dayInTokyo(observedAt) : "no day of the calendar";
  if (first <= day && day <= last) return [];
  const message = `${host} was read on ${day}; evidence for ${name} is from ${first} to ${last}`;
  return [{ file: "this run", path: `readings(${host}).observedAt`, value: JSON.stringify(observedAt), message }];
}

/** One error for everything that is wrong with results. */
export function invalidResult(issues: readonly Issue[]): KijunError {
  return KijunError.forIssuesIn("the results of checks", issues, {
    code: "RESULT_INVALID",
    hint: "Take the file as the check wrote it, or read the machines again; nothing was taken from it.",
  });
}

function joinedRuns(runs: readonly CheckRun[]): CheckRun[] {
  const groups = groupedBy(runs, ({ id, controller }) => sortedText([id, controller]));
  const joined = [...groups.values()].map(([first, ...others]) => others.reduce(joinedRun, first));
  return sortedBy(joined, ({ startedAt, id, controller }) => [startedAt, id, controller]);
}

/** A run that was resumed began when it first did and ended when it last did. */
function joinedRun(left: CheckRun, right: CheckRun): CheckRun {
  const startedAt = left.startedAt < right.startedAt ? left.startedAt : right.startedAt;
  return { ...left, startedAt, finishedAt: left.finishedAt > right.finishedAt ? left.finishedAt : right.finishedAt };
}

/** By item; findings of machines in their order keep it. */
function sortedFindings(items: readonly string[], findings: readonly ItemFinding[]): ItemFinding[] {
  const order = new Map(items.map((id, index) => [id, index]));
  return [...findings].sort(
    (left, right) => (order.get(left.item) ?? items.length) - (order.get(right.item) ?? items.length),
  );
}

function unapprovedRecords(machines: readonly JudgedMachine[]): CheckResult["unapproved"] {
  const values = machines.flatMap(({ reading, unapproved }) =>
    unapproved.map(({ path, value, question }) => ({ path, value, question, host: reading.host })),
  );
  const groups = groupedBy(values, ({ path, value, question }) => sortedText([path, value, question]));
  const records = [...groups.values()].map((group) => {
    const [{ path, value, question }] = group;
    return { path, value, question, hosts: group.map(({ host }) => host).sort(compareHostNames) };
  });
  return sortedBy(records, ({ path, value, question }) => [path, sortedText(value), question]);
}

/** Answers of several files, each once. */
function sortedAnswers({ attestations, waivers, retirements }: Answers): Answers {
  return {
    attestations: distinct(attestations),
    waivers: distinct(waivers.map((waiver) => ({ ...waiver, hosts: [...waiver.hosts].sort(compareHostNames) }))),
    retirements: distinct(retirements),
  };
}

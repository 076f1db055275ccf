import { timingSafeEqual } from "node:crypto";

import type { Attestation } from "@kijun/checklist";

import { answerOfMark, OFFERED_MARKS } from "./answer-mark.js";
import type { AskedHost, FormSection } from "./attestation-form.js";
import type { IssuedForm } from "./issued-form.js";
import type { ReturnContext } from "./judge-return.js";
import type { ReturnedCell, ReturnedRow, ReturnedSheet } from "./returned-sheet.js";
import { rowCode } from "./row-code.js";
import type { Report } from "./sheet-issue.js";
import { comparable } from "./sheet-words.js";
import { writtenDay } from "./written-day.js";

interface RowContext extends Pick<ReturnContext, "key" | "year" | "today" | "receivedAt" | "otherwise"> {
  readonly form: IssuedForm;
  readonly section: FormSection;
  readonly sheet: ReturnedSheet;
  readonly evidenceDigest: string;
}

/** A row whose id is right: what it answers, as far as the rest of it is right too. */
interface JudgedRow {
  readonly host: string;
  readonly note?: string;
  readonly attestations: readonly Attestation[];
}

/** Holds one row against the form; everything wrong is reported. Undefined for a row that is none of the form's. */
export function judgeRow(row: ReturnedRow, context: RowContext, report: Report): JudgedRow | undefined {
  for (const cell of row.stray) report("stray", cell);
  const asked = askedRow(row, context, report);
  if (asked === undefined) return undefined;
  const note = row.note.text.trim();
  const marks = marksOf(row, context.section, report);
  const base = { host: asked.host, ...(note === "" ? {} : { note }) };
  if (marks.length === 0) return { ...base, attestations: [] };
  if (note === "" && marks.some(({ answer }) => answer === "fail")) report("note-missing", row.note);
  const by = filled(row.person, context.sheet.person);
  if (by === undefined) report("person-missing", row.person);
  const observedOn = observedDay(row, asked, context, report);
  if (by === undefined || observedOn === undefined) return { ...base, attestations: [] };
  const { receivedAt, evidenceDigest, year } = context;
  const anyFails = marks.some(({ answer }) => answer === "fail");
  const attestations = marks.map(({ item, part, answer, cell }): Attestation => {
    // A remark on a row with crosses is about the crosses.
    const said = note !== "" && (answer === "fail" || !anyFails) ? { note } : {};
    const when = { observedOn, receivedAt, validUntil: year.last };
    const fresh = { item, part, host: asked.host, answer, by: by.text.trim(), ...when, ...said, evidenceDigest };
    const earlier = context.otherwise(fresh);
    if (earlier !== undefined) report("answered-otherwise", cell, saidIn(earlier));
    return fresh;
  });
  return { ...base, attestations };
}

/** The machine that the row's id and code name; undefined, and reported, where they name none. */
function askedRow({ host: id, code }: ReturnedRow, context: RowContext, report: Report): AskedHost | undefined {
  const { form, section, key } = context;
  const name = id.text.normalize("NFKC").trim();
  if (name === "") {
    report("id-missing", id);
    return undefined;
  }
  const asked = section.hosts.find(({ host }) => host === name);
  if (asked === undefined) {
    report("id-unknown", id);
    return undefined;
  }
  const given = Buffer.from(code.text.normalize("NFKC").trim().toLowerCase());
  const right = Buffer.from(rowCode(key, form, asked.host));
  if (given.length === right.length && timingSafeEqual(given, right)) return asked;
  report("id-altered", id);
  return undefined;
}

interface Mark {
  readonly item: string;
  readonly part: string;
  readonly answer: "pass" | "fail";
  readonly cell: ReturnedCell;
}

function marksOf({ marks }: ReturnedRow, { parts }: FormSection, report: Report): Mark[] {
  return parts.flatMap(({ item, part, heading }): Mark[] => {
    const cell = marks.get(comparable(heading));
    if (cell === undefined || cell.text.trim() === "") return [];
    const answer = answerOfMark(cell.text);
    if (answer !== undefined) return [{ item, part, answer, cell }];
    report("mark-unknown", cell);
    return [];
  });
}

/** The day of a row, or the one that holds for the whole sheet; undefined, and reported, where it cannot be right. */
function observedDay(row: ReturnedRow, asked: AskedHost, context: RowContext, report: Report): string | undefined {
  const { today, year, sheet } = context;
  const cell = filled(row.day, sheet.day);
  if (cell === undefined) {
    report("day-missing", row.day);
    return undefined;
  }
  const day = cell.date ?? writtenDay(cell.text);
  if (day === undefined) report("day-unreadable", cell);
  else if (day > today) report("day-future", cell, today);
  else if (day < year.first || day > year.last) report("day-outside", cell, `${year.first}～${year.last}`);
  else if (day < asked.from || (asked.until !== undefined && day >= asked.until))
    report("day-not-in-service", cell, `${asked.from}～${asked.until ?? ""}`);
  else return day;
  return undefined;
}

function saidIn({ answer, by, note }: Attestation): string {
  return [OFFERED_MARKS[answer], by, ...(note === undefined ? [] : [note])].join(" ");
}

/** The first of the cells with something in it. */
function filled(...cells: readonly (ReturnedCell | undefined)[]): ReturnedCell | undefined {
  return cells.find((cell) => cell !== undefined && cell.text.trim() !== "");
}

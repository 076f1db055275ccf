import type { Attestation } from "@kijun/checklist";
import type { FiscalYear } from "@kijun/core";

import type { FormSection } from "./attestation-form.js";
import { judgeRow } from "./judge-row.js";
import type { IssuedForm } from "./issued-form.js";
import type { ReturnedSheet } from "./returned-sheet.js";
import type { Report, SheetIssue } from "./sheet-issue.js";
import { comparable, HEADINGS } from "./sheet-words.js";

/** A file that came back, as far as it could be read. */
export interface ReturnedFile {
  readonly name: string;
  /** SHA-256, hex, of its bytes. */
  readonly digest: string;
  /** Its worksheets, or why it has none. */
  readonly sheets: readonly ReturnedSheet[] | { readonly unreadable: string };
}

/** What returned sheets are held against. */
export interface ReturnContext {
  readonly newest: (id: string) => number;
  readonly find: (id: string, issue: number) => IssuedForm | undefined;
  readonly key: Uint8Array;
  /** The year of the check; answers count to its end. */
  readonly year: FiscalYear;
  /** Day in Asia/Tokyo. */
  readonly today: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** An answer that is known of the same machine, part and day and says something else; such a one is refused. */
  readonly otherwise: (attestation: Attestation) => Attestation | undefined;
}

/** A question that a returned form leaves open, with the remark of its row where there is one. */
export interface Unanswered {
  readonly form: string;
  readonly issue: number;
  readonly host: string;
  readonly item: string;
  readonly part: string;
  /** What its column is headed with. */
  readonly heading: string;
  readonly note?: string;
}

/** What came back. With any issue nothing of it may be kept. */
export interface JudgedReturn {
  readonly issues: readonly SheetIssue[];
  readonly attestations: readonly Attestation[];
  /** Of every form that came back, also of rows and worksheets that are missing from it. */
  readonly unanswered: readonly Unanswered[];
}

/** Holds all files of one import against what was issued. */
export function judgeReturn(files: readonly ReturnedFile[], context: ReturnContext): JudgedReturn {
  const judge = new ReturnJudge(context);
  for (const file of files) judge.file(file);
  return judge.result();
}

class ReturnJudge {
  readonly #issues: SheetIssue[] = [];
  readonly #attestations: Attestation[] = [];
  /** Forms that came back, by id. */
  readonly #forms = new Map<string, IssuedForm>();
  /** Where each row, and each worksheet, was met first. */
  readonly #met = new Map<string, string>();
  readonly #notes = new Map<string, string>();

  constructor(readonly context: ReturnContext) {}

  file({ name, digest, sheets }: ReturnedFile): void {
    if ("unreadable" in sheets) {
      this.#issues.push({ file: name, code: "not-a-workbook", right: sheets.unreadable });
    } else if (sheets.length === 0) {
      this.#issues.push({ file: name, code: "no-sheet" });
    } else {
      for (const sheet of sheets) this.#sheet(name, digest, sheet);
    }
  }

  result(): JudgedReturn {
    const answered = new Set(this.#attestations.map(({ host, item, part }) => keyOf(host, item, part)));
    const unanswered = [...this.#forms.values()].flatMap(({ id, issue, sections }) =>
      sections.flatMap(({ hosts, parts }) =>
        hosts.flatMap(({ host }) =>
          parts
            .filter(({ item, part }) => !answered.has(keyOf(host, item, part)))
            .map(({ item, part, heading }): Unanswered => {
              const note = this.#notes.get(host);
              return { form: id, issue, host, item, part, heading, ...(note === undefined ? {} : { note }) };
            }),
        ),
      ),
    );
    // What is wrong in a cell that holds for all rows is said once.
    const issues = [...new Map(this.#issues.map((issue) => [JSON.stringify(issue), issue])).values()];
    return { issues, attestations: this.#attestations, unanswered };
  }

  #sheet(file: string, digest: string, sheet: ReturnedSheet): void {
    const report: Report = (code, cell, right) => {
      const place = { file, sheet: sheet.name, ...(cell === undefined ? {} : { cell: cell.at }) };
      const value = cell === undefined || cell.text === "" ? {} : { value: cell.text };
      this.#issues.push({ ...place, code, ...value, ...(right === undefined ? {} : { right }) });
    };
    const found = this.#identify(sheet, report);
    if (found === undefined) return;
    const { form, section } = found;
    this.#forms.set(form.id, form);
    const elsewhere = this.#meet(`${form.id}/${section.role}`, `${file} ${sheet.name}`);
    if (elsewhere !== undefined) {
      report("sheet-twice", sheet.form, elsewhere);
      return;
    }
    if (!columnsAreWhole(sheet, section, report)) return;
    for (const row of sheet.rows) {
      const judged = judgeRow(row, { ...this.context, form, section, sheet, evidenceDigest: digest }, report);
      if (judged === undefined) continue;
      const twice = this.#meet(`${form.id}/${judged.host}`, `${sheet.name}!${row.host.at}`);
      if (twice !== undefined) report("row-twice", row.host, twice);
      if (judged.note !== undefined) this.#notes.set(judged.host, judged.note);
      this.#attestations.push(...judged.attestations);
    }
  }

  /** Which issue and which of its worksheets it is; undefined, and reported, where it must not be taken in. */
  #identify(
    { form: id, issue, headings }: ReturnedSheet,
    report: Report,
  ): { readonly form: IssuedForm; readonly section: FormSection } | undefined {
    if (id === undefined || issue === undefined || headings.length === 0) {
      report("form-missing");
      return undefined;
    }
    const { newest, find, year } = this.context;
    const [formId = "", role = ""] = id.text.normalize("NFKC").trim().split("/");
    const number = Number(issue.text.normalize("NFKC").trim());
    const latest = newest(formId);
    const code = !formId.startsWith(`${year.name}-`) ? "other-year" : latest === 0 ? "form-unknown" : undefined;
    if (code !== undefined) {
      report(code, id, year.name);
      return undefined;
    }
    const form = number === latest ? find(formId, latest) : undefined;
    if (form === undefined) {
      const isStale = Number.isInteger(number) && 0 < number && number < latest;
      report(isStale ? "issue-stale" : "issue-unknown", issue, String(latest));
      return undefined;
    }
    const section = form.sections.find((candidate) => candidate.role === role);
    if (section !== undefined) return { form, section };
    report("form-unknown", id);
    return undefined;
  }

  /** Where the same was met before; remembers this place where it was not. */
  #meet(key: string, place: string): string | undefined {
    const earlier = this.#met.get(key);
    if (earlier === undefined) this.#met.set(key, place);
    return earlier;
  }
}

function columnsAreWhole({ headings, form }: ReturnedSheet, { parts }: FormSection, report: Report): boolean {
  const wanted = [...Object.values(HEADINGS), ...parts.map(({ heading }) => heading)];
  const missing = wanted.filter((name) => !headings.some(({ text }) => comparable(text) === comparable(name)));
  for (const name of missing) report("column-missing", headings[0] ?? form, name);
  const seen = new Set<string>();
  for (const heading of headings) {
    const name = comparable(heading.text);
    if (!wanted.some((each) => comparable(each) === name)) report("column-unknown", heading);
    else if (seen.has(name)) report("column-twice", heading, heading.text);
    seen.add(name);
  }
  return missing.length === 0;
}

function keyOf(host: string, item: string, part: string): string {
  return JSON.stringify([host, item, part]);
}

import { parseFiscalYear } from "@kijun/core";
import { rangeRef, writeXlsx } from "hucre/xlsx";
import type { Cell, WriteSheet } from "hucre/xlsx";

import { OFFERED_MARKS } from "./answer-mark.js";
import type { FormSection } from "./attestation-form.js";
import type { IssuedForm } from "./issued-form.js";
import { rowCode } from "./row-code.js";
import { HEADINGS, LABELS } from "./sheet-words.js";
import { BODY, FONT, linesOf, STYLES } from "./sheet-style.js";

/** Widths in characters of half width. */
const WIDTHS = { host: 17, code: 11, part: 9, day: 15, person: 16, note: 32 };
/** Rows that people write on by hand, in points. */
const HAND_ROW = 28;
const TITLE = "点検票（目視で確認する項目）";
const MARKS_TEXT = `点検した欄に${OFFERED_MARKS.pass}（点検内容のとおり）または${OFFERED_MARKS.fail}（そうでない）を記入し、${OFFERED_MARKS.fail}には備考を添える。点検していない欄は空欄のままとする。点検日・点検者は、共通と異なる行だけ行に記入する。日付は「令和8年1月14日」「2026-01-14」のように年から記入する。`;
/** More rows than this are printed on further pages rather than in letters too small to read. */
const ROWS_ON_ONE_PAGE = 24;

/** The workbook of an issued form: one worksheet for each role, A4 upright. Equal forms give equal bytes. */
export async function writeAttestationSheet(form: IssuedForm, key: Uint8Array): Promise<Uint8Array> {
  const instant = new Date(form.issuedAt);
  return writeXlsx({
    defaultFont: FONT,
    properties: { title: `${TITLE} ${form.id}`, created: instant, modified: instant },
    sheets: form.sections.map((section) => new SectionWriter(form, section, key).sheet()),
  });
}

class SectionWriter {
  readonly #cells = new Map<string, Cell>();
  readonly #heights = new Map<number, { height: number }>();
  readonly #merges: NonNullable<WriteSheet["merges"]> = [];
  readonly #widths: readonly number[];
  #row = 0;

  constructor(
    readonly form: IssuedForm,
    readonly section: FormSection,
    readonly key: Uint8Array,
  ) {
    const parts = section.parts.map(({ heading }) => Math.max(WIDTHS.part, heading.length + 4));
    this.#widths = [WIDTHS.host, WIDTHS.code, ...parts, WIDTHS.day, WIDTHS.person, WIDTHS.note];
  }

  sheet(): WriteSheet {
    const { section } = this;
    this.#put(0, TITLE, "title");
    this.#advance(26);
    this.#head();
    const heading = this.#row;
    this.#headings();
    const first = this.#row;
    for (const { host } of section.hosts) this.#hostRow(host);
    const last = this.#row - 1;
    const marks = rangeRef(first, 2, last, 1 + section.parts.length);
    const isOnePage = section.hosts.length <= ROWS_ON_ONE_PAGE;
    return {
      name: section.name,
      rows: Array.from({ length: this.#row }, (_, row) => this.#widths.map((_, column) => this.#valueAt(row, column))),
      cells: this.#cells,
      columns: this.#widths.map((width) => ({ width })),
      rowDefs: this.#heights,
      merges: this.#merges,
      dataValidations: [choice(marks)],
      protection: { sheet: true, formatColumns: true, formatRows: true },
      pageSetup: {
        ...{ paperSize: "a4", orientation: "portrait", horizontalCentered: true },
        ...{ fitToPage: true, fitToWidth: 1, fitToHeight: isOnePage ? 1 : 0 },
        printTitlesRow: `$${heading + 1}:$${heading + 1}`,
        margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
      },
      headerFooter: { oddFooter: `&L${this.form.id}/${section.role}  ${this.form.issue}&R&P / &N` },
    };
  }

  /** What holds for the whole sheet: which one it is, then what people fill in once, then the words of the items. */
  #head(): void {
    const { form, section } = this;
    const { year, first, last } = parseFiscalYear(form.year);
    this.#labelled(LABELS.form, `${form.id}/${section.role}`, "value");
    this.#labelled(LABELS.issue, String(form.issue), "value");
    this.#labelled(LABELS.year, `令和${year - 2018}年度（${first}～${last}）`, "value");
    this.#labelled(LABELS.site, `${form.site.name}\u3000${section.name} ${section.hosts.length}台`, "value");
    this.#labelled(LABELS.day, "", "input", HAND_ROW);
    this.#labelled(LABELS.person, "", "input", HAND_ROW);
    this.#labelled(LABELS.marks, MARKS_TEXT, "words");
    for (const { heading, words } of section.parts) this.#labelled(heading, words, "words");
    this.#advance(6);
  }

  #headings(): void {
    const { host, code, day, person, note } = HEADINGS;
    const headings = [host, code, ...this.section.parts.map(({ heading }) => heading), day, person, note];
    headings.forEach((heading, column) => {
      this.#put(column, heading, "heading");
    });
    this.#advance(22);
  }

  #hostRow(host: string): void {
    const code = rowCode(this.key, this.form, host);
    const { parts } = this.section;
    this.#put(0, host, "id");
    this.#put(1, code, "id");
    parts.forEach((_, index) => {
      this.#put(2 + index, "", "mark");
    });
    for (let column = 2 + parts.length; column < this.#widths.length; column++) this.#put(column, "", "input");
    this.#advance(HAND_ROW);
  }

  /** A label with a value that takes the rest of the row. */
  #labelled(label: string, value: string, style: "value" | "input" | "words", height?: number): void {
    const last = this.#widths.length - 1;
    const width = this.#widths.slice(1).reduce((sum, each) => sum + each, 0);
    this.#put(0, label, "label");
    this.#put(1, value, style);
    for (let column = 2; column <= last; column++) this.#put(column, "", style);
    this.#merges.push({ startRow: this.#row, startCol: 1, endRow: this.#row, endCol: last });
    this.#advance(height ?? linesOf(value, width) * (BODY + 4) + 3);
  }

  #put(column: number, value: string, style: keyof typeof STYLES): void {
    const cell: Cell = { value: value === "" ? null : value, type: value === "" ? "empty" : "string" };
    this.#cells.set(`${this.#row},${column}`, { ...cell, style: STYLES[style] });
  }

  #valueAt(row: number, column: number): Cell["value"] {
    return this.#cells.get(`${row},${column}`)?.value ?? null;
  }

  #advance(height: number): void {
    this.#heights.set(this.#row, { height });
    this.#row++;
  }
}

function choice(range: string): NonNullable<WriteSheet["dataValidations"]>[number] {
  return {
    ...{ type: "list", values: Object.values(OFFERED_MARKS), range, allowBlank: true },
    ...{ showErrorMessage: true, errorTitle: "判定", errorMessage: "○または×を選択するか、空欄のままにします。" },
  };
}

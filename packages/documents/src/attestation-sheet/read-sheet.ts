import { cellRef, readXlsx } from "hucre/xlsx";
import type { Cell, CellValue, Sheet } from "hucre/xlsx";

import type { ReturnedCell, ReturnedRow, ReturnedSheet } from "./returned-sheet.js";
import { comparable, HEADINGS, LABELS } from "./sheet-words.js";

/** Rows and bytes that no sheet of ours comes near; a file with more is none of them. */
const ROWS_AT_MOST = 5000;
const BYTES_AT_MOST = 8 * 1024 * 1024;

/**
 * The worksheets of a workbook that hold anything, laid out by the headings and labels that they carry, wherever those
 * stand now. Says nothing yet about whether their contents are right. Errors: RangeError for what is no workbook.
 */
export async function readAttestationSheet(bytes: Uint8Array): Promise<readonly ReturnedSheet[]> {
  if (bytes.byteLength > BYTES_AT_MOST) throw new RangeError(`larger than ${BYTES_AT_MOST} bytes`);
  try {
    const { sheets } = await readXlsx(bytes, { maxRows: ROWS_AT_MOST + 1 });
    if (sheets.some(({ rows }) => rows.length > ROWS_AT_MOST)) throw new RangeError(`more than ${ROWS_AT_MOST} rows`);
    return sheets
      .map(gridOf)
      .filter(({ rows }) => rows.length > 0)
      .map(sheetOf);
  } catch (cause) {
    throw new RangeError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

interface Grid {
  readonly name: string;
  /** Rows that hold anything; of each only the cells that do. */
  readonly rows: readonly (readonly PlacedCell[])[];
}

interface PlacedCell extends ReturnedCell {
  readonly row: number;
  readonly column: number;
}

function gridOf({ name, rows, cells }: Sheet): Grid {
  const placed = rows.map((values, row) =>
    values.flatMap((value, column): PlacedCell[] => {
      const cell = cellOf(row, column, value, cells?.get(`${row},${column}`));
      return cell.text.trim() === "" ? [] : [cell];
    }),
  );
  return { name: printable(name), rows: placed.filter((row) => row.length > 0) };
}

function cellOf(row: number, column: number, value: CellValue, detail: Cell | undefined): PlacedCell {
  const place = { row, column, at: cellRef(row, column) };
  const held = detail?.formula === undefined ? value : (detail.formulaResult ?? value);
  if (held instanceof Date) {
    const instant = Number.isNaN(held.getTime()) ? "" : held.toISOString();
    const isWholeDay = instant.endsWith("T00:00:00.000Z");
    return { ...place, text: instant, ...(isWholeDay ? { date: instant.slice(0, 10) } : {}) };
  }
  return { ...place, text: held === null ? "" : printable(String(held)) };
}

/** Without what would speak to a terminal rather than to its reader; line breaks stay. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, "\uFFFD");
}

function sheetOf({ name, rows }: Grid): ReturnedSheet {
  const start = rows.findIndex((cells) => cells.some((cell) => reads(cell, HEADINGS.host)));
  const head = start < 0 ? rows : rows.slice(0, start);
  const headings = start < 0 ? [] : (rows[start] ?? []);
  const labelled = (label: string): ReturnedCell | undefined => valueBeside(head, label);
  return {
    ...{ name, headings, rows: start < 0 ? [] : rows.slice(start + 1).map((cells) => rowOf(cells, headings)) },
    ...{ form: labelled(LABELS.form), issue: labelled(LABELS.issue) },
    ...{ day: labelled(LABELS.day), person: labelled(LABELS.person) },
  };
}

/** What stands in the row of a label, right of it. */
function valueBeside(head: Grid["rows"], label: string): ReturnedCell | undefined {
  for (const cells of head) {
    const place = cells.find((cell) => reads(cell, label));
    if (place !== undefined) return cells.find(({ column }) => column > place.column) ?? { text: "", at: place.at };
  }
  return undefined;
}

function rowOf(cells: readonly PlacedCell[], headings: readonly PlacedCell[]): ReturnedRow {
  const row = cells[0]?.row ?? 0;
  const below = (heading: PlacedCell): ReturnedCell =>
    cells.find(({ column }) => column === heading.column) ?? { text: "", at: cellRef(row, heading.column) };
  const under = (name: string): ReturnedCell => {
    const heading = headings.find((cell) => reads(cell, name));
    return heading === undefined ? { text: "", at: cellRef(row, 0) } : below(heading);
  };
  const own = Object.values(HEADINGS).map(comparable);
  const asked = headings.filter(({ text }) => !own.includes(comparable(text)));
  const columns = new Set(headings.map(({ column }) => column));
  return {
    ...{ host: under(HEADINGS.host), code: under(HEADINGS.code), day: under(HEADINGS.day) },
    ...{ person: under(HEADINGS.person), note: under(HEADINGS.note) },
    marks: new Map(asked.map((heading) => [comparable(heading.text), below(heading)])),
    stray: cells.filter(({ column }) => !columns.has(column)),
  };
}

function reads({ text }: ReturnedCell, wanted: string): boolean {
  return comparable(text) === comparable(wanted);
}

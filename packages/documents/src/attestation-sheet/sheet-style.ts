import type { CellStyle } from "hucre/xlsx";

/** Letters of the body, in points. */
export const BODY = 10;
/** Stands on every Japanese Windows. */
export const FONT = { name: "ＭＳ ゴシック", size: BODY };

const line = { style: "thin" as const };
const border = { top: line, right: line, bottom: line, left: line };
const centre = { horizontal: "center" as const, vertical: "center" as const, wrapText: true };
const left = { horizontal: "left" as const, vertical: "center" as const, wrapText: true };
const grey = { type: "pattern" as const, pattern: "solid" as const, fgColor: { rgb: "E7E6E6" } };
/** Kept as it is typed: a spreadsheet makes another day of `10/1`, and a number of digits. */
const asTyped = "@";

/** What the cells of a sheet look like, and which of them people write into. */
export const STYLES = {
  title: { font: { ...FONT, size: 14, bold: true }, alignment: { vertical: "center" } },
  label: { font: FONT, border, alignment: left, fill: grey },
  value: { font: FONT, border, alignment: left, numFmt: asTyped },
  words: { font: FONT, border, alignment: left },
  heading: { font: { ...FONT, bold: true }, border, alignment: centre, fill: grey },
  id: { font: FONT, border, alignment: centre, numFmt: asTyped },
  mark: { font: { ...FONT, size: 14 }, border, alignment: centre, numFmt: asTyped, protection: { locked: false } },
  input: { font: FONT, border, alignment: left, numFmt: asTyped, protection: { locked: false } },
} satisfies { readonly [Name in string]: CellStyle };

/** Lines that a text takes in a column; letters that are not ASCII are twice as wide, or are counted so. */
export function linesOf(text: string, width: number): number {
  const cells = text.length + (text.match(/[^ -~]/g)?.length ?? 0);
  return Math.max(1, Math.ceil(cells / (width - 1)));
}

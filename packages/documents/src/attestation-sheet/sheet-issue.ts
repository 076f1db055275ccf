import type { BilingualText } from "@kijun/core";

import { knownMarks } from "./answer-mark.js";
import type { ReturnedCell } from "./returned-sheet.js";

/** One thing wrong with a returned sheet: where, what stands there, what would be right. */
export interface SheetIssue {
  readonly file: string;
  /** Name of the worksheet; absent where the whole file is meant. */
  readonly sheet?: string;
  /** `F12`; absent where the whole worksheet is meant. */
  readonly cell?: string;
  readonly code: SheetIssueCode;
  /** The text that stands there; absent where nothing does. */
  readonly value?: string;
  /** What would be right, as far as it depends on the sheet: a day, a number, a heading. */
  readonly right?: string;
}

/** Says what is wrong in a worksheet: in a cell, or in all of it. */
export type Report = (code: SheetIssueCode, cell?: ReturnedCell, right?: string) => void;

/** What can be wrong, with what would be right; `{}` stands for the issue's `right`. */
const meanings = {
  "answered-otherwise": {
    ja: "同じ日の別の回答が取り込み済み（{}）。正しければ--correctを付ける",
    en: "another answer about the same day is known ({}); with --correct this one takes its place",
  },
  "not-a-workbook": {
    ja: "Excelブック（.xlsx）として読めない。返送されたファイルそのものを指定する（{}）",
    en: "cannot be read as an Excel workbook (.xlsx); name the file as it came back ({})",
  },
  "no-sheet": {
    ja: "記入された点検票がない。返送されたファイルを指定する",
    en: "holds no sheet; name the file as it came back",
  },
  "form-missing": {
    ja: "様式ID・発行番号・見出し行がない。発行した点検票の行を削除せずに転記する",
    en: "the form id, the number of the issue or the row of headings is gone; copy the answers into the sheet as issued",
  },
  "form-unknown": {
    ja: "このデータフォルダーから発行した様式ではない。--dataを確かめる",
    en: "no such form was issued from this data folder; check --data",
  },
  "other-year": {
    ja: "今年度（{}）の点検票ではない。今年度の点検票に転記する",
    en: "is not a sheet of this fiscal year ({}), the only one that answers still count for",
  },
  "issue-stale": {
    ja: "古い発行分である。最新の発行（{}）に転記する",
    en: "is an older issue; copy the answers into the newest one ({})",
  },
  "issue-unknown": { ja: "発行していない番号である。最新の発行は{}", en: "was never issued; the newest issue is {}" },
  "sheet-twice": {
    ja: "同じ点検票が{}にもある。一方だけを取り込む",
    en: "the same sheet is in {} too; take in one of them",
  },
  "column-missing": {
    ja: "列「{}」がない。発行した点検票に転記する",
    en: 'the column "{}" is gone; copy the answers into the sheet as issued',
  },
  "column-twice": { ja: "列「{}」が2つある。一方を削除する", en: 'the column "{}" stands there twice; remove one' },
  "column-unknown": {
    ja: "様式にない列である。内容を備考に移し、列を削除する",
    en: "is no column of the form; move its contents to the remarks and remove it",
  },
  stray: { ja: "様式の列の外にある。備考に移す", en: "stands outside the columns of the form; move it to the remarks" },
  "id-missing": {
    ja: "行IDのない行に記入がある。元の行に移す",
    en: "the row has no id; move what it holds to its row",
  },
  "id-unknown": {
    ja: "この発行にない行IDである。発行した点検票のとおりに戻す",
    en: "is no row of this issue; put the id back as it was issued",
  },
  "id-altered": {
    ja: "行IDと照合コードが合わない。発行した点検票のとおりに戻す",
    en: "does not go with the code of its row; put id and code back as they were issued",
  },
  "row-twice": { ja: "同じ行が{}にもある。一方を削除する", en: "the same row stands in {} too; remove one" },
  "mark-unknown": {
    ja: `判定の記号ではない。使える記号: ${knownMarks()}`,
    en: `is no mark; known are ${knownMarks()}`,
  },
  "note-missing": {
    ja: "×には備考（内容・処置案）が要る",
    en: "a cross needs a remark: what is wrong, what is proposed",
  },
  "person-missing": {
    ja: "点検者がない。その行か、票の「点検者（共通）」に記入する",
    en: "nobody is named; write who looked into the row or at the top of the sheet",
  },
  "day-missing": {
    ja: "点検日がない。その行か、票の「点検日（共通）」に記入する",
    en: "no day is given; write it into the row or at the top of the sheet",
  },
  "day-unreadable": {
    ja: "日付として読めない。年から書く（例: 令和8年1月14日、2026-01-14）",
    en: "is no day; write it from the year on, such as 2026-01-14 or 令和8年1月14日",
  },
  "day-future": { ja: "未来の日付である（本日は{}）", en: "lies in the future; today is {}" },
  "day-outside": { ja: "点検の年度（{}）の外である", en: "is outside the year of the check ({})" },
  "day-not-in-service": {
    ja: "その日、この機器は稼働していない（稼働期間 {}）",
    en: "the machine was not in service on that day (in service {})",
  },
} as const satisfies { readonly [Code in string]: BilingualText };

export type SheetIssueCode = keyof typeof meanings;

/** What a person reads: `kita.xlsx 統合端末!F12 "△": …`. */
export function sheetIssueText(issue: SheetIssue): BilingualText {
  const { file, sheet, cell, code, value, right = "" } = issue;
  const place = [file, [sheet, cell].filter((part) => part !== undefined).join("!")].filter((part) => part !== "");
  const head = `${place.join(" ")}${value === undefined ? "" : ` ${JSON.stringify(value)}`}`;
  const { ja, en } = meanings[code];
  const filled = (text: string): string => `${head}: ${text.replace("{}", () => right)}`;
  return { ja: filled(ja), en: filled(en) };
}

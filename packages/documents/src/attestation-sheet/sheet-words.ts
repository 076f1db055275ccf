/** Words that the sheet prints and that are looked for when it comes back. */
export const LABELS = {
  form: "様式ID",
  issue: "発行番号",
  year: "年度",
  site: "設置場所",
  day: "点検日（共通）",
  person: "点検者（共通）",
  marks: "記入方法",
} as const;

/** Headings of the columns that every sheet has; one for each part that is asked about stands between code and day. */
export const HEADINGS = {
  host: "行ID（機器名）",
  code: "照合コード",
  day: "点検日",
  person: "点検者",
  note: "備考（×の内容・処置案）",
} as const;

/** A heading or label as it is compared: widths and spaces do not count. */
export function comparable(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}

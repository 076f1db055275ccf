import { wrap } from "../display-width.js";
import type { RecordNames } from "../record-names.js";
import type { ReportTexts } from "../report-texts.js";
import { span } from "./styled-line.js";
import type { Line, Style } from "./styled-line.js";

/** What every part of the terminal report needs to know. */
export interface Page {
  /** Cells of a line. */
  readonly width: number;
  readonly timeZone: string;
  readonly texts: ReportTexts;
  readonly names: RecordNames;
}

/** Sentences on as many lines as they need, each indented. Values are never written this way. */
export function proseLines(text: string, { width }: Page, indent: string, style?: Style): Line[] {
  return wrap(text, width - indent.length).map((line) => [span(indent), span(line, style)]);
}

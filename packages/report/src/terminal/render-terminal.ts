import { DIRECTIONS } from "../change-groups.js";
import { displayWidth, wrap } from "../display-width.js";
import { recordNames } from "../record-names.js";
import { textsOf } from "../report-texts.js";
import type { Language } from "../report-texts.js";
import type { RunRecord } from "../run-record.js";
import { summariseRun } from "../run-summary.js";
import type { RunSummary } from "../run-summary.js";
import { directionNumbers, emptyText, exitText, timeText } from "../value-text.js";
import { appliedLines } from "./applied-lines.js";
import { areaTableLines } from "./area-table.js";
import { changeLines, machinesLine } from "./change-lines.js";
import { renderLine, span } from "./styled-line.js";
import type { Line } from "./styled-line.js";
import { proseLines } from "./terminal-page.js";
import type { Page } from "./terminal-page.js";
import { unreadLines } from "./unread-lines.js";

/** How a record becomes a screen. */
export interface TerminalOptions {
  readonly language: Language;
  /** Cells of a line, 40 at least; 100 where the terminal does not say. */
  readonly width?: number;
  /** Whether to colour. The caller has looked at the stream and the environment; nothing here does. Default: false. */
  readonly color?: boolean;
  /** IANA name; the days and hours of the text are those of this zone. Default: `Asia/Tokyo`. */
  readonly timeZone?: string;
}

const MINIMUM_WIDTH = 40;

/** The summary of a run for a person at a terminal: what changes, what could not be read, and one line that says both. */
export function renderTerminal(record: RunRecord, options: TerminalOptions): string {
  const { language, width = 100, color = false, timeZone = "Asia/Tokyo" } = options;
  const page: Page = {
    width: Math.max(width, MINIMUM_WIDTH),
    timeZone,
    texts: textsOf(language),
    names: recordNames(record, language),
  };
  const summary = summariseRun(record);
  const lines = [
    ...headLines(record, page),
    ...areaTableLines(summary.table, page),
    ...changeLines(summary.groups, page),
    ...unreadLines(summary.unread, page),
    ...membershipLines(summary, page),
    ...(summary.applied === undefined ? [] : appliedLines(summary.applied, page)),
    ...emptyLines(summary, page),
    ...lastLines(record, summary, page),
  ];
  return lines.map((line) => renderLine(line, page.width, color) + "\n").join("");
}

function headLines(record: RunRecord, page: Page): Line[] {
  const { texts, timeZone } = page;
  const { fleet, asOf, revision } = record.baseline;
  const what = [texts.title(record.command), texts.stack(record.stack), texts.baseline(fleet, asOf, revision)];
  const size = texts.size(record.hosts.length, record.areas.length);
  const when = [timeText(record.startedAt, timeZone), size, texts.duration(record.timing)];
  return [...proseLines(what.join("  "), page, "", "strong"), ...proseLines(when.join("  "), page, "", "context")];
}

function membershipLines({ joining, leaving }: RunSummary, page: Page): Line[] {
  const block = (title: string, hosts: readonly string[]): Line[] =>
    hosts.length === 0 ? [] : [[], ...proseLines(title, page, ""), machinesLine(hosts, page)];
  const { texts } = page;
  return [...block(texts.joining(joining.length), joining), ...block(texts.leaving(leaving.length), leaving)];
}

function emptyLines(summary: RunSummary, page: Page): Line[] {
  const text = emptyText(summary, page.texts);
  return text === undefined ? [] : [[], ...proseLines(text, page, "")];
}

/** One line; where it does not fit, the exit code begins a line of its own so that it is never broken. */
function lastLines(record: RunRecord, summary: RunSummary, page: Page): Line[] {
  const { texts, width } = page;
  const read = texts.hostsRead(summary.hosts.read, summary.hosts.all);
  const changes = texts.changes(summary.changes, summary.changedHosts, directionNumbers(summary, DIRECTIONS, texts));
  const numbers = [read, changes].join(texts.sentenceGap);
  const exit = exitText(record, texts);
  const line = [numbers, exit].join(texts.sentenceGap);
  const parts = displayWidth(line) <= width ? [line] : [...wrap(numbers, width), ...wrap(exit, width)];
  return [[], ...parts.map((part) => [span(part, record.exit.code === 0 ? undefined : "strong")])];
}

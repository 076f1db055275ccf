import { countDirections } from "../area-counts.js";
import { compareText, DIRECTIONS } from "../change-groups.js";
import { cut, displayWidth, padEnd, visible } from "../display-width.js";
import { recordNames } from "../record-names.js";
import { textsOf } from "../report-texts.js";
import { renderLine, span } from "../terminal/styled-line.js";
import type { Line, Style } from "../terminal/styled-line.js";
import { proseLines } from "../terminal/terminal-page.js";
import type { Page } from "../terminal/terminal-page.js";
import type { TerminalOptions } from "../terminal/render-terminal.js";
import { unreadLines } from "../terminal/unread-lines.js";
import { groupUnreadable, separateUnreadable } from "../unread-groups.js";
import { directionNumbers, exitText, timeText } from "../value-text.js";
import { fleetMatrix } from "./fleet-matrix.js";
import type { MatrixCell, MatrixRow } from "./fleet-matrix.js";
import type { StatusHost, StatusRecord } from "./status-record.js";
import { statusTexts } from "./status-texts.js";
import type { StatusTexts } from "./status-texts.js";

const WIDTH = 80;
const NARROWEST_NAME = 18;
const WIDEST_NAME = 32;
/** Room for a code such as `WINRM_CREDENTIAL_LATCHED` or an age behind the cells. */
const NOTE_CELLS = 26;
const STYLES: { readonly [Each in MatrixCell]?: Style } = { W: "weakening", "?": "unread", "-": "context" };

interface StatusPage extends Page {
  readonly own: StatusTexts;
  readonly record: StatusRecord;
  /** Cells of the column with names. */
  readonly nameWidth: number;
}

/** The matrix of a fleet for a person at a terminal, what was not read and why, and one line that sums it up. */
export function renderStatus(record: StatusRecord, options: TerminalOptions): string {
  const { language, width = WIDTH, color = false, timeZone = "Asia/Tokyo" } = options;
  const blocks = fleetMatrix(record);
  const names = blocks.flatMap(({ site, rows }) => [site, ...rows.map(({ host }) => `  ${host.name}`)]);
  const room = width - record.areas.length - NOTE_CELLS;
  const widest = Math.max(...names.map((name) => displayWidth(name) + 2), 0);
  const page: StatusPage = {
    ...{ width: Math.min(width, WIDTH), timeZone, texts: textsOf(language), names: recordNames(record, language) },
    ...{ own: statusTexts[language], record },
    nameWidth: Math.max(Math.min(widest, WIDEST_NAME, room), NARROWEST_NAME),
  };
  const lines = [
    ...headLines(page),
    ...blocks.flatMap(({ site, rows }): Line[] => [[], siteLine(site, page), ...rows.map((row) => rowLine(row, page))]),
    ...unreadLines(groupUnreadable(separateUnreadable(record).unreadable), page),
    ...lastLines(page),
  ];
  return lines.map((line) => renderLine(line, page.width, color) + "\n").join("");
}

function headLines(page: StatusPage): Line[] {
  const { texts, own, record, timeZone } = page;
  const { fleet, asOf } = record.baseline;
  const size = texts.size(record.hosts.length, record.areas.length);
  const title = [texts.title("status"), texts.baseline(fleet, asOf, undefined), size].join("  ");
  const when = record.source === "live" ? own.live(timeText(record.startedAt, timeZone)) : own.stored;
  const areas = record.areas.map(({ id }, index) => `${areaMark(index)} ${page.names.area(id)}`);
  return [
    ...proseLines(title, page, "", "strong"),
    ...proseLines(when, page, "", "context"),
    [],
    ...legendLines(own.areas, areas, page),
    ...legendLines(own.cells, own.legend.split("  "), page),
  ];
}

/** Entries are never broken: on as many lines as they need. */
function legendLines(title: string, entries: readonly string[], { width }: Page): Line[] {
  const lines: string[] = [];
  for (const entry of entries.map(visible)) {
    const last = lines.at(-1);
    const longer = `${last ?? ""}  ${entry}`;
    if (last === undefined || displayWidth(longer) > width - displayWidth(title) - 4) lines.push(entry);
    else lines[lines.length - 1] = longer;
  }
  const indent = " ".repeat(displayWidth(title));
  return lines.map((line, index) => [span(`  ${index === 0 ? title : indent}  ${line}`, "context")]);
}

/** One character for each column: digits, then letters; more areas than that would not fit a line either. */
function areaMark(index: number): string {
  return "123456789abcdefghijklmnopqrstuvwxyzABDEFGHIJKLMNOPQRSTUVXYZ"[index] ?? "*";
}

function siteLine(site: string, { record, nameWidth }: StatusPage): Line {
  const name = padEnd(cut(visible(site), nameWidth - 2), nameWidth);
  return [span(name, "strong"), span(record.areas.map((_, index) => areaMark(index)).join(""), "context")];
}

function rowLine({ host, cells }: MatrixRow<StatusHost>, page: StatusPage): Line {
  const name = padEnd(cut(`  ${visible(host.name)}`, page.nameWidth - 2), page.nameWidth);
  const note = noteOf(host, page);
  return [
    span(name),
    ...cells.map((cell) => span(cell, STYLES[cell])),
    span("  "),
    span(note, host.status === "read" ? "context" : "unread"),
  ];
}

/** How old the values are, or why there are none. */
function noteOf(host: StatusHost, { own, record }: StatusPage): string {
  if (host.status !== "read") {
    const reason = record.unreadable.find((entry) => entry.host === host.name && entry.area === undefined);
    return reason === undefined || reason.code === "NEVER_READ" ? own.never : reason.code;
  }
  if (record.source === "live" || host.readAt === undefined) return "";
  return own.age(Date.parse(record.finishedAt) - Date.parse(host.readAt));
}

function lastLines(page: StatusPage): Line[] {
  const { record, texts, own, timeZone } = page;
  const { changes, unreadable } = separateUnreadable(record);
  const read = record.hosts.filter(({ status }) => status === "read");
  const differing = new Set(changes.map(({ host }) => host));
  const notWhole = new Set([...differing, ...unreadable.map(({ host }) => host)]);
  const [oldest] = read.flatMap(({ readAt }) => readAt ?? []).sort(compareText);
  const known =
    record.source === "live"
      ? texts.hostsRead(read.length, record.hosts.length)
      : own.known(read.length, record.hosts.length, oldest === undefined ? undefined : timeText(oldest, timeZone));
  const numbers = directionNumbers({ directions: countDirections(changes) }, DIRECTIONS, texts);
  const parts = [
    known,
    own.machines(read.filter(({ name }) => !notWhole.has(name)).length, differing.size),
    ...(changes.length === 0 ? [] : [texts.changes(changes.length, differing.size, numbers)]),
    exitText(record, texts),
  ];
  return [[], ...proseLines(parts.join(texts.sentenceGap), page, "", record.exit.code === 0 ? undefined : "strong")];
}

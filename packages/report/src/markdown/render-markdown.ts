import { DIRECTIONS } from "../change-groups.js";
import { hostRanges } from "../host-ranges.js";
import { recordNames } from "../record-names.js";
import { textsOf } from "../report-texts.js";
import type { Language } from "../report-texts.js";
import type { RunRecord } from "../run-record.js";
import { summariseRun } from "../run-summary.js";
import type { RunSummary } from "../run-summary.js";
import { directionNumbers, emptyText, exitText, outcomeText } from "../value-text.js";
import { markdownText } from "./markdown-escape.js";
import { changeRows, failureRows, tableHead, unreadRows } from "./markdown-rows.js";
import type { MarkdownPage } from "./markdown-rows.js";

/** How a record becomes a comment. */
export interface MarkdownOptions {
  readonly language: Language;
  /** Address of the untruncated report, named where rows are left out. */
  readonly fullReport?: string;
  /** IANA name. Default: `Asia/Tokyo`. */
  readonly timeZone?: string;
  /** UTF-16 units and UTF-8 bytes of the text at most. GitHub refuses a comment above 65,536 characters. */
  readonly budget?: { readonly units: number; readonly bytes: number };
}

/** Below GitHub's limit, because how it counts is not known. */
const BUDGET = { units: 60_000, bytes: 200_000 };

/** A table whose rows can be left out one by one. */
interface Table {
  /** Words of the dictionary and numbers; HTML around it shows it as it is. */
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly string[];
}

/** The parts of a comment. */
interface Comment {
  readonly opening: readonly string[];
  /** What must be seen, in the order in which rows are kept. */
  readonly grave: readonly Table[];
  /** What may be folded to numbers. */
  readonly quiet: readonly Table[];
  readonly closing: string;
  readonly texts: MarkdownPage["texts"];
  readonly fullReport?: string;
}

/**
 * The summary of a run as a comment: the same groups as on the terminal. It holds neither clock nor duration nor run
 * id, so equal findings give equal bytes. Above the budget, whole rows go: first the hardening and neutral ones become
 * numbers, then the end of the rest is left out, at last all rows; the text says how many.
 */
export function renderMarkdown(record: RunRecord, options: MarkdownOptions): string {
  const { language, timeZone = "Asia/Tokyo", budget = BUDGET, fullReport } = options;
  const texts = textsOf(language);
  const page: MarkdownPage = { texts, names: recordNames(record, language), timeZone };
  const comment = commentOf(record, summariseRun(record), page, fullReport);
  const all = comment.grave.reduce((sum, { rows }) => sum + rows.length, 0);
  const complete = write(comment, all, true);
  if (fits(complete, budget)) return complete;
  let [kept, tooMany] = [0, all + 1];
  while (tooMany - kept > 1) {
    const middle = Math.floor((kept + tooMany) / 2);
    if (fits(write(comment, middle, false), budget)) kept = middle;
    else tooMany = middle;
  }
  return write(comment, kept, false);
}

function fits(text: string, budget: { readonly units: number; readonly bytes: number }): boolean {
  return text.length <= budget.units && Buffer.byteLength(text) <= budget.bytes;
}

function commentOf(
  record: RunRecord,
  summary: RunSummary,
  page: MarkdownPage,
  fullReport: string | undefined,
): Comment {
  const { texts } = page;
  const { columns, directionColumns } = texts;
  const { fleet, asOf, revision } = record.baseline;
  const about = [texts.stack(record.stack), texts.baseline(fleet, asOf, revision)]
    .map(markdownText)
    .join(texts.separator);
  const head = tableHead(
    [
      ...[columns.direction, columns.hostClass, columns.setting, columns.change],
      ...[columns.count, columns.hosts, columns.items, columns.source],
    ],
    [4],
  );
  const changes = (title: string, directions: (typeof DIRECTIONS)[number][]): Table => {
    return { title, head, rows: changeRows(summary.groups, directions, page) };
  };
  const quiet = (["hardening", "neutral"] as const).map((direction) =>
    changes(texts.changeCount(summary.directions[direction], directionColumns[direction]), [direction]),
  );
  return {
    opening: [marker(record), title(record, summary, page), "", about],
    grave: [changes("", ["weakening", "unknown"]), ...appliedTables(summary, page), ...unreadTables(summary, page)],
    quiet: quiet.filter(({ rows }) => rows.length > 0),
    closing: closingText(record, summary, page),
    texts,
    ...(fullReport === undefined ? {} : { fullReport }),
  };
}

/** By which a later run finds its own comment again. */
function marker({ command, stack }: RunRecord): string {
  const safe = (text: string): string => encodeURIComponent(text).replaceAll("--", "-%2D");
  return `<!-- kijun:${safe(command)} stack=${safe(stack)} -->`;
}

function title({ command }: RunRecord, { directions }: RunSummary, { texts }: MarkdownPage): string {
  const numbers = DIRECTIONS.map(
    (direction) => `${texts.directionColumns[direction]} ${String(directions[direction])}`,
  );
  return `## ${markdownText(texts.title(command))}: ${numbers.join(" / ")}`;
}

function appliedTables({ applied }: RunSummary, page: MarkdownPage): Table[] {
  if (applied === undefined) return [];
  const { columns, applied: word } = page.texts;
  const head = tableHead([columns.count, columns.hosts, columns.cause, columns.next], [0]);
  return [{ title: `${word}: ${outcomeText(applied, page.texts)}`, head, rows: failureRows(applied, page) }];
}

function unreadTables({ unread }: RunSummary, page: MarkdownPage): Table[] {
  if (unread.length === 0) return [];
  const { columns, unreadable, hosts } = page.texts;
  const head = tableHead([columns.count, columns.hosts, columns.cause, columns.lastRead, columns.next], [0]);
  const machines = unread.reduce((sum, group) => sum + group.hosts.length, 0);
  return [{ title: `${unreadable}: ${hosts(machines)}`, head, rows: unreadRows(unread, page) }];
}

function closingText(record: RunRecord, summary: RunSummary, { texts }: MarkdownPage): string {
  const { hosts, changes, changedHosts } = summary;
  const { joining, leaving } = summary;
  const sentences = [
    ...(joining.length === 0 ? [] : [`${texts.joining(joining.length)}.`]),
    ...(leaving.length === 0 ? [] : [`${texts.leaving(leaving.length)}: ${hostRanges(leaving).join(", ")}.`]),
    emptyText(summary, texts),
    texts.hostsRead(hosts.read, hosts.all),
    texts.changes(changes, changedHosts, directionNumbers(summary, DIRECTIONS, texts)),
    exitText(record, texts),
  ];
  return markdownText(sentences.filter((sentence) => sentence !== undefined).join(texts.sentenceGap));
}

function write(comment: Comment, keptRows: number, withQuiet: boolean): string {
  const { texts, fullReport } = comment;
  let room = keptRows;
  const lines = [...comment.opening];
  for (const { title: heading, head, rows } of comment.grave) {
    const kept = rows.slice(0, room);
    room -= kept.length;
    if (heading !== "") lines.push("", `### ${markdownText(heading)}`);
    if (kept.length > 0) lines.push("", ...head, ...kept);
  }
  for (const { title: heading, head, rows } of comment.quiet) {
    if (withQuiet) lines.push("", `<details><summary>${heading}</summary>`, "", ...head, ...rows, "", "</details>");
    else lines.push("", heading);
  }
  const omitted = comment.grave.reduce((sum, { rows }) => sum + rows.length, 0) - keptRows;
  if (omitted > 0) lines.push("", markdownText(texts.omittedRows(omitted)));
  if (!withQuiet && fullReport !== undefined)
    lines.push("", texts.fullReport(`<${fullReport.replace(/[<>\s]/g, encodeURIComponent)}>`));
  return [...lines, "", comment.closing, ""].join("\n");
}

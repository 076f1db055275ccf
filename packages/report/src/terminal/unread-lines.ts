import { reasonText, timeText } from "../value-text.js";
import type { UnreadCause, UnreadGroup } from "../unread-groups.js";
import { machinesLine, whereText } from "./change-lines.js";
import { proseLines } from "./terminal-page.js";
import type { Page } from "./terminal-page.js";
import { span } from "./styled-line.js";
import type { Line } from "./styled-line.js";

const INDENT = "  ";

/** What could not be read: which machines, why, when they were last read, and what to do next. */
export function unreadLines(groups: readonly UnreadGroup[], page: Page): Line[] {
  return groups.flatMap((group) => [
    [],
    [span(`${page.texts.unreadable}: `, "unread"), span(whereText(group.hosts, page))],
    machinesLine(group.hosts, page),
    ...group.causes.flatMap((cause) => causeLines(cause, page)),
    ...lastReadLines(group, page),
    ...nextLines(group, page),
  ]);
}

function causeLines({ area, path, code, message, messages }: UnreadCause, page: Page): Line[] {
  const of = path ?? (area === undefined ? "" : page.names.area(area));
  return proseLines(page.texts.cause(reasonText(code, message, messages, page.texts), of), page, INDENT);
}

function lastReadLines({ lastRead, neverRead, hosts, causes }: UnreadGroup, page: Page): Line[] {
  const { texts, timeZone } = page;
  const lines: string[] = [];
  if (lastRead !== undefined) {
    lines.push(texts.lastRead(timeText(lastRead.oldest, timeZone), timeText(lastRead.newest, timeZone)));
  }
  // Of a machine that answered, the rest was read now.
  const wholly = causes.some(({ area }) => area === undefined);
  if (neverRead > 0 && wholly) lines.push(texts.neverRead(neverRead, hosts.length));
  return lines.flatMap((line) => proseLines(line, page, INDENT));
}

function nextLines({ causes }: UnreadGroup, page: Page): Line[] {
  const hints = new Set(causes.map(({ hint }) => (hint === "" ? page.texts.readAgain : hint)));
  return [...hints].flatMap((hint) => proseLines(page.texts.next(hint), page, INDENT));
}

import { STATUS_ORDER } from "@kijun/checklist";

import { recordNames } from "../record-names.js";
import { textsOf } from "../report-texts.js";
import { renderLine } from "../terminal/styled-line.js";
import type { Line } from "../terminal/styled-line.js";
import { proseLines } from "../terminal/terminal-page.js";
import type { TerminalOptions } from "../terminal/render-terminal.js";
import { unreadLines } from "../terminal/unread-lines.js";
import { groupUnreadable } from "../unread-groups.js";
import { exitText, timeText } from "../value-text.js";
import { findingLines, notCheckedLines, unapprovedLines } from "./check-lines.js";
import type { CheckPage } from "./check-lines.js";
import type { CheckRecord } from "./check-record.js";
import { checkTexts } from "./check-texts.js";
import { comparisonLines } from "./comparison-lines.js";
import { groupFindings } from "./finding-groups.js";
import { itemTableLines } from "./item-table.js";
import { notApplicableLines } from "./not-applicable-lines.js";
import { periodLines } from "./period-lines.js";

const WIDTH = 100;
const NARROWEST = 40;

/**
 * A check for a person at a terminal: numbers by item, failures in groups of machines, what a person has to decide or to
 * approve, what could not be read, and one line that sums it up.
 */
export function renderCheck(record: CheckRecord, options: TerminalOptions): string {
  const { language, width = WIDTH, color = false, timeZone = "Asia/Tokyo" } = options;
  const page: CheckPage = {
    ...{ width: Math.max(width, NARROWEST), timeZone, texts: textsOf(language), names: recordNames(record, language) },
    ...{ own: checkTexts[language], record, language },
  };
  const { findings } = record;
  const undecided = groupFindings(findings, {
    statuses: ["unknown"],
    outcomes: ["unknown"],
    isMeant: ({ because }) => because !== "BASELINE_UNAPPROVED",
  });
  const lines = [
    ...headLines(page),
    ...itemTableLines(page),
    ...findingLines("fail", groupFindings(findings, { statuses: ["fail"], outcomes: ["fail"] }), page),
    ...findingLines("unknown", undecided, page),
    ...findingLines("remark", remarkGroups(record), page),
    ...periodLines(page),
    ...comparisonLines(page),
    ...unapprovedLines(page),
    ...notCheckedLines(page),
    ...notApplicableLines(page),
    ...unreadLines(groupUnreadable(record.unreadable), page),
    ...lastLines(page),
  ];
  return lines.map((line) => renderLine(line, page.width, color) + "\n").join("");
}

function remarkGroups({ findings }: CheckRecord): ReturnType<typeof groupFindings> {
  return groupFindings(findings, {
    statuses: STATUS_ORDER,
    outcomes: ["remark"],
    isMeant: ({ observations }) => observations.some(({ outcome }) => outcome === "remark"),
  });
}

function headLines(page: CheckPage): Line[] {
  const { texts, own, record, timeZone } = page;
  const { fleet, asOf } = record.baseline;
  const size = own.size(record.hosts.length, record.items.length);
  const title = [texts.title(record.command), texts.baseline(fleet, asOf, undefined), size].join("  ");
  return [
    ...proseLines(title, page, "", "strong"),
    ...proseLines(timeText(record.startedAt, timeZone), page, "", "context"),
  ];
}

function lastLines(page: CheckPage): Line[] {
  const { record, texts, own } = page;
  const read = record.hosts.filter(({ status }) => status === "read").length;
  const counts = STATUS_ORDER.map((status) => ({
    status,
    count: record.findings.filter((finding) => finding.status === status).length,
  })).filter(({ count }) => count > 0);
  const numbers = counts.map(({ status, count }) => own.counts(count, own.statuses[status])).join(texts.separator);
  const parts = [
    record.places === undefined
      ? texts.hostsRead(read, record.hosts.length)
      : own.declared(new Set(record.hosts.map(({ hostClass }) => hostClass)).size, record.hosts.length),
    ...(numbers === "" ? [] : [`${numbers}${texts.fullStop}`]),
    exitText(record, texts),
  ];
  return [[], ...proseLines(parts.join(texts.sentenceGap), page, "", record.exit.code === 0 ? undefined : "strong")];
}

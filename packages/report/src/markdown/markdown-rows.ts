import type { Direction } from "@kijun/core";

import type { AppliedSummary } from "../applied-summary.js";
import type { ChangeGroup } from "../change-groups.js";
import { foldRanges } from "../host-ranges.js";
import type { RecordNames } from "../record-names.js";
import type { ReportTexts } from "../report-texts.js";
import type { UnreadGroup } from "../unread-groups.js";
import { provenanceText, timeText, valueText } from "../value-text.js";
import { markdownCode, markdownText } from "./markdown-escape.js";

/** What every row needs to know. */
export interface MarkdownPage {
  readonly texts: ReportTexts;
  readonly names: RecordNames;
  readonly timeZone: string;
}

/** Cells of a list of machines; the number of all of them stands beside it. */
const HOSTS_WIDTH = 120;

/** One row per setting of each group, for the directions asked for. */
export function changeRows(
  groups: readonly ChangeGroup[],
  directions: readonly Direction[],
  page: MarkdownPage,
): string[] {
  const { texts, names } = page;
  return directions.flatMap((direction) =>
    groups.flatMap(({ area, hosts, changes }) =>
      changes
        .filter((change) => change.direction === direction)
        .map((change) => {
          const word = markdownText(texts.directionColumns[direction]);
          return row([
            direction === "weakening" ? `**${word}**` : word,
            names.classes(hosts).map(markdownCode).join("<br>"),
            `${markdownText(`${names.area(area)} › ${change.label}`)}<br>${markdownCode(change.path)}`,
            `${markdownCode(valueText(change.live, change.unit, texts))} → ${markdownCode(valueText(change.desired, change.unit, texts))}`,
            String(hosts.length),
            hostsCell(hosts, page),
            markdownText(change.items.join(", ")),
            markdownText(provenanceText(change.provenance, texts)),
          ]);
        }),
    ),
  );
}

/** One row per group of machines and cause. */
export function unreadRows(groups: readonly UnreadGroup[], page: MarkdownPage): string[] {
  const { texts, names, timeZone } = page;
  return groups.flatMap(({ hosts, causes, lastRead, neverRead }) =>
    causes.map(({ area, path, code, message, messages, hint }) => {
      const place = path === undefined ? markdownText(area === undefined ? "" : names.area(area)) : markdownCode(path);
      const times =
        lastRead === undefined ? [] : [lastRead.oldest, lastRead.newest].map((time) => timeText(time, timeZone));
      const last = [...new Set(times)].join(" – ");
      const never = neverRead > 0 && area === undefined ? texts.neverRead(neverRead, hosts.length) : "";
      return row([
        String(hosts.length),
        hostsCell(hosts, page),
        [place, markdownCode(code), causeCell(message, messages, page)].filter((part) => part !== "").join("<br>"),
        [markdownText(last), markdownText(never)].filter((part) => part !== "").join("<br>"),
        markdownText(hint === "" ? texts.readAgain : hint),
      ]);
    }),
  );
}

/** One row per group of machines and failure. */
export function failureRows({ failed }: AppliedSummary, page: MarkdownPage): string[] {
  return failed.flatMap(({ hosts, failures }) =>
    failures.map(({ path = "", code, detail, details, hint }) =>
      row([
        String(hosts.length),
        hostsCell(hosts, page),
        [...[path, code].map(markdownCode), causeCell(detail, details, page)]
          .filter((part) => part !== "")
          .join("<br>"),
        markdownText(hint),
      ]),
    ),
  );
}

/** Heading of a table; a colon in `alignments` puts numbers to the right. */
export function tableHead(titles: readonly string[], right: readonly number[]): string[] {
  return [
    row(titles.map(markdownText)),
    `|${titles.map((_, index) => (right.includes(index) ? "--:" : "---")).join("|")}|`,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A message of a machine, and how many others there are like it. */
function causeCell(message: string, messages: number, { texts }: MarkdownPage): string {
  return markdownCode(message) + (messages > 1 ? ` ${markdownText(texts.similar(messages - 1))}` : "");
}

function hostsCell(hosts: readonly string[], { texts }: MarkdownPage): string {
  return markdownCode(foldRanges(hosts, HOSTS_WIDTH, texts.andMore));
}

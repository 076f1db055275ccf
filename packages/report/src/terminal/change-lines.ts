import type { Change } from "@kijun/core";

import type { ChangeGroup } from "../change-groups.js";
import { displayWidth, padEnd, visible } from "../display-width.js";
import { foldRanges } from "../host-ranges.js";
import { provenanceText, settingLabels, SIGNS, valueText } from "../value-text.js";
import type { Page } from "./terminal-page.js";
import { span } from "./styled-line.js";
import type { Line, Span, Style } from "./styled-line.js";

/** Everything about one change as text. */
interface Cells {
  readonly change: Change;
  readonly label: string;
  readonly live: string;
  readonly desired: string;
  readonly direction: string;
  readonly items: string;
  readonly source: string;
}

/** Columns of a group. One long label or value elsewhere must not push the short ones off their line. */
interface Columns {
  readonly label: number;
  readonly pair: number;
  readonly direction: number;
  readonly items: number;
}

const INDENT = "  ";
const VALUE_INDENT = INDENT.repeat(3);
const GAP = "  ";
const ARROW = " -> ";
/** Sign and the space behind it. */
const SIGN_CELLS = 2;

/** The groups of changes: a heading, the machines, and one line per setting. */
export function changeLines(groups: readonly ChangeGroup[], page: Page): Line[] {
  if (groups.length === 0) return [];
  const labelOf = settingLabels(groups.flatMap(({ changes }) => changes));
  const legend: Line[] = [[], [span(page.texts.legend, "context")]];
  return [
    ...legend,
    ...groups.flatMap((group): Line[] => {
      const cells = group.changes.map((change) => cellsOf(change, labelOf, page));
      const columns = columnsFor(cells, page.width);
      return [
        [],
        [span(`${page.names.area(group.area)}: `, "strong"), span(whereText(group.hosts, page))],
        machinesLine(group.hosts, page),
        ...cells.flatMap((each) => settingLines(each, columns, page)),
      ];
    }),
  ];
}

/** How many machines, and the place where they stand or the number of places. */
export function whereText(hosts: readonly string[], { names, texts }: Page): string {
  const sites = names.sites(hosts);
  const [only] = sites;
  if (only === undefined) return texts.hosts(hosts.length);
  return sites.length === 1 ? texts.hostsAtSite(hosts.length, only) : texts.hostsAtSites(hosts.length, sites.length);
}

/** The machines of a group as ranges, on one line. */
export function machinesLine(hosts: readonly string[], { width, texts }: Page, indent = INDENT): Line {
  const names = foldRanges(hosts.map(visible), width - indent.length, texts.andMore);
  return [span(indent), span(names, "context")];
}

function cellsOf(change: Change, labelOf: (change: Change) => string, { texts }: Page): Cells {
  const source = provenanceText(change.provenance, texts);
  return {
    change,
    label: visible(labelOf(change)),
    live: visible(valueText(change.live, change.unit, texts)),
    desired: visible(valueText(change.desired, change.unit, texts)),
    direction: texts.directions[change.direction],
    items: visible(change.items.join(", ")),
    source: source === "" ? "" : texts.from(source),
  };
}

function columnsFor(cells: readonly Cells[], width: number): Columns {
  const widest = (text: (each: Cells) => string): number =>
    Math.max(0, ...cells.map((each) => displayWidth(text(each))));
  const label = Math.min(
    widest(({ label: text }) => text),
    Math.floor(width * 0.45),
  );
  const direction = widest((each) => each.direction);
  const items = Math.min(
    widest((each) => each.items),
    Math.floor(width * 0.2),
  );
  const tail = direction + items + widest((each) => each.source) + 2 * GAP.length;
  const room = width - INDENT.length - SIGN_CELLS - label - tail - 2 * GAP.length;
  const pairs = cells.map((each) => displayWidth(pairOf(each))).filter((cells) => cells <= room);
  return { label, pair: Math.max(0, ...pairs), direction, items };
}

function pairOf({ live, desired }: Cells): string {
  return live + ARROW + desired;
}

/**
 * One line where label and values fit their columns; else the values stand below, never wrapped. The word for the
 * direction is never what a narrow line cuts off.
 */
function settingLines(cells: Cells, columns: Columns, { width }: Page): Line[] {
  const lead = [span(INDENT), span(`${SIGNS[cells.change.direction]} `, styleOf(cells))];
  const pair = pairOf(cells);
  const tail = tailOf(cells, columns);
  if (displayWidth(cells.label) > columns.label) {
    return [[...lead, span(cells.label)], [span(VALUE_INDENT), ...tail], ...valueLines(cells, width)];
  }
  const fits = displayWidth(pair) <= columns.pair;
  const middle = span(GAP + padEnd(fits ? pair : "", columns.pair) + GAP);
  const line = [...lead, span(padEnd(cells.label, columns.label)), middle, ...tail];
  return fits ? [line] : [line, ...valueLines(cells, width)];
}

function tailOf(cells: Cells, columns: Columns): Span[] {
  return [
    span(padEnd(cells.direction, columns.direction), styleOf(cells)),
    span(GAP + padEnd(cells.items, columns.items) + GAP),
    span(cells.source, "context"),
  ];
}

function valueLines(cells: Cells, width: number): Line[] {
  const pair = VALUE_INDENT + pairOf(cells);
  if (displayWidth(pair) <= width) return [[span(pair)]];
  return [[span(VALUE_INDENT + cells.live)], [span(`${VALUE_INDENT}${ARROW.trimStart()}${cells.desired}`)]];
}

function styleOf({ change }: Cells): Style {
  if (change.direction === "weakening") return "weakening";
  if (change.direction === "hardening") return "hardening";
  return change.direction === "unknown" ? "unread" : "context";
}

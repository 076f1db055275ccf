import { cut, displayWidth, padEnd, padStart, visible } from "../display-width.js";
import type { AreaTable } from "../area-counts.js";
import type { Page } from "./terminal-page.js";
import { span } from "./styled-line.js";
import type { Line, Style } from "./styled-line.js";

type Row = readonly [
  area: string,
  changes: string,
  hardening: string,
  weakening: string,
  unread: string,
  items: string,
];

const GAP = "  ";
const MINIMUM_TITLE = 8;

/** Counts per area; areas without anything of their own share one line, so that unread machines are counted there too. */
export function areaTableLines(table: AreaTable, { width, texts, names }: Page): Line[] {
  const rows = table.areas.map(({ area, changes, directions, unread, items }): Row => {
    const { hardening, weakening } = directions;
    return [visible(names.area(area)), ...numbers(changes, hardening, weakening, unread), visible(items.join(", "))];
  });
  if (table.others.areas > 0) {
    const label = rows.length === 0 ? texts.allAreas(table.others.areas) : texts.otherAreas(table.others.areas);
    rows.push([label, ...numbers(0, 0, 0, table.others.unread), ""]);
  }
  if (rows.length === 0) return [];
  const { columns, directionColumns } = texts;
  const { hardening, weakening } = directionColumns;
  const head: Row = [columns.area, columns.changes, hardening, weakening, columns.unread, columns.items];
  const widths = head.map((_, index) => Math.max(...[head, ...rows].map((row) => displayWidth(row[index] ?? ""))));
  const others = widths.slice(1).reduce((sum, cells) => sum + cells + GAP.length, GAP.length);
  widths[0] = Math.min(widths[0] ?? 0, Math.max(width - others, MINIMUM_TITLE));
  return [[], rowLine(head, widths, "context"), ...rows.map((row) => rowLine(row, widths))];
}

type Numbers = readonly [changes: string, hardening: string, weakening: string, unread: string];

function numbers(changes: number, hardening: number, weakening: number, unread: number): Numbers {
  return [String(changes), String(hardening), String(weakening), String(unread)];
}

function rowLine(row: Row, widths: readonly number[], style?: Style): Line {
  return [
    span(GAP),
    ...row.map((text, index) => {
      const cells = widths[index] ?? 0;
      const left = index === 0 || index === row.length - 1;
      const aligned = left ? padEnd(cut(text, cells), cells) : padStart(text, cells);
      return span(aligned + GAP, style ?? styleOf(text, index));
    }),
  ];
}

function styleOf(text: string, index: number): Style | undefined {
  if (text === "0") return undefined;
  if (index === 3) return "weakening";
  return index === 4 ? "unread" : undefined;
}

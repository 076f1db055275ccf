import { STATUS_ORDER } from "@kijun/checklist";
import type { FindingStatus } from "@kijun/core";

import { displayWidth, padEnd, padStart, visible } from "../display-width.js";
import { span } from "../terminal/styled-line.js";
import type { Line, Style } from "../terminal/styled-line.js";
import type { CheckPage } from "./check-lines.js";
import { countStatuses } from "./finding-groups.js";
import type { StatusCounts } from "./finding-groups.js";

const GAP = "  ";
/** What is right first, as people read a result; what decides over what stands in `STATUS_ORDER`. */
const COLUMNS: readonly FindingStatus[] = ["pass", "fail", "error", "unknown", "notchecked", "notapplicable"];
const STYLES: { readonly [Status in FindingStatus]?: Style } = {
  fail: "weakening",
  error: "unread",
  unknown: "unread",
};

/** One line for each item: how many machines have each status, and the item's title in the document's words. */
export function itemTableLines({ record, own, width }: CheckPage): Line[] {
  const counts = countStatuses(record.findings);
  const rows = record.items.flatMap(({ id, title }) => {
    const numbers = counts.get(id);
    return numbers === undefined ? [] : [{ id, title, numbers }];
  });
  if (rows.length === 0) return [];
  const total = Object.fromEntries(
    STATUS_ORDER.map((status) => [status, rows.reduce((sum, { numbers }) => sum + numbers[status], 0)]),
  ) as StatusCounts;
  const all = rows.length === 1 ? rows : [...rows, { id: own.total, title: "", numbers: total }];
  const idWidth = Math.max(...[own.item, ...all.map(({ id }) => id)].map(displayWidth));
  const widths = COLUMNS.map((status) => Math.max(displayWidth(own.statuses[status]), String(total[status]).length));
  const head = COLUMNS.map((status, at) => padStart(own.statuses[status], widths[at] ?? 0)).join(GAP);
  return [
    [],
    [span(GAP + padEnd(own.item, idWidth) + GAP + head, "context")],
    ...all.map(({ id, title, numbers }): Line => [
      span(GAP + padEnd(visible(id), idWidth)),
      ...COLUMNS.map((status, at) =>
        span(
          GAP + padStart(String(numbers[status]), widths[at] ?? 0),
          numbers[status] === 0 ? "context" : STYLES[status],
        ),
      ),
      ...(width > 70 ? [span(GAP + title, "context")] : []),
    ]),
  ];
}

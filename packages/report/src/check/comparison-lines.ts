import type { ComparedPart } from "@kijun/checklist";

import { machinesLine } from "../terminal/change-lines.js";
import { span } from "../terminal/styled-line.js";
import type { Line, Style } from "../terminal/styled-line.js";
import { proseLines } from "../terminal/terminal-page.js";
import type { CheckPage } from "./check-lines.js";

const INDENT = "  ";
const KINDS = [
  ["new", "weakening"],
  ["repeated", "weakening"],
  ["corrected", "hardening"],
  ["notComparable", "unread"],
] as const satisfies readonly (readonly [string, Style])[];

/** What has become of last year's findings: by kind, then by item, with the machines. */
export function comparisonLines(page: CheckPage): Line[] {
  const { record, own, texts } = page;
  const { comparison } = record;
  if (comparison === undefined) return [];
  const numbers = KINDS.map(([kind]) => own.counts(comparison[kind].length, own.became[kind]));
  return [
    [],
    ...proseLines(`${own.compared(comparison.year)}: ${numbers.join(texts.separator)}`, page, "", "strong"),
    ...(comparison.sameEdition ? [] : proseLines(own.otherEdition, page, INDENT, "unread")),
    ...KINDS.flatMap(([kind, style]) =>
      byItem(comparison[kind]).flatMap(([item, hosts]) => [
        [span(`${INDENT}${own.became[kind]}: `, style), span(item)],
        machinesLine(hosts, page, INDENT + INDENT),
      ]),
    ),
  ];
}

function byItem(parts: readonly ComparedPart[]): [item: string, hosts: string[]][] {
  const items = new Map<string, string[]>();
  for (const { item, host } of parts) items.set(item, [...(items.get(item) ?? []), host]);
  return [...items];
}

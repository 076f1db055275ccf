import { becauseText } from "@kijun/checklist";

import { machinesLine } from "../terminal/change-lines.js";
import { span } from "../terminal/styled-line.js";
import type { Line } from "../terminal/styled-line.js";
import { proseLines } from "../terminal/terminal-page.js";
import type { CheckPage } from "./check-lines.js";
import { groupFindings } from "./finding-groups.js";
import type { FindingGroup } from "./finding-groups.js";

const INDENT = "  ";

/** What is not asked of machines: each reason once, with the items and the machines that it counts for. */
export function notApplicableLines(page: CheckPage): Line[] {
  const { record, own, language } = page;
  const groups = groupFindings(record.findings, { statuses: ["notapplicable"], outcomes: [] });
  if (groups.length === 0) return [];
  return [
    [],
    [span(own.notApplicable, "strong")],
    ...byReason(groups).flatMap(([{ because, reason, hosts }, items]) => [
      ...proseLines(
        [
          ...(because === undefined ? [] : [becauseText(because)[language]]),
          ...(reason === undefined ? [] : [reason]),
        ].join(page.texts.separator),
        page,
        INDENT,
      ),
      ...proseLines(own.items(items), page, INDENT + INDENT, "context"),
      machinesLine(hosts, page, INDENT + INDENT),
    ]),
  ];
}

function byReason(groups: readonly FindingGroup[]): [FindingGroup, string[]][] {
  const reasons = new Map<string, [FindingGroup, Set<string>]>();
  for (const group of groups) {
    const key = JSON.stringify([group.because, group.reason, group.hosts]);
    const [first, items] = reasons.get(key) ?? [group, new Set<string>()];
    reasons.set(key, [first, items.add(group.item)]);
  }
  return [...reasons.values()].map(([group, items]) => [group, [...items]]);
}

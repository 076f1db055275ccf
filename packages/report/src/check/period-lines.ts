import { dayInTokyo } from "@kijun/core";

import { machinesLine } from "../terminal/change-lines.js";
import { span } from "../terminal/styled-line.js";
import type { Line } from "../terminal/styled-line.js";
import type { CoveredPeriod } from "./check-record.js";
import type { CheckPage } from "./check-lines.js";

const INDENT = "  ";
const DAY_MS = 86_400_000;

/** How far back logs are known, with the items that rest on it: equal periods of machines on one line. */
export function periodLines(page: CheckPage): Line[] {
  const { record, own, names } = page;
  const groups = new Map<string, { period: CoveredPeriod; isWhole: boolean; text: string; hosts: string[] }>();
  for (const period of record.periods ?? []) {
    const text = periodText(period, page);
    const key = JSON.stringify([period.area, text]);
    const isWhole = period.from !== undefined && Date.parse(period.from) <= Date.parse(period.askedFrom);
    const group = groups.get(key) ?? { period, isWhole, text, hosts: [] };
    group.hosts.push(period.host);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ period, isWhole, text, hosts }) => [
    [],
    [span(`${own.covered}: `, isWhole ? "context" : "unread"), span(`${names.area(period.area)}: ${text}`)],
    machinesLine(hosts, page, INDENT),
  ]);
}

function periodText({ askedFrom, from, to }: CoveredPeriod, { own }: CheckPage): string {
  const asked = daysBetween(askedFrom, to);
  if (from === undefined) return `${own.lost} (${own.days(0, asked)})`;
  return `${dayInTokyo(from)} - ${dayInTokyo(to)} (${own.days(daysBetween(from, to), asked)})`;
}

function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

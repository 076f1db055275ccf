import { WEEKDAYS } from "./failure-rules.js";
import type { AnomalyRules, WorkingHours } from "./failure-rules.js";

/** How a rule stands in the canonical form: that nothing speaks against it, and what would. */
export type RuleLines = { readonly [Rule in keyof AnomalyRules]?: string };

/** The lines of rules; the same rule has the same line. */
export function formatRules({ burst, outsideHours, otherSource, ...switches }: AnomalyRules): RuleLines {
  return {
    ...(burst === undefined ? {} : { burst: `none of ${String(burst.attempts)} in ${String(burst.minutes)} minutes` }),
    ...(outsideHours === undefined ? {} : { outsideHours: hoursLine(outsideHours) }),
    ...(otherSource === undefined
      ? {}
      : { otherSource: ["none from outside", ...new Set(otherSource.toSorted())].join(" ") }),
    ...Object.fromEntries(Object.entries(switches).flatMap(([rule, on]) => (on === true ? [[rule, "none"]] : []))),
  };
}

function hoursLine({ from, to, days, closed = [] }: WorkingHours): string {
  const open = WEEKDAYS.filter((day) => days.includes(day)).join(" ");
  const shut = closed.length === 0 ? "" : ` but ${[...new Set(closed)].sort().join(" ")}`;
  return `none outside ${from}-${to} on ${open}${shut}`;
}

/** The inverse of {@link formatRules}. Throws a TypeError for a line that no rule has. */
export function parseRules({ burst, outsideHours, otherSource, ...switches }: RuleLines): AnomalyRules {
  return {
    ...(burst === undefined ? {} : { burst: parseBurst(burst) }),
    ...(outsideHours === undefined ? {} : { outsideHours: parseHours(outsideHours) }),
    ...(otherSource === undefined ? {} : { otherSource: parseSources(otherSource) }),
    ...Object.fromEntries(Object.keys(switches).map((rule) => [rule, true as const])),
  };
}

function parseBurst(line: string): NonNullable<AnomalyRules["burst"]> {
  const [, attempts, minutes] = matched(/^none of (\d+) in (\d+) minutes$/, line);
  return { attempts: Number(attempts), minutes: Number(minutes) };
}

function parseHours(line: string): WorkingHours {
  const pattern = /^none outside (\d\d:\d\d)-(\d\d:\d\d) on ([a-z ]+?)(?: but ([\d -]+))?$/;
  const [, from = "", to = "", open = "", shut] = matched(pattern, line);
  const days = WEEKDAYS.filter((day) => open.split(" ").includes(day));
  return { from, to, days, ...(shut === undefined ? {} : { closed: shut.split(" ") }) };
}

function parseSources(line: string): string[] {
  const [, networks = ""] = matched(/^none from outside(.*)$/, line);
  return networks.split(" ").filter((network) => network !== "");
}

function matched(pattern: RegExp, line: string): RegExpExecArray {
  const match = pattern.exec(line);
  if (match === null) throw new TypeError(`${JSON.stringify(line)} is no rule`);
  return match;
}

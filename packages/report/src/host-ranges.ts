import { compareHostNames, numberedName } from "@kijun/core";

import { cut, displayWidth } from "./display-width.js";

/** The machines of one prefix as one text: `KITA-T[001-005,007]`. */
interface HostRange {
  readonly text: string;
  readonly machines: number;
}

/** Names in order, consecutive numbers folded, one text per prefix: `KIKU-CS1`, `KITA-T[001-005,007]`. */
export function hostRanges(names: Iterable<string>): string[] {
  return ranges(names).map(({ text }) => text);
}

/** As many ranges as fit, then how many machines are left out; where not even the first one fits, it is cut. */
export function foldRanges(names: Iterable<string>, width: number, more: (machines: number) => string): string {
  const all = ranges(names);
  const complete = all.map(({ text }) => text).join(", ");
  if (displayWidth(complete) <= width) return complete;
  for (let kept = all.length - 1; kept > 0; kept--) {
    const shown = all.slice(0, kept).map(({ text }) => text);
    const rest = all.slice(kept).reduce((sum, { machines }) => sum + machines, 0);
    const text = [...shown, more(rest)].join(", ");
    if (displayWidth(text) <= width) return text;
  }
  return cut(complete, width);
}

function ranges(names: Iterable<string>): HostRange[] {
  const prefixes = new Map<string, string[]>();
  for (const name of [...new Set(names)].sort(compareHostNames)) {
    const { prefix, digits } = numberedName(name);
    const known = prefixes.get(prefix);
    if (known === undefined) prefixes.set(prefix, [digits]);
    else known.push(digits);
  }
  return [...prefixes].map(([prefix, numbers]) => {
    const [only = ""] = numbers;
    const text = numbers.length === 1 ? prefix + only : `${prefix}[${numberRuns(numbers).join(",")}]`;
    return { text, machines: numbers.length };
  });
}

/** `001-005`, `007`, ascending; a run keeps its leading zeros, so that it can be unfolded again. */
function numberRuns(numbers: readonly string[]): string[] {
  const runs: { first: string; last: string }[] = [];
  for (const digits of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.last, digits)) run.last = digits;
    else runs.push({ first: digits, last: digits });
  }
  return runs.map(({ first, last }) => (first === last ? first : `${first}-${last}`));
}

function follows(previous: string, next: string): boolean {
  if (previous === "") return false;
  const sameForm = previous.length === next.length || (!previous.startsWith("0") && !next.startsWith("0"));
  return sameForm && Number(next) === Number(previous) + 1;
}

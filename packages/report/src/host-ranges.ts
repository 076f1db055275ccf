import { cut, displayWidth } from "./display-width.js";

interface NumberedName {
  readonly prefix: string;
  readonly digits: string;
}

/** The machines of one prefix as one text: `KITA-T[001-005,007]`. */
interface HostRange {
  readonly text: string;
  readonly machines: number;
}

/** Orders names by text, then by number: T2 before T10. */
export function compareHostNames(left: string, right: string): number {
  const [a, b] = [numbered(left), numbered(right)];
  if (a.prefix !== b.prefix) return a.prefix < b.prefix ? -1 : 1;
  const difference = Number(a.digits) - Number(b.digits);
  if (difference !== 0) return difference;
  return left === right ? 0 : left < right ? -1 : 1;
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
    const { prefix, digits } = numbered(name);
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

function numbered(name: string): NumberedName {
  const digits = /\d{1,9}$/.exec(name)?.[0] ?? "";
  return { prefix: name.slice(0, name.length - digits.length), digits };
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

import { findKeyword, portKeywords } from "./firewall-keyword.js";
import { mergeRanges, rangesCover } from "./firewall-range.js";
import type { Range } from "./firewall-range.js";

/** The ports of one end of a rule. Nothing in it means every port. */
export interface PortSet {
  readonly ranges: readonly Range[];
  readonly keywords: readonly string[];
}

const LAST_PORT = 65_535n;

/**
 * Reads ports as people, cmdlets and the rule string write them: `443`, `1000-1010`, keyword.
 * Throws a TypeError that names the text which is none of these.
 */
export function parsePorts(texts: readonly string[]): PortSet {
  const ranges: Range[] = [];
  const keywords = new Set<string>();
  for (const text of texts) {
    if (/^any$/i.test(text)) return { ranges: [], keywords: [] };
    const keyword = findKeyword(portKeywords, text);
    if (keyword === undefined) ranges.push(parseRange(text));
    else keywords.add(keyword.name);
  }
  const merged = mergeRanges(ranges);
  if (merged[0]?.first === 0n && merged[0].last === LAST_PORT) return { ranges: [], keywords: [] };
  return { ranges: merged, keywords: [...keywords].sort() };
}

/** The canonical texts of a set: ascending, then keywords. Empty for every port. */
export function formatPorts({ ranges, keywords }: PortSet): string[] {
  const texts = ranges.map(({ first, last }) => (first === last ? String(first) : `${String(first)}-${String(last)}`));
  return [...texts, ...keywords];
}

/** Whether every port of `inner` is in `outer` for certain. Which ports a keyword stands for is known to Windows only. */
export function portsCover(outer: PortSet, inner: PortSet): boolean {
  if (isEvery(outer)) return true;
  if (isEvery(inner)) return false;
  return rangesCover(outer.ranges, inner.ranges) && inner.keywords.every((keyword) => outer.keywords.includes(keyword));
}

function isEvery({ ranges, keywords }: PortSet): boolean {
  return ranges.length === 0 && keywords.length === 0;
}

function parseRange(text: string): Range {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const first = BigInt(match?.[1] ?? -1);
  const last = BigInt(match?.[2] ?? first);
  if (first < 0n || last < first || last > LAST_PORT) throw new TypeError(`${text} is no port, range or keyword`);
  return { first, last };
}

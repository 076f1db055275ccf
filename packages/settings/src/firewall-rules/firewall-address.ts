import { formatIpAddress, parseIpAddress } from "../form/ip-address.js";
import type { Family } from "../form/ip-address.js";
import { addressKeywords, findKeyword } from "./firewall-keyword.js";
import { mergeRanges, rangesCover } from "./firewall-range.js";
import type { Range } from "./firewall-range.js";

/** The addresses of one end of a rule. Nothing in it means every address. */
export interface AddressSet {
  readonly v4: readonly Range[];
  readonly v6: readonly Range[];
  /** Keywords with the family they stand for: `LocalSubnet4`. */
  readonly keywords: readonly string[];
}

const BITS = { 4: 32n, 6: 128n } as const;
const ANY = /^any$/i;

/**
 * Reads addresses as people, cmdlets and the rule string write them: single, CIDR, address/mask, range `a-b`, keyword
 * (with 4 or 6 behind it for one family). `family` limits a keyword to the family of the key it was found under.
 * Throws a TypeError that names the text which is none of these.
 */
export function parseAddresses(texts: readonly string[], family?: Family): AddressSet {
  const ranges: Record<Family, Range[]> = { 4: [], 6: [] };
  const keywords = new Set<string>();
  for (const text of texts) {
    if (family === undefined && ANY.test(text)) return { v4: [], v6: [], keywords: [] };
    const words = keywordsOf(text, family);
    if (words.length > 0) for (const word of words) keywords.add(word);
    else {
      const { of, range } = parseRange(text);
      ranges[of].push(range);
    }
  }
  return reduce({ v4: mergeRanges(ranges[4]), v6: mergeRanges(ranges[6]), keywords: [...keywords].sort() });
}

/** Joins what several keys of one rule say about one end; every key narrows to its own addresses, together they add up. */
export function joinAddresses(sets: readonly AddressSet[]): AddressSet {
  return reduce({
    v4: mergeRanges(sets.flatMap(({ v4 }) => v4)),
    v6: mergeRanges(sets.flatMap(({ v6 }) => v6)),
    keywords: [...new Set(sets.flatMap(({ keywords }) => keywords))].sort(),
  });
}

/** The canonical texts of a set: IPv4, then IPv6, each ascending, then keywords. Empty for every address. */
export function formatAddresses({ v4, v6, keywords }: AddressSet): string[] {
  const words = keywords.flatMap((word) => {
    const name = word.slice(0, -1);
    const both = keywords.includes(`${name}4`) && keywords.includes(`${name}6`);
    return both ? (word.endsWith("4") ? [name] : []) : [word];
  });
  return [...v4.map((range) => formatRange(range, 4)), ...v6.map((range) => formatRange(range, 6)), ...words];
}

/** Whether every address of `inner` is in `outer` for certain. What a keyword stands for is known to Windows only. */
export function addressesCover(outer: AddressSet, inner: AddressSet): boolean {
  if (isEvery(outer)) return true;
  if (isEvery(inner)) return false;
  return (
    rangesCover(outer.v4, inner.v4) &&
    rangesCover(outer.v6, inner.v6) &&
    inner.keywords.every((word) => outer.keywords.includes(word) || isAll(word.endsWith("4") ? 4 : 6, outer))
  );
}

/** Every IPv4 and every IPv6 address are simply every address; beside all of a family its keywords say nothing more. */
function reduce(set: AddressSet): AddressSet {
  const all = { 4: isAll(4, set), 6: isAll(6, set) };
  if (all[4] && all[6]) return { v4: [], v6: [], keywords: [] };
  return { ...set, keywords: set.keywords.filter((word) => !all[word.endsWith("4") ? 4 : 6]) };
}

function isEvery({ v4, v6, keywords }: AddressSet): boolean {
  return v4.length === 0 && v6.length === 0 && keywords.length === 0;
}

function isAll(family: Family, set: AddressSet): boolean {
  const [range] = family === 4 ? set.v4 : set.v6;
  return range !== undefined && range.first === 0n && range.last === (1n << BITS[family]) - 1n;
}

function keywordsOf(text: string, family: Family | undefined): string[] {
  const limited = /^(.*[a-z])([46])$/i.exec(text);
  const keyword = findKeyword(addressKeywords, limited?.[1] ?? text);
  if (keyword === undefined) return [];
  const families = limited !== null ? [limited[2]] : family !== undefined ? [family] : [4, 6];
  return families.map((of) => `${keyword.name}${String(of)}`);
}

function parseRange(text: string): { of: Family; range: Range } {
  const [, from = "", separator, to = ""] = /^([^-/]+)(?:([-/])(.+))?$/.exec(text) ?? [];
  const first = parseIpAddress(from);
  if (first === undefined) throw new TypeError(`${text} is no address, subnet, range or keyword`);
  if (separator === undefined) return { of: first.of, range: { first: first.value, last: first.value } };
  if (separator === "-") {
    const last = parseIpAddress(to);
    if (last?.of !== first.of || last.value < first.value) throw new TypeError(`${text} is no range of addresses`);
    return { of: first.of, range: { first: first.value, last: last.value } };
  }
  const prefix = /^\d{1,3}$/.test(to) ? BigInt(to) : first.of === 4 ? prefixOfMask(to) : undefined;
  if (prefix === undefined || prefix > BITS[first.of]) throw new TypeError(`${text} is no subnet`);
  const size = 1n << (BITS[first.of] - prefix);
  const base = first.value - (first.value % size);
  return { of: first.of, range: { first: base, last: base + size - 1n } };
}

function prefixOfMask(text: string): bigint | undefined {
  const mask = parseIpAddress(text);
  if (mask?.of !== 4) return undefined;
  const bits = mask.value.toString(2).padStart(32, "0");
  return /^1*0*$/.test(bits) ? BigInt(bits.replaceAll("0", "").length) : undefined;
}

function formatRange({ first, last }: Range, family: Family): string {
  const start = formatIpAddress(first, family);
  if (first === last) return start;
  const size = last - first + 1n;
  const bits = BigInt(size.toString(2).length - 1);
  const isSubnet = size === 1n << bits && first % size === 0n;
  return isSubnet ? `${start}/${String(BITS[family] - bits)}` : `${start}-${formatIpAddress(last, family)}`;
}

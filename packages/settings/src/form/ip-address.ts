import { isIPv4, isIPv6 } from "node:net";

export type Family = 4 | 6;

/** The number of an address, IPv6 without a zone; undefined for a text that is none. */
export function parseIpAddress(text: string): { of: Family; value: bigint } | undefined {
  if (isIPv4(text)) {
    return { of: 4, value: text.split(".").reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
  }
  if (!isIPv6(text) || text.includes("%")) return undefined;
  const hex = text.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = "", tail] = hex.split("::");
  const groupsOf = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const [left, right] = [groupsOf(head), groupsOf(tail ?? "")];
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return { of: 6, value: groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n) };
}

/** Dotted for IPv4; for IPv6 the text of RFC 5952 (lower case, the longest run of zero groups left out). */
export function formatIpAddress(value: bigint, family: Family): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
  const groups = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn);
  const text = groups.map((group) => group.toString(16)).join(":");
  const zeros = (run: RegExpExecArray): number => run[0].replaceAll(":", "").length;
  const [run] = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((left, right) => zeros(right) - zeros(left));
  if (run === undefined) return text;
  const end = run.index + run[0].length;
  return `${text.slice(0, run.index)}::${text.slice(end).replace(/^:/, "")}`;
}

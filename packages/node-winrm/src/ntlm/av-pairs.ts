import { NtlmError } from "./ntlm-error.js";

/** AvId values of TargetInfo (MS-NLMP 2.2.2.1). */
export const AvId = {
  EOL: 0,
  NB_COMPUTER_NAME: 1,
  NB_DOMAIN_NAME: 2,
  DNS_COMPUTER_NAME: 3,
  DNS_DOMAIN_NAME: 4,
  DNS_TREE_NAME: 5,
  FLAGS: 6,
  TIMESTAMP: 7,
  SINGLE_HOST: 8,
  TARGET_NAME: 9,
  CHANNEL_BINDINGS: 10,
} as const;

/** Bit of the FLAGS pair by which the client says that its message carries a MIC. */
export const AV_FLAG_MIC_PRESENT = 0x2;

export interface AvPair {
  id: number;
  value: Uint8Array;
}

/** @throws NtlmError when a pair runs over the end or the list is not closed */
export function parseAvPairs(bytes: Uint8Array): AvPair[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pairs: AvPair[] = [];
  for (let offset = 0; offset + 4 <= buffer.length;) {
    const id = buffer.readUInt16LE(offset);
    const end = offset + 4 + buffer.readUInt16LE(offset + 2);
    if (id === AvId.EOL) return pairs;
    if (end > buffer.length) throw new NtlmError("an AV pair runs over the end of the target information");
    pairs.push({ id, value: Buffer.from(buffer.subarray(offset + 4, end)) });
    offset = end;
  }
  throw new NtlmError("the target information has no closing pair");
}

/** Writes the pairs in the given order and closes the list. */
export function buildAvPairs(pairs: readonly AvPair[]): Buffer {
  const parts = pairs.map(({ id, value }) => {
    const header = Buffer.alloc(4);
    header.writeUInt16LE(id, 0);
    header.writeUInt16LE(value.length, 2);
    return Buffer.concat([header, value]);
  });
  return Buffer.concat([...parts, Buffer.alloc(4)]);
}

export function findAvPair(pairs: readonly AvPair[], id: number): Buffer | undefined {
  const value = pairs.find((pair) => pair.id === id)?.value;
  return value === undefined ? undefined : Buffer.from(value);
}

/** Copy of the list with one value set in place, or added at its end: a pair sent twice is refused by strict servers. */
export function withAvPair(pairs: readonly AvPair[], id: number, value: Uint8Array): AvPair[] {
  const rest = pairs.filter((pair, index) => pair.id !== id || pairs.findIndex((first) => first.id === id) === index);
  return rest.some((pair) => pair.id === id)
    ? rest.map((pair) => (pair.id === id ? { id, value } : pair))
    : [...rest, { id, value }];
}

export function utf16(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

/** FILETIME (8 bytes, 100 ns since 1601-01-01 UTC) of a time in milliseconds since 1970. */
export function fileTime(unixMilliseconds: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE((BigInt(Math.trunc(unixMilliseconds)) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}

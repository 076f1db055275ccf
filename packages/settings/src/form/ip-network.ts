import { formatIpAddress, parseIpAddress } from "./ip-address.js";
import type { Family } from "./ip-address.js";

/** The addresses of a network. */
export interface IpNetwork {
  readonly of: Family;
  readonly first: bigint;
  readonly prefix: number;
}

const BITS = { 4: 32, 6: 128 } as const;

/** A network in CIDR notation, or one address; undefined for a text that is neither. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [, address = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const parsed = parseIpAddress(address);
  if (parsed === undefined) return undefined;
  const { of, value } = parsed;
  const prefix = length === undefined ? BITS[of] : Number(length);
  return prefix > BITS[of] ? undefined : { of, first: start(value, of, prefix), prefix };
}

export function formatNetwork({ of, first, prefix }: IpNetwork): string {
  const address = formatIpAddress(first, of);
  return prefix === BITS[of] ? address : `${address}/${String(prefix)}`;
}

/** Whether an address is one of a network; a text that is no address is in none. */
export function isInNetwork(address: string, { of, first, prefix }: IpNetwork): boolean {
  const parsed = parseIpAddress(address);
  return parsed?.of === of && start(parsed.value, of, prefix) === first;
}

function start(value: bigint, of: Family, prefix: number): bigint {
  const host = BigInt(BITS[of] - prefix);
  return (value >> host) << host;
}

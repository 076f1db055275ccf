import { isIP, isIPv6, SocketAddress } from "node:net";

const MAC = /^[0-9A-F]{2}(?:-[0-9A-F]{2}){5}$/;

/** A MAC address as Windows shows it, `02-00-5E-10-00-01`; every other text as it is. */
export function macText(text: string): string {
  const digits = plainMac(text);
  return /^[0-9A-F]{12}$/.test(digits) ? (digits.match(/../g) ?? []).join("-") : text;
}

/** A MAC address as the classes of the network hold it, `02005E100001`. */
export function plainMac(text: string): string {
  return text.replace(/[-:]/g, "").toUpperCase();
}

export function isMac(text: string): boolean {
  return MAC.test(text);
}

/** An IP address in its shortest form, with its prefix where it has one; every other text as it is. */
export function normalAddress(text: string): string {
  const [, address = "", rest = ""] = /^([^/]*)(.*)$/s.exec(text.trim()) ?? [];
  return (isIPv6(address) ? new SocketAddress({ address, family: "ipv6" }).address : address) + rest;
}

export function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

export function isSubnetAddress(text: string): boolean {
  const [, address = "", prefix = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return prefix !== "" && Number(prefix) <= bits;
}

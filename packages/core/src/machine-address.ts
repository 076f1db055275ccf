import { isIP } from "node:net";

/** What is wrong with an address that is none. */
export const ADDRESS_NEEDED = "an IP address or DNS name is needed";

/** Whether a text is an IP address, or a DNS name of at most 253 characters that is not written like an IPv4 address. */
export function isMachineAddress(text: string): boolean {
  const isName = text.length <= 253 && /^[\w-]{1,63}(?:\.[\w-]{1,63})*\.?$/.test(text) && !/^[\d.]+$/.test(text);
  return isIP(text) !== 0 || isName;
}

import { z } from "zod";

/** A listener as people write it: transport, address as Windows names it, port. */
const LISTENER = /^(https?) (\*|(?:IP|MAC):[^\s,+]+) (\d{1,5})( disabled)?$/;

export const listenerSchema = z
  .string()
  .refine(
    (text) => isPort(LISTENER.exec(text)?.[3]),
    'must be transport, address and port: "http * 5985" or "https IP:192.0.2.10 5986", "disabled" behind it where it is',
  );

function isPort(port: string | undefined): boolean {
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

/** A listener as its registry key holds it; the key is called `*+HTTP`. */
export interface StoredListener {
  readonly port?: number | undefined;
  readonly enabled?: number | undefined;
}

/** The listener of a registry key; a key of another form is its name. */
export function listenerText(key: string, { port, enabled }: StoredListener): string {
  const [, address, transport] = /^([^+]+)\+(HTTPS?)$/i.exec(key) ?? [];
  if (address === undefined || transport === undefined) return JSON.stringify(key);
  const at = port === undefined ? "no port" : String(port);
  return `${transport.toLowerCase()} ${address} ${at}${enabled === 0 ? " disabled" : ""}`;
}

/** The registry key of a listener that is declared, and what it holds. */
export function storedListener(text: string): { readonly key: string; readonly port: number; readonly enabled: 0 | 1 } {
  const [, transport = "", address = "", port = "", disabled] = LISTENER.exec(text) ?? [];
  return { key: `${address}+${transport.toUpperCase()}`, port: Number(port), enabled: disabled === undefined ? 1 : 0 };
}

/** Whether no two listeners have the same transport and address, which Windows tells them apart by. */
export function eachOnce(listeners: readonly string[]): boolean {
  const keys = listeners.map((text) => storedListener(text).key.toLowerCase());
  return new Set(keys).size === keys.length;
}

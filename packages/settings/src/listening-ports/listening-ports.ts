import { unreadable } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import { isWindowsProcess } from "../form/process-place.js";
import type { PropertyMeta } from "../form/setting-area.js";

/** From here on Windows gives ports to whoever asks for any. */
const DYNAMIC_FROM = 49_152;
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/i;

const entrySchema = z.strictObject({
  processes: z
    .array(z.string().min(1).max(255).toLowerCase())
    .min(1)
    .optional()
    .meta({
      label: { ja: "待ち受けているプロセス", en: "processes that listen" },
      windowsKey: "OwningProcess",
      source: "Name of each image in lower case, without its folder. Microsoft Learn, Get-NetTCPConnection",
    } satisfies PropertyMeta),
  reach: z
    .enum(["network", "loopback"])
    .optional()
    .meta({
      label: { ja: "待ち受ける範囲", en: "from where it can be reached" },
      windowsKey: "LocalAddress",
      source: "loopback where every address is one of the machine to itself. Microsoft Learn, Get-NetTCPConnection",
    } satisfies PropertyMeta),
});

const listenerSchema = z.object({
  protocol: z.enum(["tcp", "udp"]),
  address: z.string(),
  port: z.number().int(),
  /** Null where no such process was found. */
  name: z.string().nullable(),
  path: z.string().nullable(),
});

/** A listener as facts tell it. */
export type Listener = z.output<typeof listenerSchema>;

const factsSchema = z.object({ asked: z.array(listenerSchema), others: z.array(listenerSchema) });

export const listeningPorts = defineEntryArea({
  id: "listening-ports",
  title: { ja: "待ち受けポート", en: "listening ports" },
  name: z
    .string()
    .refine(isPortName, "must be a protocol and a port, 1 to 65535, with one space between them: tcp 1521, udp 123"),
  entry: entrySchema,
  facts: factsSchema,
  readOnly: true,
  observed: true,
  others: true,
  nextSteps: {
    PROCESS_UNKNOWN: {
      ja: "待ち受けているプロセスが見つかりません。もう一度確認し、続く場合は機器で調べてください。",
      en: "The process that listens cannot be found: check again, and look on the machine where it stays so.",
    },
  },
  entries: ({ asked, others }) =>
    new Map([
      ...grouped(asked).map(([name, listeners]) => [name, entryFrom(name, listeners)] as const),
      ...grouped(others.filter(isExposed)).map(
        ([name, listeners]) => [`${name} (${imagesOf(listeners).join(", ")})`, entryFrom(name, listeners)] as const,
      ),
    ]),
  write: ({ processes, reach }) => ({
    ...(processes === undefined ? {} : { processes }),
    ...(reach === undefined ? {} : { reach }),
  }),
  // Which port a machine is to be reached by, and who may hold it, is the customer's to say.
  direction: () => "unknown",
});

function isPortName(name: string): boolean {
  const [, port] = /^(?:tcp|udp) ([1-9]\d{0,4})$/.exec(name) ?? [];
  return port !== undefined && Number(port) <= 65_535;
}

export function portName({ protocol, port }: Pick<Listener, "protocol" | "port">): string {
  return `${protocol} ${String(port)}`;
}

export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/** Whether a listener is one that `"*"` counts: others reach it, and it is none of Windows' own on a port of chance. */
export function isExposed({ address, port, name, path }: Listener): boolean {
  return !isLoopback(address) && !(port >= DYNAMIC_FROM && name !== null && isWindowsProcess(name, path));
}

function grouped(listeners: readonly Listener[]): [string, Listener[]][] {
  const groups = new Map<string, Listener[]>();
  for (const listener of listeners) {
    const name = portName(listener);
    groups.set(name, [...(groups.get(name) ?? []), listener]);
  }
  return [...groups];
}

function entryFrom(name: string, listeners: readonly Listener[]): z.output<typeof entrySchema> | string {
  if (listeners.some((listener) => listener.name === null)) return unreadable("PROCESS_UNKNOWN", name);
  const isInner = listeners.every(({ address }) => isLoopback(address));
  return { processes: imagesOf(listeners), reach: isInner ? "loopback" : "network" };
}

function imagesOf(listeners: readonly Listener[]): string[] {
  return [...new Set(listeners.map(({ name }) => name?.toLowerCase() ?? "?"))].sort();
}

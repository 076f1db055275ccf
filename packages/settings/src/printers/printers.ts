import type { Direction } from "@kijun/core";
import { z } from "zod";

import { defineEntryArea } from "../form/entry-area.js";
import { readFailureSchema, readFailureText } from "../form/read-failure.js";
import type { PropertyMeta } from "../form/setting-area.js";

/** Ports of printers that come with a remote desktop session and go with it. */
const SESSION_PORT = /^TS\d+$/i;

const entrySchema = z.strictObject({
  driver: z
    .string()
    .optional()
    .meta({
      label: { ja: "ドライバー", en: "driver" },
      windowsKey: "DriverName",
      source: "The driver's own name, the same in every language. Microsoft Learn, MSFT_Printer class",
    } satisfies PropertyMeta),
  port: z
    .string()
    .toLowerCase()
    .optional()
    .meta({
      label: { ja: "印刷先のポート", en: "port" },
      windowsKey: "PortName",
      source: "Ports compare without case. Microsoft Learn, MSFT_Printer class",
      claims: ["ports-without-case"],
    } satisfies PropertyMeta),
  shared: z
    .boolean()
    .optional()
    .meta({
      label: { ja: "このプリンターを共有する", en: "shared" },
      windowsKey: "Shared",
      source: "Microsoft Learn, MSFT_Printer class",
    } satisfies PropertyMeta),
  location: z
    .string()
    .optional()
    .meta({
      label: { ja: "場所", en: "location" },
      windowsKey: "Location",
      source: "A text of whoever set the printer up. Microsoft Learn, MSFT_Printer class",
    } satisfies PropertyMeta),
});

type Printer = z.output<typeof entrySchema>;

const factsSchema = z.object({
  /** By name, as MSFT_Printer shows them; an empty location is none. */
  printers: z.record(
    z.string(),
    z.union([
      z.object({ DriverName: z.string(), PortName: z.string(), Shared: z.boolean(), Location: z.string() }),
      readFailureSchema,
    ]),
  ),
  /** Ports by name of the printers that were not asked for by name, where all were asked for. */
  others: z.record(z.string(), z.union([z.string(), readFailureSchema])),
});

export const printers = defineEntryArea({
  id: "printers",
  title: { ja: "プリンター", en: "printers" },
  name: z.string().regex(/^[^\\,!*][^\\,!]{0,219}$/, "must be the name of a printer on the machine, without \\ , or !"),
  entry: entrySchema,
  others: true,
  readOnly: true,
  facts: factsSchema,
  entries({ printers: found, others }) {
    const entries = new Map<string, Printer | string>();
    for (const [name, printer] of Object.entries(found)) entries.set(name, entryFrom(printer));
    for (const [name, port] of Object.entries(others))
      if (typeof port !== "string") entries.set(name, readFailureText(port));
      else if (!isOfSession(port)) entries.set(name, {});
    return entries;
  },
  write: ({ driver, port, shared, location }) => ({
    ...(driver === undefined ? {} : { DriverName: driver }),
    ...(port === undefined ? {} : { PortName: port }),
    ...(shared === undefined ? {} : { Shared: shared }),
    ...(location === undefined ? {} : { Location: location }),
  }),
  direction: directionOf,
});

function entryFrom(printer: z.output<typeof factsSchema>["printers"][string]): Printer | string {
  if ("failure" in printer) return readFailureText(printer);
  const { DriverName, PortName, Shared, Location } = printer;
  return { driver: DriverName, port: PortName.toLowerCase(), shared: Shared, location: Location };
}

/** Whether a printer is none of the others that `"*"` counts. */
export function isOfSession(port: string): boolean {
  return SESSION_PORT.test(port);
}

/** A printer that is shared can be reached by others; of every other change nobody can say. */
function directionOf(live: Printer | undefined, desired: Printer | undefined): Direction {
  if (live?.shared === undefined || desired?.shared === undefined || live.shared === desired.shared) return "unknown";
  const rest = (printer: Printer): string => JSON.stringify({ ...printer, shared: false });
  if (rest(live) !== rest(desired)) return "unknown";
  return desired.shared ? "weakening" : "hardening";
}

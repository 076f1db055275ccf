import { z } from "zod";

import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsRequest } from "../form/setting-area.js";
import { namedValue } from "../form/windows-state.js";
import { isOfSession } from "./printers.js";

/** A printer as MSFT_Printer shows it. */
export interface PrinterState {
  DriverName: string;
  PortName: string;
  Shared: boolean;
  Location: string;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** By name. */
    printers?: Record<string, PrinterState>;
  }
}

const requestSchema = z.object({ names: z.array(z.string()), others: z.boolean() });
const desiredSchema = z.object({
  entries: z.record(
    z.string(),
    z.union([
      z.literal("absent"),
      z.object({
        DriverName: z.string().optional(),
        PortName: z.string().optional(),
        Shared: z.boolean().optional(),
        Location: z.string().optional(),
      }),
    ]),
  ),
  keep: z.array(z.string()).optional(),
});

export const printersLive: LiveForm = {
  area: "printers",
  read(machine, request) {
    const { names, others } = requestSchema.parse(request);
    const asked = new Set(names.map((name) => name.toLowerCase()));
    const found: Record<string, WindowsRequest> = {};
    const rest: Record<string, string> = {};
    for (const [name, printer] of Object.entries(machine.printers ?? {})) {
      if (asked.has(name.toLowerCase())) found[name] = { ...printer };
      else if (others) rest[name] = printer.PortName;
    }
    return { printers: found, others: rest };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    const held = (machine.printers ??= {});
    const failures: WriteFailure[] = [];
    for (const [name, wanted] of Object.entries(entries)) {
      if (wanted === "absent") {
        remove(held, (candidate) => candidate.toLowerCase() === name.toLowerCase());
        continue;
      }
      const printer = namedValue(held, name);
      const { DriverName, PortName, Shared = false, Location = "" } = wanted;
      if (printer !== undefined) Object.assign(printer, wanted);
      else if (DriverName === undefined || PortName === undefined)
        failures.push({ key: name, code: "NOT_THERE", detail: "a new printer needs a driver and a port" });
      else held[name] = { DriverName, PortName, Shared, Location };
    }
    const kept = new Set(keep?.map((name) => name.toLowerCase()));
    if (keep !== undefined)
      remove(held, (name, { PortName }) => !kept.has(name.toLowerCase()) && !isOfSession(PortName));
    return failures;
  },
  furnish(machine, { role, kind, seed }: UsedMachineOrigin) {
    const random = new SeededRandom(seed, "printers");
    const printer = (DriverName: string, PortName: string, Location = ""): PrinterState => ({
      ...{ DriverName, PortName, Shared: false, Location },
    });
    machine.printers = { "Microsoft Print to PDF": printer("Microsoft Print To PDF", "PORTPROMPT:") };
    if (kind === "client")
      machine.printers["OneNote (Desktop)"] = printer("Send to Microsoft OneNote 16 Driver", "nul:");
    if (role !== "terminal") return;
    machine.printers["窓口プリンター"] = printer("Microsoft IPP Class Driver", "IP_198.51.100.254", "窓口");
    if (random.chance(0.1)) machine.printers["窓口プリンター"].Shared = true;
    if (random.chance(0.1)) machine.printers["窓口プリンター (1 コピー)"] = printer("Generic / Text Only", "LPT1:");
  },
};

function remove(
  printers: Record<string, PrinterState>,
  isGone: (name: string, printer: PrinterState) => boolean,
): void {
  for (const [name, printer] of Object.entries(printers))
    if (isGone(name, printer)) Reflect.deleteProperty(printers, name);
}

import fc from "fast-check";

import { machineCase, replaced } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import { printers } from "./printers.js";
import type { PrinterState } from "./printers.live.js";

const NAMES = ["窓口プリンター", "Microsoft Print to PDF", "証明書 (2F) #1", "Fax", "none"] as const;

const printer: fc.Arbitrary<PrinterState> = fc.record({
  DriverName: fc.constantFrom("Microsoft IPP Class Driver", "Generic / Text Only", "証明書プリンター ドライバー"),
  PortName: fc.constantFrom("IP_198.51.100.254", "LPT1:", "PORTPROMPT:", "TS001", ""),
  Shared: fc.boolean(),
  Location: fc.constantFrom("", "窓口, 2F", "none"),
});

const entry = fc
  .record(
    {
      driver: fc.constantFrom("Microsoft IPP Class Driver", "証明書プリンター ドライバー"),
      port: fc.constantFrom("IP_198.51.100.254", "lpt1:"),
      shared: fc.boolean(),
      location: fc.constantFrom("", "窓口, 2F"),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const counter: PrinterState = {
  DriverName: "Microsoft IPP Class Driver",
  PortName: "IP_198.51.100.254",
  Shared: false,
  Location: "窓口",
};

function printerCase(name: string, given: Record<string, PrinterState>, declared: object): MachineCase {
  return machineCase(name, printers, { changes: { printers: given } }, printers.format(declared));
}

export const printersStates: AreaStates = {
  area: printers,
  drift: (declared) => replaced(declared, /shared false/, "shared true"),
  declared: fc
    .tuple(
      fc.dictionary(fc.constantFrom(...NAMES, "FAX"), fc.oneof(fc.constant("absent"), entry, entry), { maxKeys: 3 }),
      fc.constantFrom({}, { "*": "absent" }),
    )
    .map(([named, others]) => ({ ...named, ...others }))
    .filter((declared) => !("Fax" in declared && "FAX" in declared)),
  live: fc.dictionary(fc.constantFrom(...NAMES, "プリンター (2 リダイレクト)"), printer).map((given) => ({
    changes: { printers: given },
  })),
  special: [
    printerCase(
      "nothing beyond the list",
      { 窓口プリンター: counter },
      { 窓口プリンター: { shared: false }, "*": "absent" },
    ),
    printerCase("a printer that nobody declared", { Fax: counter }, { "*": "absent" }),
    printerCase(
      "a printer of a remote session",
      { "P (2 リダイレクト)": { ...counter, PortName: "TS002" } },
      { "*": "absent" },
    ),
    printerCase("a name in another case", { FAX: counter }, { Fax: { port: "x" }, "*": "absent" }),
    printerCase("no printers at all", {}, { Fax: { shared: false }, "*": "absent" }),
    printerCase("nothing declared", { Fax: counter }, {}),
  ],
};

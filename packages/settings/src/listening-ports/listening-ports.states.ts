import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import type { ListenerState } from "../form/listener-store.live.js";
import type { ProcessState } from "../form/process-store.live.js";
import { listeningPorts } from "./listening-ports.js";

const PROCESSES: Record<string, ProcessState> = {
  "4": { name: "System", path: null },
  "700": { name: "lsass.exe", path: null },
  "812": { name: "svchost.exe", path: "C:\\Windows\\System32\\svchost.exe" },
  "2100": { name: "TNSLSNR.EXE", path: "C:\\app\\oracle\\bin\\TNSLSNR.EXE" },
  "3000": { name: "保守.exe", path: "C:\\temp\\保守.exe" },
  "3004": { name: "yarai.exe", path: null },
};

const PORTS = [135, 1521, 5353, 49_664, 65_535] as const;

const listener: fc.Arbitrary<ListenerState> = fc.record({
  protocol: fc.constantFrom("tcp", "udp"),
  address: fc.constantFrom("0.0.0.0", "::", "127.0.0.1", "::1", "192.0.2.7", "fe80::1%12"),
  port: fc.constantFrom(...PORTS),
  processId: fc.constantFrom(4, 700, 812, 2100, 3000, 3004, 4444),
});

const named = (listeners: readonly ListenerState[]): Record<string, ListenerState> =>
  Object.fromEntries(listeners.map((held, index) => [`socket ${String(index)}`, held]));

const entry = fc
  .record(
    {
      processes: fc.constantFrom(["tnslsnr.exe"], ["SVCHOST.exe", "保守.exe"], ["System"]),
      reach: fc.constantFrom("network", "loopback"),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

function portCase(name: string, listeners: readonly ListenerState[], declared: object): MachineCase {
  const changes = { processes: PROCESSES, listeners: named(listeners) };
  return machineCase(name, listeningPorts, { changes }, listeningPorts.format(declared));
}

const tcp = (port: number, address: string, processId: number): ListenerState => ({
  ...{ protocol: "tcp", port, address, processId },
});

export const listeningPortsStates: AreaStates = {
  area: listeningPorts,
  declared: fc
    .tuple(
      fc.dictionary(
        fc.constantFrom(...PORTS).chain((port) => fc.constantFrom(`tcp ${String(port)}`, `udp ${String(port)}`)),
        fc.oneof({ weight: 1, arbitrary: fc.constant("absent") }, { weight: 3, arbitrary: entry }),
        { maxKeys: 4 },
      ),
      fc.constantFrom({}, { "*": "absent" }),
    )
    .map(([entries, others]) => ({ ...entries, ...others })),
  live: fc.array(listener, { maxLength: 8 }).map((listeners) => ({
    changes: { processes: PROCESSES, listeners: named(listeners) },
  })),
  special: [
    portCase("nothing beyond the list", [tcp(5985, "::", 4), tcp(49_664, "0.0.0.0", 700)], {
      "tcp 5985": { processes: ["System"], reach: "network" },
      "*": "absent",
    }),
    portCase("a machine on which nobody listens", [], { "tcp 1521": "absent", "*": "absent" }),
    portCase("the old port of the database", [tcp(1521, "0.0.0.0", 2100)], { "tcp 1521": "absent" }),
    portCase("the same port for the machine to itself", [tcp(1521, "127.0.0.1", 2100), tcp(1521, "::1", 2100)], {
      "tcp 1521": { reach: "network" },
      "*": "absent",
    }),
    portCase("a port whose process is gone", [tcp(1521, "::", 4444)], { "tcp 1521": { reach: "network" } }),
    portCase("other ports whose process is gone", [tcp(1521, "::", 4444)], { "*": "absent" }),
    portCase("nothing declared", [tcp(1521, "::", 2100)], {}),
  ],
};

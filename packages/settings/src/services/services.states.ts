import fc from "fast-check";

import { machineCase, replaced } from "../form/machine-states.js";
import type { Crowd, AreaStates, MachineCase } from "../form/machine-states.js";
import type { ServiceState } from "./services.live.js";
import { services } from "./services.js";

const NAMES = ["WinDefend", "mpssvc", "Spooler", "RemoteRegistry", "OracleServiceJUKI", "業務ＡＰ連携"] as const;

const service: fc.Arbitrary<ServiceState> = fc
  .record({
    startMode: fc.constantFrom("Auto", "Manual", "Disabled"),
    delayed: fc.boolean(),
    state: fc.constantFrom("Running", "Stopped"),
    account: fc.constantFrom("LocalSystem", "NT AUTHORITY\\LocalService", ".\\oracle", null),
    needs: fc.subarray(["mpssvc", "Spooler"]),
    guarded: fc.constantFrom(undefined, undefined, undefined, true as const),
  })
  .map(({ guarded, delayed, ...rest }) => ({
    ...rest,
    delayed: delayed && rest.startMode === "Auto",
    ...(guarded === undefined ? {} : { guarded }),
  }));

const entry = fc
  .record(
    {
      start: fc.constantFrom("automatic", "automatic-delayed", "manual", "disabled"),
      state: fc.constantFrom("running", "stopped"),
    },
    { requiredKeys: [] },
  )
  .filter(({ start, state }) => (start ?? state) !== undefined && !(start === "disabled" && state === "running"));

const stopped: ServiceState = { startMode: "Manual", delayed: false, state: "Stopped", account: "LocalSystem" };
const running: ServiceState = { startMode: "Auto", delayed: false, state: "Running", account: "LocalSystem" };

function serviceCase(name: string, given: Record<string, ServiceState>, declared: object): MachineCase {
  return machineCase(name, services, { changes: { services: given } }, services.format(declared));
}

const MANY_SERVICES = 300;

/** Every service of the machine. */
const crowd: Crowd = {
  fill(machine) {
    const services = (machine.services ??= {});
    for (let number = 1; Object.keys(services).length < MANY_SERVICES; number++)
      services[`Gyomu${String(number)}`] = {
        startMode: "Manual",
        delayed: false,
        state: "Stopped",
        account: "LocalSystem",
      };
  },
  declare: ({ services = {} }) => Object.fromEntries(Object.keys(services).map((name) => [name, "start manual"])),
};

export const servicesStates: AreaStates = {
  crowd,
  area: services,
  drift: (declared) => replaced(declared, /^start disabled, state stopped$/, "start automatic, state running"),
  declared: fc
    .dictionary(
      fc.constantFrom(...NAMES, "windefend"),
      fc.oneof({ weight: 1, arbitrary: fc.constant("absent") }, { weight: 6, arbitrary: entry }),
      { maxKeys: 4 },
    )
    .filter((declared) => !("WinDefend" in declared && "windefend" in declared)),
  live: fc.dictionary(fc.constantFrom(...NAMES), service).map((given) => ({ changes: { services: given } })),
  special: [
    serviceCase(
      "a service that protects itself",
      { WinDefend: { ...running, guarded: true } },
      { WinDefend: { state: "stopped" } },
    ),
    serviceCase(
      "a service that others need",
      { RpcSs: running, Spooler: { ...running, needs: ["RpcSs"] } },
      { RpcSs: { state: "stopped" } },
    ),
    serviceCase(
      "a service that several need, whatever the case of their names",
      { RpcSs: running, Spooler: { ...running, needs: ["RpcSs"] }, mpssvc: { ...running, needs: ["RpcSs"] } },
      { RpcSs: { state: "stopped" } },
    ),
    serviceCase(
      "a disabled service that shall run",
      { Spooler: { ...stopped, startMode: "Disabled" } },
      { Spooler: { state: "running" } },
    ),
    serviceCase(
      "a disabled service that shall start by itself",
      { Spooler: { ...stopped, startMode: "Disabled" } },
      { Spooler: { start: "automatic", state: "running" } },
    ),
    serviceCase("a delayed start", { wuauserv: running }, { wuauserv: { start: "automatic-delayed" } }),
    serviceCase(
      "a name in another case",
      { WinDefend: running },
      { windefend: { start: "automatic", state: "running" } },
    ),
    serviceCase("a service that is not installed", { Spooler: running }, { FFRIyarai: { state: "running" } }),
    serviceCase("a service that shall not be there", { SNMP: running }, { SNMP: "absent" }),
    serviceCase(
      "another account",
      { Spooler: { ...running, account: ".\\admin" } },
      { Spooler: { account: "LocalSystem" } },
    ),
  ],
};

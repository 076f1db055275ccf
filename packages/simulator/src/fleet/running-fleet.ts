import { KijunError } from "@kijun/core";

import type { MachineTrouble } from "../machine/machine-trouble.js";
import { SimulatedMachine } from "../machine/simulated-machine.js";
import { simulatedNetwork } from "../machine/simulated-network.js";
import { usedMachine } from "../machine/used-machine.js";
import type { MachineOrigin } from "../machine/used-machine.js";
import type { ServerAccount } from "../winrm-server/server-options.js";
import type { FleetSpecification, HostSpecification } from "./fleet-specification.js";
import type { KeptState } from "./state/kept-state.js";
import { rollOut } from "./state/machine-settings.js";
import { listening } from "./control/port-in-use.js";

/** What one machine of a running fleet has seen since the fleet was started. */
export interface HostStatus {
  readonly name: string;
  readonly address: string;
  /** On the loopback address. */
  readonly port: number;
  /** False while the machine is cut off. */
  readonly on: boolean;
  /** What is wrong with it; left out while nothing is. */
  readonly trouble?: MachineTrouble;
  readonly connections: number;
  readonly requests: number;
  readonly logons: number;
  readonly failedLogons: number;
  readonly openShells: number;
  /** What clients did against the protocol, in sentences. */
  readonly violations: readonly string[];
}

/** A machine of the fleet, with what it was made from. */
export interface FleetMachine {
  readonly host: HostSpecification;
  readonly machine: SimulatedMachine;
  /** To be called after the machine's settings were changed. */
  readonly noteChange: () => void;
}

export interface FleetOptions {
  readonly account: ServerAccount;
  /** Port of the first machine, the others follow; 0 = any free ones. */
  readonly firstPort: number;
  /** Settings of an earlier fleet, and where those of this one are kept. */
  readonly kept?: KeptState;
}

/** All machines of a fleet in one process. */
export class RunningFleet {
  readonly #machines: readonly FleetMachine[];

  private constructor(machines: readonly FleetMachine[]) {
    this.#machines = machines;
  }

  /** Makes the machines and waits until all listen. Errors: PORT_IN_USE, BASELINE_INVALID. */
  static async listen(specification: FleetSpecification, options: FleetOptions): Promise<RunningFleet> {
    const machines = specification.hosts.map((host) => makeMachine(host, specification, options));
    await Promise.all(
      machines.map(({ machine }, index) => {
        const port = options.firstPort === 0 ? 0 : options.firstPort + index;
        return listening(port, () => machine.listen(port));
      }),
    );
    return new RunningFleet(machines);
  }

  /** From the addresses that clients know to where the machines really listen. */
  get routes(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#machines.map(({ host, machine }) => [host.address, `127.0.0.1:${machine.port}`]));
  }

  get hosts(): readonly HostStatus[] {
    return this.#machines.map(statusOf);
  }

  /** A machine by its name, the case of letters aside. Errors: HOST_UNKNOWN. */
  machineOf(name: string): FleetMachine {
    const found = this.#machines.find(({ host }) => host.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
    const known = this.#machines.map(({ host }) => host.name);
    const similar = mostSimilar(name, known);
    throw new KijunError("HOST_UNKNOWN", `The simulated fleet has no machine ${name}.`, {
      hint: `Machines with similar names: ${similar.join(", ")}. \`kijun fleet status --json\` lists all.`,
    });
  }
}

/** The machine as it was kept, else a used one with its areas rolled out. */
function makeMachine(
  host: HostSpecification,
  { locale, controller }: FleetSpecification,
  { account, kept }: FleetOptions,
): FleetMachine {
  const { name, address, role, operatingSystem } = host;
  const network = simulatedNetwork({ address, role, controller });
  const origin: MachineOrigin = { computerName: name, role, operatingSystem, locale, seed: name, network };
  const restored = kept?.restore(origin);
  const state = restored ?? usedMachine(origin);
  const noteChange = (): void => kept?.noteChange(origin, state);
  if (restored === undefined) {
    rollOut(state, host.areas);
    noteChange();
  }
  return { host, machine: new SimulatedMachine({ state, accounts: [account], onApplied: noteChange }), noteChange };
}

/** The status of a machine as `kijun fleet status` lists it. */
export function statusOf({ host, machine }: FleetMachine): HostStatus {
  const { name, address } = host;
  const { port, on, trouble, violations } = machine;
  const { connections, requests, successfulLogons, failedLogons, openShells } = machine.statistics;
  const failed = [...failedLogons.values()].reduce((sum, count) => sum + count, 0);
  return {
    name,
    address,
    port,
    on,
    ...(trouble === undefined ? {} : { trouble }),
    connections,
    requests,
    logons: successfulLogons,
    failedLogons: failed,
    openShells,
    violations,
  };
}

const MOST_SUGGESTIONS = 3;

/** The names that begin and end most like a mistyped one. */
function mostSimilar(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const score = (other: string): number =>
    sameStart(wanted, other.toLowerCase()) + sameEnd(wanted, other.toLowerCase());
  return [...known].sort((left, right) => score(right) - score(left)).slice(0, MOST_SUGGESTIONS);
}

function sameStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length++;
  return length;
}

function sameEnd(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left.at(-1 - length) === right.at(-1 - length)) length++;
  return length;
}

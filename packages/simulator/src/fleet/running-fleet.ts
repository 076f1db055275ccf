import { setImmediate } from "node:timers/promises";

import { KijunError } from "@kijun/core";

import { listening } from "./control/port-in-use.js";
import { FleetMachine } from "./fleet-machine.js";
import type { FleetMachineOptions, HostStatus } from "./fleet-machine.js";
import type { FleetSpecification } from "./fleet-specification.js";

export interface FleetOptions extends FleetMachineOptions {
  /** Port of the first machine, the others follow; 0 = any free ones. */
  readonly firstPort: number;
}

/** All machines of a fleet in one process. */
export class RunningFleet {
  readonly #machines: readonly FleetMachine[];

  private constructor(machines: readonly FleetMachine[]) {
    this.#machines = machines;
  }

  /**
   * Waits until all machines listen. What a machine holds is made when somebody first asks for it, or by
   * {@link makeAll}; of one machine of each kind it is made here, so that what machines do not take is refused. Errors:
   * PORT_IN_USE, BASELINE_INVALID.
   */
  static async listen(specification: FleetSpecification, options: FleetOptions): Promise<RunningFleet> {
    const machines = specification.hosts.map((host) => new FleetMachine(host, specification, options));
    for (const machine of oneOfEachKind(machines)) {
      const { refusal } = machine.make();
      if (refusal !== undefined) throw refusal;
    }
    await Promise.all(
      machines.map(({ machine }, index) => {
        const port = options.firstPort === 0 ? 0 : options.firstPort + index;
        return listening(port, () => machine.listen(port));
      }),
    );
    return new RunningFleet(machines);
  }

  /** Makes what nobody has asked for yet, machine by machine, so that whoever asks meanwhile is served in between. */
  async makeAll(): Promise<void> {
    for (const machine of this.#machines) {
      await setImmediate();
      machine.make();
    }
  }

  /** From the addresses that clients know to where the machines really listen. */
  get routes(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#machines.map(({ host, machine }) => [host.address, `127.0.0.1:${machine.port}`]));
  }

  get hosts(): readonly HostStatus[] {
    return this.#machines.map(({ status }) => status);
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

function oneOfEachKind(machines: readonly FleetMachine[]): Iterable<FleetMachine> {
  const kinds = new Map<string, FleetMachine>();
  for (const made of machines) {
    const { role, operatingSystem, rollOut = "" } = made.host;
    kinds.set([role, operatingSystem, rollOut].join("\n"), made);
  }
  return kinds.values();
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

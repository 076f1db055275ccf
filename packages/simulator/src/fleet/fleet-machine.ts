import { KijunError } from "@kijun/core";
import type { WindowsState } from "@kijun/settings/live";

import type { MachineTrouble } from "../machine/machine-trouble.js";
import { SimulatedMachine } from "../machine/simulated-machine.js";
import { simulatedNetwork } from "../machine/simulated-network.js";
import { usedMachine } from "../machine/used-machine.js";
import type { MachineOrigin } from "../machine/used-machine.js";
import type { ServerAccount } from "../winrm-server/server-options.js";
import type { FleetSpecification, HostSpecification, RollOut } from "./fleet-specification.js";
import type { KeptState } from "./state/kept-state.js";
import { rollOut } from "./state/machine-settings.js";

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
  /** Why it does not hold all that was rolled out to it; left out where it does, and while nobody has asked it. */
  readonly refusal?: string;
  readonly connections: number;
  readonly requests: number;
  readonly logons: number;
  readonly failedLogons: number;
  readonly openShells: number;
  /** What clients did against the protocol, in sentences. */
  readonly violations: readonly string[];
}

export interface FleetMachineOptions {
  readonly account: ServerAccount;
  /** Settings of an earlier fleet, and where those of this one are kept. */
  readonly kept?: KeptState;
}

interface MadeMachine {
  readonly state: WindowsState;
  /** Why it did not take all that was rolled out to it: BASELINE_INVALID. */
  readonly refusal?: KijunError;
}

/** A machine of a fleet, with what it was made from. What it holds is made when somebody first asks for it. */
export class FleetMachine {
  readonly machine: SimulatedMachine;
  /** What it was rolled out with. */
  readonly rolledOut: RollOut;
  readonly #origin: MachineOrigin;
  readonly #kept: KeptState | undefined;
  #made: MadeMachine | undefined;

  constructor(
    readonly host: HostSpecification,
    specification: FleetSpecification,
    { account, kept }: FleetMachineOptions,
  ) {
    const { name, address, role, operatingSystem, rollOut } = host;
    const { locale, controller } = specification;
    const network = simulatedNetwork({ address, role, controller });
    this.rolledOut = (rollOut === undefined ? undefined : specification.rollOuts[rollOut]) ?? {};
    this.#origin = { computerName: name, role, operatingSystem, locale, seed: name, network };
    this.#kept = kept;
    this.machine = new SimulatedMachine({
      state: () => this.make().state,
      accounts: [account],
      onApplied: () => {
        this.noteChange();
      },
    });
  }

  /** Makes what the machine holds, unless that was made before. */
  make(): MadeMachine {
    this.#made ??= this.#makeAnew();
    return this.#made;
  }

  /** To be called after the machine's settings were changed. */
  noteChange(): void {
    this.#kept?.noteChange(this.#origin, this.make().state);
  }

  get status(): HostStatus {
    const { name, address } = this.host;
    const refusal = this.#made?.refusal;
    const { port, on, trouble, violations } = this.machine;
    const { connections, requests, successfulLogons, failedLogons, openShells } = this.machine.statistics;
    const failed = [...failedLogons.values()].reduce((sum, count) => sum + count, 0);
    return {
      name,
      address,
      port,
      on,
      ...(trouble === undefined ? {} : { trouble }),
      ...(refusal === undefined ? {} : { refusal: refusal.message }),
      connections,
      requests,
      logons: successfulLogons,
      failedLogons: failed,
      openShells,
      violations,
    };
  }

  /** The machine as it was kept, else a used one with its areas rolled out. */
  #makeAnew(): MadeMachine {
    const restored = this.#kept?.restore(this.#origin);
    if (restored !== undefined) return { state: restored };
    const state = usedMachine(this.#origin);
    const refusal = refusalOf(state, this.rolledOut);
    this.#kept?.noteChange(this.#origin, state);
    return refusal === undefined ? { state } : { state, refusal };
  }
}

function refusalOf(state: WindowsState, areas: RollOut): KijunError | undefined {
  try {
    rollOut(state, areas);
    return undefined;
  } catch (error) {
    if (error instanceof KijunError) return error;
    throw error;
  }
}

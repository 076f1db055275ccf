import type { WindowsState } from "@kijun/settings/live";
import { z } from "zod";

import { usedMachine } from "../../machine/used-machine.js";
import type { MachineOrigin } from "../../machine/used-machine.js";
import type { FleetFolder } from "../fleet-folder.js";
import { applyJsonChange, jsonChange, jsonChangeSchema } from "./json-changes.js";

const keptMachineSchema = z.object({
  role: z.string(),
  operatingSystem: z.string(),
  changes: jsonChangeSchema.optional(),
});

type KeptMachine = z.output<typeof keptMachineSchema>;

const keptStateSchema = z.object({ machines: z.record(z.string(), keptMachineSchema) });

/** Changes come in bursts (one apply writes many machines), and writing the file takes some milliseconds. */
const SETTLE_MS = 300;

/**
 * The settings of a fleet's machines beyond the life of its process. Kept is how each machine differs from the used one
 * it was made from, which is little, readable, and leaves what the machines share shared.
 */
export class KeptState {
  readonly #folder: FleetFolder;
  readonly #machines: Map<string, KeptMachine>;
  /** Machines whose entry is older than their settings. */
  readonly #outdated = new Map<string, { readonly origin: MachineOrigin; readonly state: WindowsState }>();
  #timer: NodeJS.Timeout | undefined;

  /** Reads what an earlier fleet kept in the folder. Errors: STATE_CORRUPTED. */
  constructor(folder: FleetFolder) {
    this.#folder = folder;
    this.#machines = new Map(Object.entries(folder.read("state.json", keptStateSchema)?.machines ?? {}));
  }

  /** The machine as it was kept; undefined when there is none, or one that was something else. */
  restore(origin: MachineOrigin): WindowsState | undefined {
    const kept = this.#machines.get(origin.computerName);
    if (kept?.role !== origin.role || kept.operatingSystem !== origin.operatingSystem) return undefined;
    const state = usedMachine(origin);
    if (kept.changes !== undefined) applyJsonChange(state, kept.changes);
    return state;
  }

  /** Notes that a machine has changed, and writes the file when no more changes come. */
  noteChange(origin: MachineOrigin, state: WindowsState): void {
    this.#outdated.set(origin.computerName, { origin, state });
    this.#timer ??= setTimeout(() => {
      this.save();
    }, SETTLE_MS);
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [name, { origin, state }] of this.#outdated) {
      const { role, operatingSystem } = origin;
      this.#machines.set(name, { role, operatingSystem, changes: jsonChange(usedMachine(origin), state) });
    }
    this.#outdated.clear();
    this.#folder.write("state.json", { machines: Object.fromEntries(this.#machines) });
  }
}

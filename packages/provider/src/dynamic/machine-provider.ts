import type { HostReading } from "@kijun/core";
import type { dynamic } from "@pulumi/pulumi";

import { HostFailure } from "../live/host-session.js";
import { unreachableReading } from "../live/readings.js";
import type { Readings } from "../live/readings.js";
import type { RecordedMachine } from "../live/recorded-identity.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { writeJournal } from "../run/journal.js";
import { runFolder } from "../run/run-folder.js";
import type { RunWishes } from "../run/run-wishes.js";
import { ApplyFailed, reasonsOf } from "./apply-failed.js";
import { refusalMessage } from "./first-contact.js";
import type { FirstContacts } from "./first-contacts.js";
import {
  areasOf,
  checkedInputs,
  entryFromOutputs,
  liveInputs,
  outputsOf,
  recordOf,
  withinHeader,
} from "./wire-shape.js";
import type { MachineInputs, MachineOutputs } from "./wire-shape.js";

/** What the provider's methods need of the process they run in. */
export interface ProviderSurroundings {
  readonly readings: Readings;
  readonly firstContacts: FirstContacts;
  readonly wishes: RunWishes;
  /** What the program has declared of a machine; undefined when it has declared none of that name. */
  declared(host: string): FleetFileEntry | undefined;
  /** Shows a message under a resource, or with no URN under the stack. */
  log(severity: "info" | "warning", text: string, urn: string): Promise<void>;
}

/** Under the stack: to whom it belongs is what is not known. */
function unknownMachineMessage(id: string): string {
  return (
    `${id}: not read: STATE_CORRUPTED: what the state holds of it cannot be read, and this run's program does not ` +
    "declare it; it is shown as the state has it. Declare it again and it is read anew, or let the next kijun up drop it from the state."
  );
}

/** A dynamic provider whose `read` answers inputs of another shape than its outputs, which the SDK's type cannot say. */
type Methods = Omit<Required<dynamic.ResourceProvider<MachineInputs, MachineOutputs>>, "read" | "configure">;

/** What `read` answers: `inputs` are what the next difference is taken against. */
export interface ReadAnswer {
  readonly id: string;
  readonly props?: MachineOutputs;
  readonly inputs?: MachineInputs;
}

/**
 * The methods of the dynamic provider. `check`, `diff` and `read` never throw: one machine must not stop the others.
 * A machine is asked only when the engine has called for it: the engine alone knows what was targeted.
 */
export class MachineProvider implements Methods {
  constructor(private readonly surroundings: ProviderSurroundings) {}

  async check(olds: MachineInputs, news: MachineInputs): Promise<dynamic.CheckResult<MachineInputs>> {
    const entry = this.surroundings.declared(String(news["host"]));
    const known = Object.keys(olds).length > 0;
    // The engine checks one machine at a time, so the reading must not hold up its answer.
    if (entry?.dryRun === true && !known) this.surroundings.firstContacts.begin(entry);
    return Promise.resolve({ inputs: checkedInputs(olds, news), failures: [] });
  }

  async diff(_id: string, olds: MachineOutputs, news: MachineInputs): Promise<dynamic.DiffResult> {
    // No word about changes: the engine then compares inputs itself and shows each path, live => desired.
    const moved = typeof olds.host === "string" && olds.host.toLowerCase() !== String(news["host"]).toLowerCase();
    return Promise.resolve(moved ? { replaces: ["host"] } : {});
  }

  async read(id: string, outputs?: MachineOutputs): Promise<ReadAnswer> {
    const entry = this.surroundings.declared(id) ?? (outputs === undefined ? undefined : entryFromOutputs(id, outputs));
    if (entry === undefined) {
      if (outputs === undefined) return { id };
      // Nobody can say what its inputs are; without any in the answer the engine keeps those that the state has.
      await this.surroundings.log("warning", unknownMachineMessage(id), "");
      return { id, props: outputs };
    }
    const reading = await this.surroundings.readings.of(entry, true, this.expected(id, outputs));
    if (entry.dryRun) await this.warn(entry, reading);
    const inputs = liveInputs(entry, reading, outputs);
    const props = reading.kind === "complete" ? outputsOf(entry, reading) : outputs;
    return { id, ...(props === undefined ? {} : { props }), inputs };
  }

  async create(inputs: MachineInputs): Promise<dynamic.CreateResult<MachineOutputs>> {
    const id = String(inputs["host"]);
    const outs = this.surroundings.wishes.adopt ? await this.adopt(id, inputs) : await this.apply(id, inputs);
    return { id, outs };
  }

  async update(id: string, olds: MachineOutputs, news: MachineInputs): Promise<dynamic.UpdateResult<MachineOutputs>> {
    if (this.surroundings.wishes.adopt) {
      throw this.failed(
        id,
        new HostFailure(
          "MACHINE_KNOWN",
          "the state knows this machine, and adopting changes none; nothing was changed",
          "Preview it and apply with kijun up; adopt only machines that are new.",
        ),
      );
    }
    return { outs: await this.apply(id, news, this.expected(id, olds)) };
  }

  /** Removing a machine from the program touches nothing on the machine. */
  async delete(): Promise<void> {
    return Promise.resolve();
  }

  /** What a preview's diff of a known machine cannot show. */
  private async warn(entry: FleetFileEntry, reading: HostReading): Promise<void> {
    const { readings } = this.surroundings;
    const text =
      reading.kind === "unreachable"
        ? `${entry.host}: not read: ${reading.code}: ${reading.message}. ${reading.hint}`
        : refusalMessage(entry.host, readings.refusals(entry.host));
    if (text !== undefined) await this.surroundings.log("warning", text, entry.urn);
  }

  /** Who must answer; nobody in particular where the person has said that the machine was replaced. */
  private expected(id: string, outputs: MachineOutputs | undefined): RecordedMachine {
    const recorded = recordOf(outputs);
    return this.surroundings.wishes.replaced.has(id.toLowerCase()) ? { ...recorded, identity: undefined } : recorded;
  }

  /** Records a machine as it is. One that cannot be read is not recorded. */
  private async adopt(id: string, inputs: MachineInputs): Promise<MachineOutputs> {
    try {
      const entry = this.entryOf(id, inputs);
      const reading = await this.surroundings.readings.of(entry, false);
      if (reading.kind === "complete") return outputsOf(entry, reading);
      throw new HostFailure(reading.code, reading.message, reading.hint);
    } catch (error) {
      throw this.failed(id, error);
    }
  }

  private async apply(id: string, inputs: MachineInputs, recorded: RecordedMachine = {}): Promise<MachineOutputs> {
    try {
      const entry = this.entryOf(id, inputs);
      const applied = await this.surroundings.readings.write(entry, recorded);
      writeJournal({ kind: "applied", host: entry.host, results: applied.results });
      const outputs = outputsOf(entry, applied);
      const reasons = reasonsOf(entry.host, applied.results);
      if (reasons.length === 0) return outputs;
      const properties = { ...withinHeader(entry, applied, outputs), __provider: inputs["__provider"] };
      throw new ApplyFailed(id, properties, reasons);
    } catch (error) {
      throw error instanceof ApplyFailed ? error : this.failed(id, error);
    }
  }

  /**
   * The inputs rule over the file: the engine has put live values where `ignoreChanges` holds. But without the file
   * nobody knows what a new machine is to keep.
   */
  private entryOf(id: string, inputs: MachineInputs): FleetFileEntry {
    const declared = this.surroundings.declared(id);
    if (declared !== undefined) return { ...declared, areas: areasOf(inputs) };
    throw new HostFailure(
      "FLEET_FILE_MISSING",
      `the program of this run has left no word of this machine in ${runFolder()}; nothing was changed`,
      "Program and provider need the same KIJUN_RUN and KIJUN_HOME: set them before the engine starts, not in the program.",
    );
  }

  /** An apply that never got as far as the settings: nothing of it is recorded in the state. */
  private failed(host: string, error: unknown): HostFailure {
    const { code, message, hint } = unreachableReading(error);
    writeJournal({ kind: "apply-failed", host, code, message, hint });
    return new HostFailure(code, `${host}: ${code}: ${message}. ${hint}`, hint);
  }
}

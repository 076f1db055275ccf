import type { dynamic } from "@pulumi/pulumi";

import { applySettings } from "../live/apply-settings.js";
import { HostFailure, withHostSession } from "../live/host-session.js";
import { unreachableReading } from "../live/readings.js";
import type { Readings } from "../live/readings.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { writeJournal } from "../run/journal.js";
import { firstContactMessage } from "./first-contact.js";
import { entryFromInputs, entryFromOutputs, liveInputs, outputsOf } from "./wire-shape.js";
import type { MachineInputs, MachineOutputs } from "./wire-shape.js";

/** What the provider's methods need of the process they run in. */
export interface ProviderSurroundings {
  readonly readings: Readings;
  readonly signal: AbortSignal;
  /** What the program has declared of a machine; undefined when it has declared none of that name. */
  declared(host: string): FleetFileEntry | undefined;
  /** Every machine the program has declared so far. */
  all(): Iterable<FleetFileEntry>;
  /** Shows a message under a resource. */
  log(severity: "info" | "warning", text: string, urn: string): Promise<void>;
}

/** Thrown when part of an apply failed: the engine records what the machine holds and shows each reason. */
export class ApplyFailed extends Error {
  constructor(
    readonly id: string,
    readonly properties: MachineOutputs,
    readonly reasons: readonly string[],
  ) {
    super(`${id}: ${String(reasons.length)} setting(s) could not be applied`);
  }
}

/** A dynamic provider whose `read` answers inputs of another shape than its outputs, which the SDK's type cannot say. */
type Methods = Omit<Required<dynamic.ResourceProvider<MachineInputs, MachineOutputs>>, "read" | "configure">;

/** What `read` answers: `inputs` are what the next difference is taken against. */
export interface ReadAnswer {
  readonly id: string;
  readonly props?: MachineOutputs;
  readonly inputs?: MachineInputs;
}

/** The methods of the dynamic provider. `check`, `diff` and `read` never throw: one machine must not stop the others. */
export class MachineProvider implements Methods {
  constructor(private readonly surroundings: ProviderSurroundings) {}

  async check(olds: MachineInputs, news: MachineInputs): Promise<dynamic.CheckResult<MachineInputs>> {
    const entry = this.surroundings.declared(String(news["host"]));
    const known = Object.keys(olds).length > 0;
    if (entry?.dryRun === true && !known) {
      this.prefetch();
      const message = firstContactMessage(entry, await this.surroundings.readings.of(entry, false));
      if (message !== undefined) await this.surroundings.log(message.severity, message.text, entry.urn);
    }
    return { inputs: news, failures: [] };
  }

  async diff(_id: string, olds: MachineOutputs, news: MachineInputs): Promise<dynamic.DiffResult> {
    // No word about changes: the engine then compares inputs itself and shows each path, live => desired.
    const moved = typeof olds.host === "string" && olds.host.toLowerCase() !== String(news["host"]).toLowerCase();
    return Promise.resolve(moved ? { replaces: ["host"] } : {});
  }

  async read(id: string, outputs?: MachineOutputs): Promise<ReadAnswer> {
    const entry = this.surroundings.declared(id) ?? (outputs === undefined ? undefined : entryFromOutputs(id, outputs));
    if (entry === undefined) return { id, ...(outputs === undefined ? {} : { props: outputs }) };
    const reading = await this.surroundings.readings.of(entry, true);
    if (reading.kind === "unreachable" && entry.dryRun) {
      await this.surroundings.log(
        "warning",
        `${entry.host}: not read: ${reading.code}: ${reading.message}. ${reading.hint}`,
        entry.urn,
      );
    }
    const inputs = liveInputs(entry, reading, outputs);
    const props = reading.kind === "complete" ? outputsOf(entry, reading.areas, reading.readAt) : outputs;
    return { id, ...(props === undefined ? {} : { props }), inputs };
  }

  async create(inputs: MachineInputs): Promise<dynamic.CreateResult<MachineOutputs>> {
    const id = String(inputs["host"]);
    return { id, outs: await this.apply(id, inputs) };
  }

  async update(id: string, _olds: MachineOutputs, news: MachineInputs): Promise<dynamic.UpdateResult<MachineOutputs>> {
    return { outs: await this.apply(id, news) };
  }

  /** Removing a machine from the program touches nothing on the machine. */
  async delete(): Promise<void> {
    return Promise.resolve();
  }

  private async apply(id: string, inputs: MachineInputs): Promise<MachineOutputs> {
    // The inputs rule, not the file: the engine has put live values where `ignoreChanges` holds.
    const declared = this.surroundings.declared(id);
    const asked = entryFromInputs(inputs);
    const entry = declared === undefined ? asked : { ...declared, areas: asked.areas };
    const { readings, signal } = this.surroundings;
    try {
      const applied = await readings.write(entry, () =>
        withHostSession(entry, signal, (session) => applySettings(entry, session)),
      );
      const failed = applied.results.filter(({ outcome }) => outcome === "failed");
      writeJournal({ kind: "applied", host: entry.host, results: applied.results });
      const outputs = outputsOf(entry, applied.areas, applied.readAt);
      if (failed.length > 0) {
        throw new ApplyFailed(
          id,
          outputs,
          failed.map(({ path, code, detail }) => `${entry.host}: ${path}: ${code ?? ""} ${detail ?? ""}`.trimEnd()),
        );
      }
      return outputs;
    } catch (error) {
      if (error instanceof ApplyFailed) throw error;
      const { code, message, hint } = unreachableReading(error);
      writeJournal({ kind: "apply-failed", host: entry.host, code, message, hint });
      throw new HostFailure(code, `${entry.host}: ${code}: ${message}. ${hint}`, hint);
    }
  }

  /** `check` comes one machine at a time; asking all at the first one makes the rest wait only for their own. */
  private prefetch(): void {
    for (const entry of this.surroundings.all()) void this.surroundings.readings.of(entry, false);
  }
}

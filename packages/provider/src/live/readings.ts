import type { HostReading } from "@kijun/core";

import { boundedText } from "../run/bounded-text.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { writeJournal } from "../run/journal.js";
import { runWishes } from "../run/run-wishes.js";
import type { RunWishes } from "../run/run-wishes.js";
import { applySettings } from "./apply-settings.js";
import type { Applied } from "./apply-settings.js";
import { canonicalAreas } from "./canonical-areas.js";
import { HostPlaces } from "./host-places.js";
import { afterSession, HostFailure, withHostSession } from "./host-session.js";
import { liveReading } from "./kept-readings.js";
import type { ReadingContent } from "./kept-readings.js";
import { rememberReading } from "./last-readings.js";
import type { CompleteReading } from "./last-readings.js";
import { noteRefusals, refusalsFor, snapshotRequests } from "./line-guard.js";
import type { Refusal } from "./line-guard.js";
import type { RecordedMachine } from "./recorded-identity.js";
import { lastReliable } from "./reliable-reading.js";
import { SilentMachines } from "./silent-machines.js";

/** Machines worked on at once. The engine's own bound is no bound for us: it may send everything at once. */
const HOSTS_AT_ONCE = 48;

/** To change a machine is to read it, to write, and to read it back. */
const DEADLINES_PER_WRITE = 2;

/** What becomes of answers beside the readings that are made of them. */
export interface Keeping {
  /** Keeps what a machine answered, to be judged again later. */
  readonly keep?: (reading: ReadingContent) => Promise<unknown>;
  /** Machines are asked for a part of what is declared, so that their answers are not their last readings. */
  readonly isPart?: boolean;
}

/** One reading per machine and process, whoever asks first; machines are asked in parallel under our own bound. */
export class Readings {
  private readonly places = new HostPlaces(HOSTS_AT_ONCE);
  private readonly pending = new Map<string, Promise<HostReading>>();
  private readonly refused = new Map<string, readonly Refusal[]>();
  private readonly deadlineMs: number;
  private readonly silent: SilentMachines;

  constructor(
    private readonly signal: AbortSignal,
    { deadlineMs, previewFolder }: Pick<RunWishes, "deadlineMs" | "previewFolder"> = runWishes(),
    private readonly keeping: Keeping = {},
  ) {
    this.deadlineMs = deadlineMs;
    this.silent = new SilentMachines(previewFolder);
  }

  /**
   * The machine's reading in this run. Never rejects: a machine that cannot be asked has a reading that says so. Known
   * is a machine that the state has, and `recorded` what it says of it.
   */
  of(entry: FleetFileEntry, known: boolean, recorded: RecordedMachine = {}): Promise<HostReading> {
    const key = entry.host.toLowerCase();
    let reading = this.pending.get(key);
    if (reading === undefined) {
      reading = this.read(entry, known, recorded);
      this.pending.set(key, reading);
    }
    return reading;
  }

  /** What of a machine's declaration would not be applied, because it would cut the line; known once it was read. */
  refusals(host: string): readonly Refusal[] {
    return this.refused.get(host) ?? [];
  }

  /**
   * Changes a machine under the same bound, and forgets its reading. One that did not answer a moment ago is not asked
   * again: it would cost a whole deadline more to say the same. Throws {@link HostFailure}.
   */
  async write(entry: FleetFileEntry, recorded: RecordedMachine): Promise<Applied> {
    const key = entry.host.toLowerCase();
    const earlier = (await this.pending.get(key)) ?? this.silent.reading(key);
    if (earlier?.kind === "unreachable") throw new HostFailure(earlier.code, earlier.message, earlier.hint);
    this.pending.delete(key);
    const deadlineMs = this.deadlineMs * DEADLINES_PER_WRITE;
    const applied = await this.places.run((connected) =>
      withHostSession({ entry, recorded: recorded.identity, deadlineMs, connected, signal: this.signal }, (session) =>
        applySettings(entry, session),
      ),
    );
    const { identity, areas, readAt } = applied;
    await remember(entry.host, { kind: "complete", identity, areas, readAt });
    return applied;
  }

  private async read(entry: FleetFileEntry, known: boolean, recorded: RecordedMachine): Promise<HostReading> {
    const { host } = entry;
    const reading = await this.ask(entry, recorded);
    if (reading.kind === "complete" && this.keeping.isPart !== true) await remember(host, reading);
    noteRefusals(host, this.refusals(host));
    const last = reading.kind === "complete" ? undefined : laterOf(lastReliable(host)?.readAt, recorded.readAt);
    writeJournal({ kind: "reading", host, reading, known, ...(last === undefined ? {} : { lastRead: last }) });
    return reading;
  }

  private async ask(entry: FleetFileEntry, recorded: RecordedMachine): Promise<HostReading> {
    const { signal, deadlineMs } = this;
    const earlier = this.silent.reading(entry.host);
    if (earlier !== undefined) return earlier;
    try {
      const answer = await this.places.run((connected) =>
        withHostSession({ entry, recorded: recorded.identity, signal, deadlineMs, connected }, (session) =>
          session.ask("snapshot", snapshotRequests(entry)),
        ),
      );
      const areas = canonicalAreas(entry, answer);
      this.refused.set(entry.host, refusalsFor(entry, areas, answer));
      const readAt = new Date().toISOString();
      if (this.keeping.keep !== undefined)
        await noted(entry.host, this.keeping.keep(liveReading(entry, answer, readAt)));
      return { kind: "complete", identity: answer.identity, areas, readAt };
    } catch (error) {
      return unreachableReading(error);
    }
  }
}

/** Times in ISO 8601 and UTC sort as text. */
function laterOf(...times: (string | undefined)[]): string | undefined {
  return times
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
}

function remember(host: string, reading: CompleteReading): Promise<void> {
  return noted(host, rememberReading(host, reading));
}

/** The reading is there; that a later run will not know it is no reason to lose it now. */
async function noted(host: string, kept: Promise<unknown>): Promise<void> {
  try {
    await afterSession(kept);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    writeJournal({ kind: "note", host, message: `the reading could not be kept for later runs: ${reason}` });
  }
}

/** What a failure to ask a machine is as a reading. */
export function unreachableReading(error: unknown): Extract<HostReading, { kind: "unreachable" }> {
  if (error instanceof HostFailure)
    return { kind: "unreachable", code: error.code, message: error.message, hint: error.hint };
  const message = boundedText(error instanceof Error ? error.message : String(error));
  return {
    kind: "unreachable",
    code: "INTERNAL",
    message,
    hint: "This is a defect of Kijun: report it with the message.",
  };
}

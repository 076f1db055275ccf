import { unreadable } from "@kijun/core";
import type { CanonicalAreaOrReserved, HostReading } from "@kijun/core";
import type { SessionAnswer } from "@kijun/agent";

import type { FleetFileEntry } from "../run/fleet-file.js";
import { writeJournal } from "../run/journal.js";
import { areaRequest, declaredAreas, HostFailure, withHostSession } from "./host-session.js";
import { Limit } from "./limit.js";
import { lastReading, rememberReading } from "./last-readings.js";

/** Machines asked at once. The engine's own bound is no bound for us: it may send everything at once. */
const HOSTS_AT_ONCE = 48;

/** One reading per machine and process, whoever asks first; machines are asked in parallel under our own bound. */
export class Readings {
  private readonly limit = new Limit(HOSTS_AT_ONCE);
  private readonly pending = new Map<string, Promise<HostReading>>();

  constructor(private readonly signal: AbortSignal) {}

  /** The machine's reading in this run. Never rejects: a machine that cannot be asked has a reading that says so. */
  of(entry: FleetFileEntry, known: boolean): Promise<HostReading> {
    const key = entry.host.toLowerCase();
    let reading = this.pending.get(key);
    if (reading === undefined) {
      reading = this.limit.run(() => this.read(entry, known));
      this.pending.set(key, reading);
    }
    return reading;
  }

  /** Runs a write under the same bound, and forgets the machine's reading. */
  write<Result>(entry: FleetFileEntry, work: () => Promise<Result>): Promise<Result> {
    this.pending.delete(entry.host.toLowerCase());
    return this.limit.run(work);
  }

  private async read(entry: FleetFileEntry, known: boolean): Promise<HostReading> {
    const reading = await this.ask(entry);
    if (reading.kind === "complete") rememberReading(entry.host, reading);
    const last = reading.kind === "complete" ? undefined : lastReading(entry.host)?.readAt;
    writeJournal({
      kind: "reading",
      host: entry.host,
      reading,
      known,
      ...(last === undefined ? {} : { lastRead: last }),
    });
    return reading;
  }

  private async ask(entry: FleetFileEntry): Promise<HostReading> {
    try {
      const requests = declaredAreas(entry).map((area) => areaRequest(area, entry));
      const answer = await withHostSession(entry, this.signal, (session) => session.ask("snapshot", requests));
      return {
        kind: "complete",
        identity: answer.identity,
        areas: canonicalAreas(entry, answer),
        readAt: new Date().toISOString(),
      };
    } catch (error) {
      return unreachableReading(error);
    }
  }
}

/** What a failure to ask a machine is as a reading. */
export function unreachableReading(error: unknown): Extract<HostReading, { kind: "unreachable" }> {
  if (error instanceof HostFailure)
    return { kind: "unreachable", code: error.code, message: error.message, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: "unreachable",
    code: "INTERNAL",
    message,
    hint: "This is a defect of Kijun: report it with the message.",
  };
}

/** The canonical form of each declared area in an answer; an area that failed is its reserved text. */
export function canonicalAreas(entry: FleetFileEntry, answer: SessionAnswer): Record<string, CanonicalAreaOrReserved> {
  const areas: Record<string, CanonicalAreaOrReserved> = {};
  for (const area of declaredAreas(entry)) {
    const result = answer.areas[area.id];
    if (result?.failure !== undefined) areas[area.property] = unreadable(result.failure.code, result.failure.detail);
    else
      areas[area.property] = canonicalOrInvalid(() =>
        area.fromWindows(result?.facts, entry.areas[area.property] ?? {}),
      );
  }
  return areas;
}

function canonicalOrInvalid(canonicalise: () => CanonicalAreaOrReserved): CanonicalAreaOrReserved {
  try {
    return canonicalise();
  } catch {
    return unreadable("ANSWER_INVALID");
  }
}

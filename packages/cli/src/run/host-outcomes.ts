import { compareMachine } from "@kijun/provider/run";
import type { FleetFileEntry, JournalEntry } from "@kijun/provider/run";
import { settingAreas } from "@kijun/settings";

import type { Selection } from "./selection.js";

/** What one command of the engine left behind. */
export interface PhaseTraces {
  /** Machines that the program declared, by name in lower case. */
  readonly machines: ReadonlyMap<string, FleetFileEntry>;
  readonly journal: readonly JournalEntry[];
}

type Reading = Extract<JournalEntry, { kind: "reading" }>;
type ApplyEntry = Extract<JournalEntry, { kind: "applied" | "apply-failed" }>;

/** What happened to one declared machine over all phases of a run. */
export interface HostOutcome {
  readonly entry: FleetFileEntry;
  /** Undefined when the run ended before the machine was asked, or the machine was left out on purpose. */
  readonly reading: Reading | undefined;
  readonly applies: readonly ApplyEntry[];
}

/**
 * The last reading of each machine counts: an update reads the machines it knows once more, closer to the change. One
 * that was cut short by the end of the run says nothing and never replaces another.
 */
export function hostOutcomes(phases: readonly PhaseTraces[]): HostOutcome[] {
  const readings = new Map<string, Reading>();
  const applies = new Map<string, ApplyEntry[]>();
  for (const entry of phases.flatMap(({ journal }) => journal)) {
    const key = entry.host.toLowerCase();
    if (entry.kind === "reading") readings.set(key, isCutShort(entry) ? (readings.get(key) ?? entry) : entry);
    else if (entry.kind === "applied" || entry.kind === "apply-failed")
      applies.set(key, [...(applies.get(key) ?? []), entry]);
  }
  const machines = new Map(phases.flatMap((phase) => [...phase.machines]));
  return [...machines].map(([key, entry]) => ({ entry, reading: readings.get(key), applies: applies.get(key) ?? [] }));
}

function isCutShort({ reading }: Reading): boolean {
  return reading.kind === "unreachable" && reading.code === "WINRM_CANCELLED";
}

/** Only what a run was about: its machines, and of each its areas. */
export function withinSelection(
  outcomes: readonly HostOutcome[],
  { machines, areas }: Selection,
): readonly HostOutcome[] {
  const names = machines && new Set(machines.map(({ name }) => name.toLowerCase()));
  const properties = areas && settingAreas.filter(({ id }) => areas.includes(id)).map(({ property }) => property);
  const chosen = outcomes.filter(({ entry }) => names?.has(entry.host.toLowerCase()) !== false);
  if (properties === undefined) return chosen;
  return chosen.map((outcome) => {
    const declared = Object.entries(outcome.entry.areas).filter(([property]) => properties.includes(property));
    return { ...outcome, entry: { ...outcome.entry, areas: Object.fromEntries(declared) } };
  });
}

/** Names in lower case of the machines that an update after this preview will write to. */
export function machinesToWrite(preview: PhaseTraces): ReadonlySet<string> {
  const written = hostOutcomes([preview]).filter(({ entry, reading }) => {
    if (reading?.reading.kind !== "complete") return false;
    return !reading.known || compareMachine(entry, reading.reading).changes.length > 0;
  });
  return new Set(written.map(({ entry }) => entry.host.toLowerCase()));
}

/** Whether the machine could not be read at all: then nothing was tried on it, and its reading says why. */
export function notReached({ reading }: HostOutcome): boolean {
  return reading?.reading.kind === "unreachable";
}

/** Whether a setting, or a machine as a whole, could not be brought to its declaration. */
export function applyFailed({ applies }: HostOutcome): boolean {
  return applies.some(
    (entry) => entry.kind === "apply-failed" || entry.results.some(({ outcome }) => outcome === "failed"),
  );
}

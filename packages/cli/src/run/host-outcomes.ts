import type { FleetFileEntry, JournalEntry } from "@kijun/provider/run";

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
    if (entry.kind === "span") continue;
    const key = entry.host.toLowerCase();
    if (entry.kind === "reading") readings.set(key, isCutShort(entry) ? (readings.get(key) ?? entry) : entry);
    else applies.set(key, [...(applies.get(key) ?? []), entry]);
  }
  const machines = new Map(phases.flatMap((phase) => [...phase.machines]));
  return [...machines].map(([key, entry]) => ({ entry, reading: readings.get(key), applies: applies.get(key) ?? [] }));
}

function isCutShort({ reading }: Reading): boolean {
  return reading.kind === "unreachable" && reading.code === "WINRM_CANCELLED";
}

/** Whether a setting, or a machine as a whole, could not be brought to its declaration. */
export function applyFailed({ applies }: HostOutcome): boolean {
  return applies.some(
    (entry) => entry.kind === "apply-failed" || entry.results.some(({ outcome }) => outcome === "failed"),
  );
}

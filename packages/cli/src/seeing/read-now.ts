import { setMaxListeners } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { Readings, sessionsClosed } from "@kijun/provider/live";
import type { Keeping } from "@kijun/provider/live";
import { appendToFleetFile, fleetFilePath, readFleetFiles, readJournal } from "@kijun/provider/run";
import type { FleetFileEntry, TimedEntry } from "@kijun/provider/run";

import type { Output } from "../command-line/output.js";
import { hostOutcomes } from "../run/host-outcomes.js";
import type { HostOutcome } from "../run/host-outcomes.js";
import { ProgressDisplay } from "../run/progress-display.js";
import { tellProviderCode } from "../run/told-environment.js";

/** Where and for whom machines are looked at. */
export interface LookOptions {
  readonly output: Output;
  readonly environment: NodeJS.ProcessEnv;
  /** Of the run; the files of the readings go into a folder in it. */
  readonly runFolder: string;
  /** Machine whose messages are written down. */
  readonly trace?: string | undefined;
  /** What becomes of answers beside the readings. */
  readonly keeping?: Keeping;
}

/** Machines that were read now, without an engine. */
export interface ReadNow {
  readonly outcomes: readonly HostOutcome[];
  readonly journal: readonly TimedEntry[];
  /** The person asked to stop: machines that were still due say so. */
  readonly interrupted: boolean;
  /** Folder with the journal and the trace. */
  readonly folder: string;
}

/** Reads the machines by the provider's own code, under its own bound, and shows how far it is. Changes nothing on them. */
export async function readNow(entries: readonly FleetFileEntry[], options: LookOptions): Promise<ReadNow> {
  const folder = enterLiveFolder(options);
  for (const entry of entries) appendToFleetFile(fleetFilePath("status", folder), entry);
  const progress = new ProgressDisplay(folder, options.output, options.environment);
  progress.start();
  const { interrupted } = await untilInterrupted(async (signal) => {
    const readings = new Readings(signal, undefined, options.keeping);
    await Promise.all(entries.map((entry) => readings.of(entry, true)));
    await sessionsClosed();
  }).finally(() => {
    progress.stop();
  });
  const journal = readJournal(folder);
  return { outcomes: hostOutcomes([{ machines: readFleetFiles(folder), journal }]), journal, interrupted, folder };
}

/** Makes the folder of the readings, and tells the provider's code of it. */
export function enterLiveFolder({ environment, runFolder, trace }: LookOptions): string {
  const folder = join(runFolder, "live");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  tellProviderCode(environment, { KIJUN_RUN: folder, KIJUN_TRACE: trace });
  return folder;
}

/** Runs work that ends early at the first Ctrl-C; the second one ends the process, as it does without us. */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<{ result: Result; interrupted: boolean }> {
  const abort = new AbortController();
  // Every machine that is being asked listens to it; that many are no leak.
  setMaxListeners(0, abort.signal);
  const stop = (): void => {
    abort.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  try {
    return { result: await work(abort.signal), interrupted: abort.signal.aborted };
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
  }
}

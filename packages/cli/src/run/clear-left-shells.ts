import { setMaxListeners } from "node:events";

import { deleteLeftShells } from "@kijun/provider/live";
import { recordedShells } from "@kijun/provider/run";
import type { JournalEntry } from "@kijun/provider/run";

import { isProcessAlive } from "../pulumi/engine-alive.js";
import { SILENT_CODES } from "./run-record-from-run.js";
import { tellProviderCode } from "./told-environment.js";

/** All shells together, whatever the machines do: nobody is to wait long for what heals by itself. */
const LIMIT_MS = 5_000;

/**
 * Deletes the shells that killed processes have left on machines: a provider of this run, or whatever was at work before it.
 * A machine that has not answered in this run is not waited for once more. Answers how many were found and deleted.
 */
export async function clearLeftShells(
  environment: NodeJS.ProcessEnv,
  journal: readonly JournalEntry[],
): Promise<{ readonly found: number; readonly deleted: number }> {
  tellProviderCode(environment);
  const silent = silentHosts(journal);
  const left = recordedShells().filter(({ host, pid }) => !silent.has(host) && !isProcessAlive(pid));
  const signal = AbortSignal.timeout(LIMIT_MS);
  // Every machine that is being asked listens to it; that many are no leak.
  setMaxListeners(0, signal);
  return { found: left.length, deleted: await deleteLeftShells(left, signal) };
}

function silentHosts(journal: readonly JournalEntry[]): ReadonlySet<string> {
  const codes = journal.map((entry) => ({ host: entry.host, code: failureCode(entry) }));
  return new Set(codes.filter(({ code }) => SILENT_CODES.has(code ?? "")).map(({ host }) => host));
}

function failureCode(entry: JournalEntry): string | undefined {
  if (entry.kind === "apply-failed") return entry.code;
  return entry.kind === "reading" && entry.reading.kind === "unreachable" ? entry.reading.code : undefined;
}

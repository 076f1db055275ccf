import { appendFileSync } from "node:fs";
import { join } from "node:path";

import type { TraceEvent } from "@kijun/node-winrm";

import { runFolder } from "../run/run-folder.js";

/** The file in a run's folder that holds the trace of a machine. */
export function traceFile(host: string, folder = runFolder()): string {
  return join(folder, `trace-${host.toUpperCase()}.ndjson`);
}

/**
 * What writes down each message exchanged with a machine, if `KIJUN_TRACE` names it: what was asked, when, how long it
 * took and how many bytes it was. A trace event has no place for bodies, tokens or credentials.
 */
export function traceOf(
  host: string,
  environment: NodeJS.ProcessEnv = process.env,
): ((event: TraceEvent) => void) | undefined {
  if (environment["KIJUN_TRACE"]?.toUpperCase() !== host.toUpperCase()) return undefined;
  const file = traceFile(host, runFolder(environment));
  return (event) => {
    appendFileSync(file, JSON.stringify({ at: new Date().toISOString(), ...event }) + "\n", { mode: 0o600 });
  };
}

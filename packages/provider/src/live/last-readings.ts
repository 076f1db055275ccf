import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { CanonicalAreaOrReserved, HostReading } from "@kijun/core";

import { kijunHome } from "../run/run-folder.js";

/** A machine's last complete reading, kept on disk because a preview's refresh is not persisted in the state. */
export type CompleteReading = Extract<HostReading, { kind: "complete" }>;

function folder(environment: NodeJS.ProcessEnv): string {
  return join(kijunHome(environment), "last-readings");
}

/** Remembers a complete reading. Written beside and renamed, so that a killed process leaves the old or the new one. */
export function rememberReading(
  host: string,
  reading: CompleteReading,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  const directory = folder(environment);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${host.toLowerCase()}.json`);
  const fresh = `${path}.${String(process.pid)}`;
  writeFileSync(fresh, JSON.stringify(reading), { mode: 0o600 });
  renameSync(fresh, path);
}

/** The last complete reading of a machine; undefined when there is none or its file is damaged. */
export function lastReading(host: string, environment: NodeJS.ProcessEnv = process.env): CompleteReading | undefined {
  try {
    const reading: unknown = JSON.parse(readFileSync(join(folder(environment), `${host.toLowerCase()}.json`), "utf8"));
    return isCompleteReading(reading) ? reading : undefined;
  } catch {
    return undefined;
  }
}

function isCompleteReading(value: unknown): value is CompleteReading {
  if (typeof value !== "object" || value === null) return false;
  const { kind, areas, readAt } = value as Partial<Record<keyof CompleteReading, unknown>>;
  return kind === "complete" && typeof areas === "object" && areas !== null && typeof readAt === "string";
}

/** The values of a last reading for the given properties. */
export function lastAreas(
  reading: CompleteReading,
  properties: readonly string[],
): Record<string, CanonicalAreaOrReserved> {
  const areas: Record<string, CanonicalAreaOrReserved> = {};
  for (const property of properties) {
    const area = reading.areas[property];
    if (area !== undefined) areas[property] = area;
  }
  return areas;
}

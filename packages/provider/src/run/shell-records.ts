import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import type { FleetFileEntry } from "./fleet-file.js";
import { kijunHome } from "./run-folder.js";

/** What it takes to come to a machine. */
export type MachineAddress = Pick<FleetFileEntry, "host" | "address" | "port" | "transport" | "credential">;

/** A shell on a machine that a process is not done with. Holds no secret. */
export interface ShellRecord extends MachineAddress {
  readonly shellId: string;
  readonly pid: number;
  /** Name of the computer that the process runs on: numbers of processes mean nothing elsewhere. */
  readonly computer: string;
}

/** No session lasts so long, and what a dead process opened before that has ended by its idle limit. */
const STALE_MS = 60 * 60 * 1000;

/**
 * Leaves word of a shell that this process is about to open, so that another can delete it should this one be killed. A
 * file of its own for each shell, which is there only as long as the shell is in use. One that cannot be written is no
 * reason to leave the machine alone: the shell then ends by its idle limit.
 */
export function recordShell({ host, address, port, transport, credential }: MachineAddress, shellId: string): void {
  const where = { host, address, port, transport, credential };
  const record: ShellRecord = { ...where, shellId, pid: process.pid, computer: hostname() };
  try {
    mkdirSync(recordFolder(), { recursive: true, mode: 0o700 });
    writeFileSync(recordFile(record), JSON.stringify(record), { mode: 0o600 });
  } catch {
    // See above.
  }
}

/** The shell is over, or nobody can do more for it. */
export function forgetShell(shell: Pick<ShellRecord, "shellId" | "pid">): void {
  remove(recordFile(shell));
}

/** Every shell that processes of this computer have on record. Records that have become meaningless are removed. */
export function recordedShells(now = Date.now()): ShellRecord[] {
  return recordFiles().flatMap((path) => {
    const age = now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age > STALE_MS) remove(path);
    const record = parseRecord(path);
    return record?.computer === hostname() ? [record] : [];
  });
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It is taken for a shell that was left behind, and deleting one that is gone does no harm.
  }
}

/** None where there is no folder, or none that can be read. */
function recordFiles(): string[] {
  try {
    return readdirSync(recordFolder()).map((name) => join(recordFolder(), name));
  } catch {
    return [];
  }
}

function recordFolder(): string {
  return join(kijunHome(), "shells");
}

/** Old hosts give ids with a colon in them. */
function recordFile({ shellId, pid }: Pick<ShellRecord, "shellId" | "pid">): string {
  return join(recordFolder(), `${String(pid)}-${shellId.replace(/[^0-9A-Za-z-]/g, "_")}.json`);
}

const recordSchema = z.object({
  host: z.string(),
  address: z.string(),
  port: z.number(),
  transport: z.enum(["http", "https"]),
  credential: z.string(),
  shellId: z.string(),
  pid: z.number(),
  computer: z.string(),
}) satisfies z.ZodType<ShellRecord>;

/** Undefined for one that has gone meanwhile, or that its process did not come to write. */
function parseRecord(path: string): ShellRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}

import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import type { CanonicalArea, HostRole, Provenance } from "@kijun/core";

import { runFolder } from "./run-folder.js";

/**
 * What the provider must know of one machine before the engine can tell it: the dynamic provider protocol carries
 * neither URN nor today's declaration to `read` and `check`. Holds no secret.
 */
export interface FleetFileEntry {
  /** Computer name; the resource's name and id. */
  readonly host: string;
  readonly urn: string;
  readonly address: string;
  readonly port: number;
  readonly transport: "http" | "https";
  /** Name of the credential, resolved by the provider process. */
  readonly credential: string;
  readonly site: string;
  /** Absent for a machine that was declared without a fleet. */
  readonly hostClass?: string;
  readonly role?: HostRole;
  /** Desired settings by input property, canonical. */
  readonly areas: { readonly [property: string]: CanonicalArea };
  /** The resource's `ignoreChanges`: paths that keep whatever the machine has. */
  readonly ignored: readonly string[];
  /** The program runs for a preview. */
  readonly dryRun: boolean;
  /** Where desired values come from, by path (`accountLockout.thresholdAttempts`); paths that nobody sourced are missing. */
  readonly provenance: { readonly [path: string]: Provenance };
  /** Checklist items of the machine's role by area id. */
  readonly items: { readonly [areaId: string]: readonly string[] };
}

const PREFIX = "fleet-";
const RUN_FILE = /^(?:fleet|contact|journal)-/;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The fleet file of an engine: programs and providers of one run know the same engine address, which no other run has. */
export function fleetFilePath(engineAddress: string, folder = runFolder()): string {
  return join(folder, engineFileName(PREFIX, engineAddress));
}

/** The name of a file that belongs to one engine. */
export function engineFileName(prefix: string, engineAddress: string): string {
  return `${prefix}${engineAddress.replace(/[^0-9A-Za-z.]/g, "-")}.ndjson`;
}

/** What machines of one class have in common: most of an entry. A fleet file says it once, and machines refer to it. */
type SharedPart = Pick<FleetFileEntry, "areas" | "provenance" | "items">;
type Line = Partial<FleetFileEntry> & { readonly shared?: string };

const written = new Set<string>();

/**
 * Adds one machine, before it what it shares with others unless this process has written that to the file. Called by the
 * resource's constructor, before the engine hears of the resource.
 */
export function appendToFleetFile(path: string, { areas, provenance, items, ...own }: FleetFileEntry): void {
  const part: SharedPart = { areas, provenance, items };
  const shared = digestOf(part);
  const isNew = !written.has(`${shared} ${path}`) || !existsSync(path);
  written.add(`${shared} ${path}`);
  const lines = [...(isNew ? [{ shared, ...part }] : []), { ...own, shared }];
  appendFileSync(path, lines.map((line) => JSON.stringify(line) + "\n").join(""), { mode: 0o600 });
}

let latest: { readonly part: SharedPart; readonly digest: string } | undefined;

/** Machines of a class come one after the other, with the very same maps. */
function digestOf(part: SharedPart): string {
  const { areas, provenance, items } = latest?.part ?? {};
  if (latest !== undefined && areas === part.areas && provenance === part.provenance && items === part.items)
    return latest.digest;
  const digest = createHash("sha256").update(JSON.stringify(part)).digest("base64url");
  latest = { part, digest };
  return digest;
}

/**
 * All machines declared so far, by name in lower case; empty when the program has written none. A line that is being
 * written is left out. Errors: STATE_CORRUPTED.
 */
export function readFleetFile(path: string): Map<string, FleetFileEntry> {
  const entries = new Map<string, FleetFileEntry>();
  if (!existsSync(path)) return entries;
  const parts = new Map<string, SharedPart>();
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  for (const [index, text] of lines.entries()) {
    const { shared = "", ...line } = parseLine(text);
    const part = parts.get(shared);
    if (isSharedPart(line)) parts.set(shared, line);
    else if (part !== undefined && isMachine(line)) {
      const { areas, provenance, items } = part;
      entries.set(line.host.toLowerCase(), { ...line, areas, provenance, items });
    } else {
      throw new KijunError("STATE_CORRUPTED", `line ${String(index + 1)} of the fleet file ${path} is not a machine`, {
        hint: "Nothing was read or changed. Run again: the program writes the file anew; if it repeats, program and provider are of different versions.",
      });
    }
  }
  return entries;
}

function parseLine(text: string): Line {
  try {
    return (JSON.parse(text) as Line | null) ?? {};
  } catch {
    return {};
  }
}

function isSharedPart(line: Line): line is SharedPart {
  return [line.areas, line.provenance, line.items].every((map) => typeof map === "object");
}

function isMachine(line: Partial<FleetFileEntry>): line is FleetFileEntry {
  return typeof line.host === "string" && typeof line.address === "string" && Array.isArray(line.ignored);
}

/** The machines of every fleet file in a run's folder: a preview and an update phase declare the same ones. */
export function readFleetFiles(folder: string): Map<string, FleetFileEntry> {
  const files = readdirSync(folder)
    .filter((name) => name.startsWith(PREFIX))
    .sort();
  return new Map(files.flatMap((name) => [...readFleetFile(join(folder, name))]));
}

/** Removes what programs and providers of runs that ended long ago left for each other in a folder that runs share. */
export function removeOldFleetFiles(folder: string, now = Date.now()): void {
  for (const name of readdirSync(folder)) {
    if (!RUN_FILE.test(name)) continue;
    const path = join(folder, name);
    const age = now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age > DAY_MS) rmSync(path, { force: true });
  }
}

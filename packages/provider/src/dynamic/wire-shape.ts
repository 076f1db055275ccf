import { entriesOf, READING_COMPLETE, readingUnreachable, unreadable } from "@kijun/core";
import type { CanonicalArea, CanonicalAreaOrReserved, HostReading } from "@kijun/core";
import { settingAreas } from "@kijun/settings";

import { lastAreas, lastReading } from "../live/last-readings.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { isIgnored } from "../run/changes.js";

/** Inputs of a machine as `check` makes them: plain values, one property per area. */
export type MachineInputs = Record<string, unknown>;

/** Outputs of a machine. `__live` is one JSON text, so that a refresh prints no block of its own. */
export interface MachineOutputs {
  readonly host: string;
  /** JSON of {@link LiveRecord}. */
  readonly __live: string;
  /** ISO 8601, UTC. */
  readonly __readAt: string;
}

/** What is needed to find and read a machine again when no program says so. */
interface LiveRecord {
  readonly address: string;
  readonly port: number;
  readonly transport: "http" | "https";
  readonly credential: string;
  readonly site: string;
  readonly areas: { readonly [property: string]: CanonicalAreaOrReserved };
}

/** The declared inputs of a machine. */
export function declaredInputs(entry: FleetFileEntry): MachineInputs {
  const { host, address, port, transport, credential, site, areas } = entry;
  return { host, address, port, transport, credential, site, reading: READING_COMPLETE, ...areas };
}

/**
 * The same inputs with the machine's live values in place of the declared ones. A machine that did not answer has its
 * last values, and a `reading` that differs from the declared one, so that it never looks unchanged.
 */
export function liveInputs(
  entry: FleetFileEntry,
  reading: HostReading,
  before: MachineOutputs | undefined,
): MachineInputs {
  const declared = declaredInputs(entry);
  if (reading.kind === "complete") return { ...declared, ...reading.areas };
  const properties = Object.keys(entry.areas);
  const last = lastReading(entry.host);
  const fallback = Object.fromEntries(properties.map((property) => [property, unreadable(reading.code)]));
  const known = last === undefined ? (liveRecord(before)?.areas ?? {}) : lastAreas(last, properties);
  const areas = Object.fromEntries(properties.map((property) => [property, known[property] ?? fallback[property]]));
  return { ...declared, ...areas, reading: readingUnreachable(reading.code, last?.readAt ?? before?.__readAt) };
}

/** The outputs after a complete reading. */
export function outputsOf(entry: FleetFileEntry, areas: LiveRecord["areas"], readAt: string): MachineOutputs {
  const { host, address, port, transport, credential, site } = entry;
  const record: LiveRecord = { address, port, transport, credential, site, areas };
  return { host, __live: JSON.stringify(record), __readAt: readAt };
}

function liveRecord(outputs: MachineOutputs | undefined): LiveRecord | undefined {
  if (typeof outputs?.__live !== "string") return undefined;
  try {
    return JSON.parse(outputs.__live) as LiveRecord;
  } catch {
    return undefined;
  }
}

/** The machine as its outputs know it, for a refresh or a machine that left the program. */
export function entryFromOutputs(id: string, outputs: MachineOutputs): FleetFileEntry | undefined {
  const record = liveRecord(outputs);
  if (record === undefined) return undefined;
  const areas: Record<string, CanonicalArea> = {};
  for (const [property, area] of Object.entries(record.areas)) if (typeof area !== "string") areas[property] = area;
  return { ...record, host: id, urn: "", areas, ...UNDECLARED };
}

/** The machine as inputs declare it, for an engine that was started without a fleet file. */
export function entryFromInputs(inputs: MachineInputs): FleetFileEntry {
  const areas = Object.fromEntries(
    settingAreas.flatMap(({ property }) => (property in inputs ? [[property, inputs[property] as CanonicalArea]] : [])),
  );
  const text = (name: string): string => {
    const value = inputs[name];
    return typeof value === "string" ? value : "";
  };
  return {
    host: text("host"),
    urn: "",
    address: text("address"),
    port: Number(inputs["port"]),
    transport: inputs["transport"] === "https" ? "https" : "http",
    credential: text("credential"),
    site: text("site"),
    areas,
    ...UNDECLARED,
  };
}

const UNDECLARED = { ignored: [], dryRun: false, provenance: {}, items: {} } as const;

/** An area without what `ignoreChanges` names: that stays as the machine has it, from the first `create` on. */
export function withoutIgnored(property: string, area: CanonicalArea, ignored: readonly string[]): CanonicalArea {
  if (ignored.length === 0) return area;
  const kept: Record<string, CanonicalArea[string]> = {};
  for (const { path, value } of entriesOf(area)) {
    if (isIgnored([property, ...path].join("."), ignored)) continue;
    const [name = "", inner] = path;
    if (inner === undefined) kept[name] = value;
    else kept[name] = { ...(typeof kept[name] === "object" ? kept[name] : {}), [inner]: value };
  }
  return kept;
}

import {
  areaOfInput,
  areaText,
  entriesOf,
  mapArea,
  mapEntries,
  parseUnreadable,
  READING_COMPLETE,
  readingUnreachable,
  unreadable,
  valueAt,
} from "@kijun/core";
import type { CanonicalArea, HostReading, MachineIdentity } from "@kijun/core";
import { settingAreas } from "@kijun/settings";

import type { RecordedMachine } from "../live/recorded-identity.js";
import { lastReliable } from "../live/reliable-reading.js";
import type { FleetFileEntry } from "../run/fleet-file.js";
import { isIgnored, pathSteps } from "../run/ignored-paths.js";
import { parseLiveRecord } from "./live-record.js";
import type { LiveRecord } from "./live-record.js";

/** Inputs of a machine as `check` makes them: plain values, one property per area. */
export type MachineInputs = Record<string, unknown>;

/** Outputs of a machine. `__live` is one JSON text, so that a refresh prints no block of its own. */
export interface MachineOutputs {
  readonly host: string;
  /** JSON of a {@link LiveRecord}. */
  readonly __live: string;
  /** ISO 8601, UTC. */
  readonly __readAt: string;
}

/**
 * What a program declares of a machine: few properties, since each one that the SDK is given costs the program about
 * 10 kB until the engine has answered. What `ignoreChanges` names stands by itself, where the engine finds it.
 */
export function programInputs(entry: FleetFileEntry): MachineInputs {
  const heads = new Set(entry.ignored.map((path) => pathSteps(path)[0] ?? ""));
  const isNamed = (property: string) => heads.has(property) || heads.has("*");
  const { host, site } = entry;
  const named = Object.entries(declaredAreas(entry)).filter(([property]) => isNamed(property));
  return { host, site, connection: connectionOf(entry), areas: textOfAll(entry.areas), ...Object.fromEntries(named) };
}

const texts = new WeakMap<FleetFileEntry["areas"], string>();
const areasByText = new Map<string, MachineInputs>();

/** Machines of one class share their areas, and so the text. */
function textOfAll(areas: FleetFileEntry["areas"]): string {
  const text = texts.get(areas) ?? JSON.stringify(mapEntries(areas, areaText));
  texts.set(areas, text);
  return text;
}

/**
 * What `check` makes of a program's inputs: one property per area, in the shape that the known inputs have it. One that
 * is known as a map, or could not be read, becomes a map, so that the engine shows each value that differs and no other.
 */
export function checkedInputs(known: MachineInputs, { areas, connection, ...named }: MachineInputs): MachineInputs {
  const apart = { ...(typeof areas === "string" ? areasOfText(areas) : {}), ...(connection as object | undefined) };
  return mapEntries({ reading: READING_COMPLETE, ...apart, ...named }, (input, property) => {
    const held = known[property];
    const isShownByValue = typeof held === "object" || parseUnreadable(held) !== undefined;
    return isShownByValue ? (areaOfInput(input) ?? input) : input;
  });
}

function areasOfText(text: string): MachineInputs {
  const areas = areasByText.get(text) ?? (JSON.parse(text) as MachineInputs);
  areasByText.set(text, areas);
  return areas;
}

/** The inputs of a machine that holds what is declared. */
export function declaredInputs(entry: FleetFileEntry): MachineInputs {
  const { host, site } = entry;
  return { host, ...connectionOf(entry), site, reading: READING_COMPLETE, ...declaredAreas(entry) };
}

function connectionOf({ address, port, transport, credential }: FleetFileEntry): MachineInputs {
  return { address, port, transport, credential };
}

function declaredAreas(entry: FleetFileEntry): MachineInputs {
  return mapEntries(entry.areas, (area, property) => (isTakenApart(entry, property) ? area : areaText(area)));
}

/** Whether `ignoreChanges` names a part of an area: the engine then needs the area as a map. */
function isTakenApart({ ignored }: FleetFileEntry, property: string): boolean {
  return ignored.map(pathSteps).some(([head, ...rest]) => rest.length > 0 && (head === property || head === "*"));
}

/**
 * The same inputs with the machine's live values in place of the declared ones that they do not meet. A machine that did
 * not answer has its last values, and a `reading` that differs from the declared one, so that it never looks unchanged.
 */
export function liveInputs(
  entry: FleetFileEntry,
  reading: HostReading,
  before: MachineOutputs | undefined,
): MachineInputs {
  const declared = declaredInputs(entry);
  if (reading.kind === "complete") return { ...declared, ...liveAreas(entry, declared, reading.areas) };
  const last = lastKnown(entry.host, before);
  const areas = mapEntries(entry.areas, (_, property) => last?.areas[property] ?? unreadable(reading.code));
  const shown = liveAreas(entry, declared, areas);
  return { ...declared, ...shown, reading: readingUnreachable(reading.code, last?.readAt) };
}

/** An area that the machine holds as declared is the declared text; one that differs is a map. */
function liveAreas(entry: FleetFileEntry, declared: MachineInputs, live: LiveRecord["areas"]): MachineInputs {
  return mapEntries(whereMet(entry, live), (area, property) =>
    typeof area === "object" && areaText(area) === declared[property] ? declared[property] : area,
  );
}

/** The engine compares text: a live value that meets the declared one shows as that. */
function whereMet(entry: FleetFileEntry, live: LiveRecord["areas"]): LiveRecord["areas"] {
  return mapEntries(live, (held, property) => {
    const area = settingAreas.find((candidate) => candidate.property === property);
    const desired = entry.areas[property];
    if (typeof held === "string" || area === undefined || desired === undefined) return held;
    return mapArea(held, (value, path) => {
      const wanted = valueAt(desired, path);
      return wanted !== undefined && area.meets(value, wanted) ? wanted : value;
    });
  });
}

/** What was last read or written, by this computer or, as the state has it, by another one. */
function lastKnown(host: string, before: MachineOutputs | undefined): Omit<FoundMachine, "identity"> | undefined {
  const here = lastReliable(host);
  const record = liveRecord(before);
  const there = record === undefined ? undefined : { areas: record.areas, readAt: before?.__readAt ?? "" };
  if (here === undefined || there === undefined) return here ?? there;
  const [older, newer] = here.readAt < there.readAt ? [here, there] : [there, here];
  return { areas: { ...older.areas, ...newer.areas }, readAt: newer.readAt };
}

/** What a complete reading, or an apply, found out about a machine. */
export interface FoundMachine {
  readonly identity: MachineIdentity;
  readonly areas: LiveRecord["areas"];
  /** ISO 8601, UTC. */
  readonly readAt: string;
}

/** The outputs of a machine that was read. */
export function outputsOf(entry: FleetFileEntry, { identity, areas, readAt }: FoundMachine): MachineOutputs {
  const { host, address, port, transport, credential, site } = entry;
  const record: LiveRecord = { address, port, transport, credential, site, areas, identity };
  return { host, __live: JSON.stringify(record), __readAt: readAt };
}

/** A partial failure travels as a header, of which Node.js sends 64 KiB at most; a longer one would never arrive. */
const HEADER_CHARACTERS = 24_000;

/** The outputs without their areas where they would be too long for a header: the next refresh reads them anew. */
export function withinHeader(entry: FleetFileEntry, found: FoundMachine, outputs: MachineOutputs): MachineOutputs {
  return outputs.__live.length <= HEADER_CHARACTERS ? outputs : outputsOf(entry, { ...found, areas: {} });
}

/** What the state knows of a machine; nothing of its identity in states from before that was recorded. */
export function recordOf(outputs: MachineOutputs | undefined): RecordedMachine {
  const record = liveRecord(outputs);
  return record === undefined ? {} : { identity: record.identity, readAt: outputs?.__readAt };
}

function liveRecord(outputs: MachineOutputs | undefined): LiveRecord | undefined {
  return parseLiveRecord(outputs?.__live);
}

/** The machine as its outputs know it, for a refresh or a machine that left the program. */
export function entryFromOutputs(id: string, outputs: MachineOutputs): FleetFileEntry | undefined {
  const record = liveRecord(outputs);
  if (record === undefined) return undefined;
  const { address, port, transport, credential, site } = record;
  const areas: Record<string, CanonicalArea> = {};
  for (const [property, area] of Object.entries(record.areas)) if (typeof area !== "string") areas[property] = area;
  return { host: id, urn: "", address, port, transport, credential, site, areas, ...UNDECLARED };
}

/**
 * The areas that inputs ask for. One that is a reserved text is kept as the machine has it by `ignoreChanges`, and could
 * not be read: there is nothing to ask for.
 */
export function areasOf(inputs: MachineInputs): FleetFileEntry["areas"] {
  return Object.fromEntries(
    settingAreas.flatMap(({ property }) => {
      const area = areaOfInput(inputs[property]);
      return area === undefined ? [] : [[property, area]];
    }),
  );
}

const UNDECLARED = { ignored: [], dryRun: false, provenance: {}, items: {} } as const;

/** An area without what `ignoreChanges` names: that stays as the machine has it, from the first `create` on. */
export function withoutIgnored(property: string, area: CanonicalArea, ignored: readonly string[]): CanonicalArea {
  if (ignored.length === 0) return area;
  const kept: Record<string, CanonicalArea[string]> = {};
  for (const { path, value } of entriesOf(area)) {
    if (isIgnored([property, ...path], ignored)) continue;
    const [name = "", inner] = path;
    if (inner === undefined) kept[name] = value;
    else kept[name] = { ...(typeof kept[name] === "object" ? kept[name] : {}), [inner]: value };
  }
  return kept;
}

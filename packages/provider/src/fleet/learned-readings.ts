import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import {
  Declared,
  entriesOf,
  isCalendarDay,
  KijunError,
  parseUnreadable,
  sourceFile,
  TO_BE_CONFIRMED,
} from "@kijun/core";
import type { CanonicalArea, HostReading, Issue, Scalar } from "@kijun/core";
import { settingAreas } from "@kijun/settings";
import { z } from "zod";

import type { FleetFileEntry } from "../run/fleet-file.js";
import type { BaselineSettings } from "./compile-fleet.js";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const needed = z.string().trim().min(1, "must be filled in by the person who approves the readings");
const documentSchema = z.strictObject({
  schema: z.literal("kijun.learned/1"),
  host: z.string(),
  identity: z.strictObject({
    ...{ computerName: z.string(), machineGuid: z.string(), serialNumber: z.string(), build: z.string() },
  }),
  readAt: z.string(),
  /** In canonical form, by input property: what was found, and what it was found by. */
  areas: z.record(z.string(), z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)]))),
  /** What is missing above: not read, with its code; PLACE_UNKNOWN, since nobody has said where to look; NOT_ONE_VALUE. */
  unread: z.array(z.strictObject({ path: z.string(), code: z.string(), detail: z.string() })),
  /** Of everything above. */
  digest: z.string(),
  approval: z.strictObject({
    by: needed,
    on: z.string().refine(isCalendarDay, "must be the day of the approval, YYYY-MM-DD"),
    reference: needed,
  }),
});

/** What the probes of a reference machine have found, for a person to check and to approve. */
export type LearnedReadings = z.output<typeof documentSchema>;

/** Settings by area, each value in its place with who approved it. */
export type ApprovedSettings = {
  readonly [Name in keyof BaselineSettings]: Exclude<BaselineSettings[Name], Declared<unknown>>;
};

/** What was read of the probes that an entry declares, in the given areas. Its approval is empty. */
export function learnedReadings(
  entry: FleetFileEntry,
  reading: Extract<HostReading, { kind: "complete" }>,
  areaIds: readonly string[],
): LearnedReadings {
  const areas: Record<string, Record<string, Scalar | Record<string, Scalar>>> = {};
  const unread: LearnedReadings["unread"] = [];
  for (const { id, property, parse } of settingAreas) {
    const declared = entry.areas[property];
    if (!areaIds.includes(id) || declared === undefined) continue;
    const live = reading.areas[property];
    for (const { path, value } of entriesOf(typeof live === "object" ? live : declared)) {
      const found = typeof live === "object" ? value : (live ?? value);
      const failure = whyNotDeclarable(path, found, parse);
      if (failure === undefined) put((areas[property] ??= {}), path, found);
      else unread.push({ path: [property, ...path].join("."), ...failure });
    }
  }
  const content = { schema: "kijun.learned/1", host: entry.host, identity: reading.identity } as const;
  const learned = { ...content, readAt: reading.readAt, areas, unread };
  return { ...learned, digest: digestOf(learned), approval: { by: "", on: "", reference: "" } };
}

function whyNotDeclarable(
  path: readonly string[],
  found: Scalar,
  parse: (area: CanonicalArea) => unknown,
): { code: string; detail: string } | undefined {
  const failure = parseUnreadable(found);
  if (failure !== undefined) return failure;
  if (found === TO_BE_CONFIRMED) return { code: "PLACE_UNKNOWN", detail: "" };
  const area: Record<string, Scalar | Record<string, Scalar>> = {};
  put(area, path, found);
  try {
    parse(area);
    return undefined;
  } catch {
    // A value of a machine that no declaration can have: users differ, or a word of ours is meant literally.
    return { code: "NOT_ONE_VALUE", detail: String(found) };
  }
}

function put(
  area: Record<string, Scalar | Record<string, Scalar>>,
  [name = "", inner]: readonly string[],
  value: Scalar,
): void {
  const around = area[name];
  area[name] = inner === undefined ? value : { ...(typeof around === "object" ? around : {}), [inner]: value };
}

/** Of what was read and of whom, whatever the order and layout of the document. */
function digestOf({
  schema,
  host,
  identity,
  readAt,
  areas,
  unread,
}: Omit<LearnedReadings, "digest" | "approval">): string {
  const { computerName, machineGuid, serialNumber, build } = identity;
  const found = Object.keys(areas)
    .sort()
    .map((property) => [property, entriesOf(areas[property] ?? {})]);
  const content = [schema, host, computerName, machineGuid, serialNumber, build, readAt, found];
  const text = JSON.stringify([...content, unread.map(({ path, code, detail }) => [path, code, detail])]);
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/**
 * The settings of a file that `kijun learn` has written and a person has approved, for a baseline to take over as a whole or
 * in part; each value says who approved it, and when. Errors: BASELINE_INVALID where the file is not approved, is not one of
 * these, or holds other readings than those that were read.
 */
export function approvedReadings(file: URL): ApprovedSettings {
  const issues: Issue[] = [];
  const report = (path: string, message: string): void => {
    issues.push({ file: sourceFile(file.href), path, message });
  };
  const parsed = documentSchema.safeParse(jsonOf(file, report));
  if (issues.length === 0) for (const { path, message } of parsed.error?.issues ?? []) report(path.join("."), message);
  if (parsed.data !== undefined && parsed.data.digest !== digestOf(parsed.data))
    report("digest", "is not that of these readings: read the machine again (kijun learn) rather than change them");
  const settings = parsed.data === undefined ? {} : settingsOf(parsed.data, file, report);
  if (issues.length > 0) throw KijunError.forIssues(issues);
  return settings;
}

function jsonOf(file: URL, report: (path: string, message: string) => void): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    report("", `cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function settingsOf(
  { host, readAt, areas, approval }: LearnedReadings,
  file: URL,
  report: (path: string, message: string) => void,
): ApprovedSettings {
  const reference = `${approval.reference}, ${approval.by}; read from ${host} at ${readAt}`;
  const approved = (value: unknown) =>
    new Declared(value, { kind: "city-instruction", reference, date: approval.on }, file.href);
  const settings: Record<string, unknown> = {};
  for (const [property, canonical] of Object.entries(areas)) {
    const area = settingAreas.find((candidate) => candidate.property === property);
    try {
      if (area === undefined) throw new TypeError("there is no such setting area");
      settings[property] = eachDeclared(area.parse(canonical), canonical, approved);
    } catch (error) {
      report(`areas.${property}`, error instanceof Error ? error.message : String(error));
    }
  }
  // Each area's own schema has accepted its part.
  return settings;
}

/** A declared form with each setting, which is where its canonical form has a value, carried by its provenance. */
function eachDeclared(
  declared: unknown,
  canonical: CanonicalArea[string] | CanonicalArea,
  approved: (value: unknown) => unknown,
): unknown {
  if (typeof canonical !== "object") return approved(declared);
  const below = Object.entries(declared as object).map(([name, child]) => [
    name,
    eachDeclared(child, canonical[name] ?? "", approved),
  ]);
  return Object.fromEntries(below);
}

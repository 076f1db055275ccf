import { readFileSync } from "node:fs";

import { agentScript } from "@kijun/agent";
import type { CanonicalArea } from "@kijun/core";
import { hashesOf, jsonText, kitFunctions, kitStart, MANIFEST, writeKitFolder } from "@kijun/kit";
import { everyArea, pilotReading, readingOf } from "@kijun/settings";

import { kitTexts } from "./kit-texts.js";
import { checksOf, knownClaims } from "./known-claims.js";

/** The script that a person runs. */
export const KIT_SCRIPT = "kijun-pilot.ps1";

const SCRIPT_PARTS = ["start", "report", "run"];

/** Declared settings of a machine by the area's property: their names, and the probes among them, are read besides. */
export type DeclaredAreas = { readonly [property: string]: CanonicalArea };

/** A kit that was written: its folder and the SHA-256 of each of its files. */
export interface PackedKit {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes the kit into a folder that is not there yet or is empty, in one step. Errors: ARGUMENT_INVALID.
 *
 * @param declared settings of the machine that the kit is for, where they are known
 */
export function packKit(folder: string, release: string, declared: DeclaredAreas = {}): PackedKit {
  const files = { ...releaseFiles(release), "reading.json": jsonText({ areas: readingPlan(declared) }) };
  const hashes = hashesOf(files);
  writeKitFolder(folder, { ...files, [MANIFEST]: jsonText({ schema: "kijun.pilot-kit/1", release, files: hashes }) });
  return { folder, files: hashes };
}

/** SHA-256 of the files that are the same in every kit of a release, whatever machine it is for. */
export function releaseHashes(release: string): Readonly<Record<string, string>> {
  return hashesOf(releaseFiles(release));
}

function releaseFiles(release: string): Record<string, string> {
  const claims = knownClaims().map(({ id, way, expect, changes, ja, en }) => ({ id, way, expect, changes, ja, en }));
  return {
    [KIT_SCRIPT]: [ownScript("head"), kitFunctions(), ...SCRIPT_PARTS.map(ownScript)].join("\n"),
    "agent.ps1": agentScript(everyArea.map(({ id }) => id)),
    "checks.ps1": checksScript(),
    "kit.json": jsonText({ release, start: kitStart(), claims, texts: kitTexts }),
  };
}

/** The checks' functions and the table of all checks. */
function checksScript(): string {
  const checks = knownClaims().flatMap(({ id, check }) => (check === undefined ? [] : [`    '${id}' = { ${check} }`]));
  const owners = [...new Set(knownClaims().map(({ owner }) => owner))];
  const functions = owners.map(checksOf).filter((text) => text !== "");
  return [...functions, `$ClaimChecks = @{\n${checks.join("\n")}\n}\n`, ownScript("check-session")].join("\n");
}

function ownScript(name: string): string {
  return readFileSync(new URL(`../src/powershell/${name}.ps1`, import.meta.url), "utf8");
}

/** One area as the kit reads it. The request travels as text, so that the machine's PowerShell does not rewrite it. */
interface PlannedArea {
  readonly id: string;
  readonly request: string;
  readonly desired: string;
}

function readingPlan(declared: DeclaredAreas): PlannedArea[] {
  return everyArea.map((area) => {
    const desired = { ...pilotReading(area), ...declared[area.property] };
    return { id: area.id, request: JSON.stringify(readingOf(area, desired)), desired: JSON.stringify(desired) };
  });
}

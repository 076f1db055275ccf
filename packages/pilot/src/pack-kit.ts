import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { agentScript, diagnosisCommand } from "@kijun/agent";
import { KijunError } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import { buildBootstrap, PART_CHARACTERS, REQUEST_PREFIX } from "@kijun/node-winrm";
import { everyArea, pilotReading, readingOf } from "@kijun/settings";

import { kitTexts } from "./kit-texts.js";
import { checksOf, KIT_TOKEN, knownClaims } from "./known-claims.js";

/** The script that a person runs. */
export const KIT_SCRIPT = "kijun-pilot.ps1";

const MANIFEST = "manifest.json";

/** How long the script waits for one answer; then the area or the check counts as unanswered, and it goes on. */
const ANSWER_SECONDS = 120;
const SCRIPT_PARTS = ["head", "start", "session", "report", "run"];

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
  const fault = folderFault(folder);
  if (fault !== undefined) throw unfit(folder, fault);
  const files = { ...releaseFiles(release), "reading.json": jsonText({ areas: readingPlan(declared) }) };
  const hashes = hashesOf(files);
  const fresh = `${folder}.kijun-${String(process.pid)}`;
  try {
    mkdirSync(fresh);
    const manifest = jsonText({ schema: "kijun.pilot-kit/1", release, files: hashes });
    for (const [name, text] of Object.entries({ ...files, [MANIFEST]: manifest }))
      writeFileSync(join(fresh, name), text);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(fresh, folder);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unfit(folder, `cannot be written: ${reason}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return { folder, files: hashes };
}

function unfit(folder: string, fault: string): KijunError {
  return new KijunError("ARGUMENT_INVALID", `${folder} ${fault}`, {
    hint: "Name a folder that does not exist, or an empty one, in a folder that does and may be written to.",
  });
}

function folderFault(folder: string): string | undefined {
  if (!existsSync(folder)) return existsSync(dirname(folder)) ? undefined : "lies in a folder that is not there";
  try {
    return readdirSync(folder).length > 0 ? "is not empty" : undefined;
  } catch {
    return "is no folder that can be written to";
  }
}

/** SHA-256 of the files that are the same in every kit of a release, whatever machine it is for. */
export function releaseHashes(release: string): Readonly<Record<string, string>> {
  return hashesOf(releaseFiles(release));
}

function hashesOf(files: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(files);
  return Object.fromEntries(entries.map(([name, text]) => [name, createHash("sha256").update(text).digest("hex")]));
}

function releaseFiles(release: string): Record<string, string> {
  const start = {
    ...{ diagnosis: diagnosisCommand(), bootstrap: buildBootstrap(KIT_TOKEN), token: KIT_TOKEN },
    ...{ requestPrefix: REQUEST_PREFIX, partCharacters: PART_CHARACTERS, answerSeconds: ANSWER_SECONDS },
  };
  const claims = knownClaims().map(({ id, way, expect, changes, ja, en }) => ({ id, way, expect, changes, ja, en }));
  return {
    [KIT_SCRIPT]: SCRIPT_PARTS.map(ownScript).join("\n"),
    "agent.ps1": agentScript(everyArea.map(({ id }) => id)),
    "checks.ps1": checksScript(),
    "kit.json": jsonText({ release, start, claims, texts: kitTexts }),
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

/** ASCII, so that no encoding on the way can change it. */
function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/[^\n\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

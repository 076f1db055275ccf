import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { agentScript } from "@kijun/agent";
import { hashesOf, jsonText, kitFunctions, kitStart, MANIFEST, sha256, writeKitFolder } from "@kijun/kit";
import { declaredAreas } from "@kijun/provider/live";
import type { FleetFileEntry } from "@kijun/provider/run";
import { readingOf } from "@kijun/settings";

import type { PackManifest } from "./answer-schema.js";
import type { ControllerKey } from "./controller-key.js";
import { folderTexts } from "./folder-texts.js";

/** The script that a technician runs. */
export const COLLECT_SCRIPT = "kijun-collect.ps1";

/** One machine that a folder is packed for. */
export interface MachineToCollect {
  /** As a check reads it: with what is expected of the observed areas. */
  readonly entry: FleetFileEntry;
  /** Who it was when it was last read, where that is known. */
  readonly machineGuid?: string | undefined;
  /** It was rebuilt or replaced, so that another MachineGuid is accepted. */
  readonly replaced?: boolean;
}

export interface PackOptions {
  readonly release: string;
  readonly key: ControllerKey;
  readonly now?: Date;
}

/** A folder that was written. */
export interface PackedFolder {
  readonly folder: string;
  readonly manifest: PackManifest;
  /** SHA-256 of the manifest, for the hand-over sheet. */
  readonly manifestDigest: string;
}

/** Writes the folder for these machines, in one step, where there is none or an empty one. Errors: ARGUMENT_INVALID. */
export function packFolder(
  folder: string,
  machines: readonly MachineToCollect[],
  { release, key, now = new Date() }: PackOptions,
): PackedFolder {
  const requests = machines.map(({ entry }) => requestFile(entry));
  const areas = [...new Set(requests.flatMap(({ areas }) => areas))].sort();
  const files = {
    ...releaseFiles(release, areas),
    ...Object.fromEntries(requests.map(({ name, text }) => [name, text])),
  };
  const manifest: PackManifest = {
    ...{ schema: "kijun.collect-pack/1", pack: packName(now), nonce: randomBytes(16).toString("hex"), release },
    ...{ packedAt: now.toISOString(), areas, files: hashesOf(files) },
    machines: machines.map(({ entry: { host }, machineGuid = "", replaced = false }, index) => ({
      ...{ host, request: requests[index]?.name ?? "" },
      ...(machineGuid === "" || replaced ? {} : { machineGuid }),
      ...(replaced ? { replaced } : {}),
    })),
  };
  const text = jsonText(manifest);
  const signature = key.sign(Buffer.from(text)).toString("base64");
  writeKitFolder(folder, { ...files, [MANIFEST]: text, "manifest.sig": signature });
  return { folder, manifest, manifestDigest: sha256(text) };
}

/** SHA-256 of the files that a release puts into every folder whose agent reads these areas. */
export function releaseHashes(release: string, areas: readonly string[]): Record<string, string> {
  return hashesOf(releaseFiles(release, areas));
}

function releaseFiles(release: string, areas: readonly string[]): Record<string, string> {
  const script = (name: string): string =>
    readFileSync(new URL(`../src/powershell/${name}.ps1`, import.meta.url), "utf8");
  return {
    [COLLECT_SCRIPT]: [script("head"), kitFunctions(), script("answer"), script("run")].join("\n"),
    "agent.ps1": agentScript(areas),
    "kit.json": jsonText({ release, start: kitStart(), texts: folderTexts }),
  };
}

/** Machines of which the same is asked share a file. */
function requestFile(entry: FleetFileEntry): { name: string; text: string; areas: string[] } {
  const requests = declaredAreas(entry).map((area) => readingOf(area, entry.areas[area.property] ?? {}, null));
  // Each as text, so that the machine's PowerShell does not rewrite it.
  const text = jsonText({ areas: requests.map((request) => ({ id: request.id, request: JSON.stringify(request) })) });
  return { name: `request-${sha256(text).slice(0, 16)}.json`, text, areas: requests.map(({ id }) => id) };
}

function packName(now: Date): string {
  return `${now.toISOString().slice(0, 10).replaceAll("-", "")}-${randomBytes(4).toString("hex")}`;
}

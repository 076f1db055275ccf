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

import { diagnosisCommand } from "@kijun/agent";
import { KijunError } from "@kijun/core";
import { buildBootstrap, PART_CHARACTERS, REQUEST_PREFIX } from "@kijun/node-winrm";

/** Texts of files by name. */
export type KitFiles = Readonly<Record<string, string>>;

/** Names the SHA-256 of every other file; the folder's script compares them before it does anything. */
export const MANIFEST = "manifest.json";

/** Session token of a folder's scripts. It tells answers from other output and keeps no secret. */
export const KIT_TOKEN = "006b696a756e0051";

/** How long the script waits for one answer; then it counts as unanswered, and the script goes on. */
const ANSWER_SECONDS = 120;

/** What `kit.json` tells a folder's script of how PowerShell is started and asked. */
export function kitStart(): object {
  return {
    ...{ diagnosis: diagnosisCommand(), bootstrap: buildBootstrap(KIT_TOKEN), token: KIT_TOKEN },
    ...{ requestPrefix: REQUEST_PREFIX, partCharacters: PART_CHARACTERS, answerSeconds: ANSWER_SECONDS },
  };
}

/** Functions that every folder's script needs: its files, the machine it stands on, and a PowerShell that answers it. */
export function kitFunctions(): string {
  return ["folder", "session"]
    .map((name) => readFileSync(new URL(`../src/powershell/${name}.ps1`, import.meta.url), "utf8"))
    .join("\n");
}

/** Writes files into a folder that is not there yet or is empty, in one step. Errors: ARGUMENT_INVALID. */
export function writeKitFolder(folder: string, files: KitFiles): void {
  const fault = folderFault(folder);
  if (fault !== undefined) throw unfit(folder, fault);
  const fresh = `${folder}.kijun-${String(process.pid)}`;
  try {
    mkdirSync(fresh);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(fresh, name), text);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(fresh, folder);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unfit(folder, `cannot be written: ${reason}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
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

/** SHA-256 of each file's text, in hex. */
export function hashesOf(files: KitFiles): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)]));
}

/** SHA-256 in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** JSON in ASCII, so that no encoding on the way can change it. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/[^\n\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

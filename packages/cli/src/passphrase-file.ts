import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { KijunError } from "@kijun/core";

const PASSPHRASE = "PULUMI_CONFIG_PASSPHRASE";
const PASSPHRASE_FILE = "PULUMI_CONFIG_PASSPHRASE_FILE";

/** Whether the person looks after the passphrase. An empty passphrase is one, as Pulumi sees it. */
export function hasOwnPassphrase(environment: NodeJS.ProcessEnv): boolean {
  return environment[PASSPHRASE] !== undefined || (environment[PASSPHRASE_FILE] ?? "") !== "";
}

/**
 * The passphrase file of a Kijun home, made on first use. A project whose stack was encrypted with a passphrase that is
 * gone gets no new one, which could never open it. Errors: PASSPHRASE_MISSING.
 */
export function ensurePassphraseFile(home: string, projectFolder: string | undefined): string {
  const path = join(home, "passphrase");
  if (existsSync(path)) return path;
  const encrypted = projectFolder === undefined ? [] : encryptedStacks(projectFolder);
  if (encrypted.length > 0) {
    throw new KijunError("PASSPHRASE_MISSING", `${encrypted.join(", ")} needs the passphrase that was in ${path}, which is gone`, {
      hint:
        `Restore that file from a backup, or set ${PASSPHRASE} or ${PASSPHRASE_FILE}. For a stack without secrets you may ` +
        'remove the line "encryptionsalt" instead and run the command again.',
    });
  }
  createOnce(path, `${randomBytes(32).toString("base64url")}\n`);
  return path;
}

/** Linked into place, so that of two commands started together both use the same whole file. */
function createOnce(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.${String(process.pid)}`;
  writeFileSync(fresh, text, { mode: 0o600 });
  try {
    linkSync(fresh, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Stack files of a project that hold a salt; without the passphrase it was made with, Pulumi opens none of them. */
function encryptedStacks(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^Pulumi\..+\.ya?ml$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => /^encryptionsalt:/m.test(readFileSync(path, "utf8")));
}

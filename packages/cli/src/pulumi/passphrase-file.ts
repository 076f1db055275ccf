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

/** The stacks that must not lose their passphrase. */
export interface StackFiles {
  /** Folder of the project. */
  readonly folder: string;
  /** One stack of it; all of them when absent. */
  readonly stack?: string;
}

/**
 * The passphrase file of a Kijun home, made on first use. Where a stack was encrypted before, a new passphrase is not
 * made: it could never open that stack. Errors: PASSPHRASE_MISSING.
 */
export function ensurePassphraseFile(home: string, stacks: StackFiles | undefined): string {
  const path = passphraseFile(home);
  if (!hasPassphraseFile(home, stacks)) createOnce(path, `${randomBytes(32).toString("base64url")}\n`);
  return path;
}

/** Where a Kijun home keeps its passphrase. */
export function passphraseFile(home: string): string {
  return join(home, "passphrase");
}

/** Whether there is one; false where the next command may make it. Errors: PASSPHRASE_MISSING. */
export function hasPassphraseFile(home: string, stacks: StackFiles | undefined): boolean {
  const path = passphraseFile(home);
  if (existsSync(path)) return true;
  const encrypted = stacks === undefined ? [] : encryptedStacks(stacks);
  if (encrypted.length > 0) {
    throw new KijunError(
      "PASSPHRASE_MISSING",
      `${encrypted.join(" and ")} needs a passphrase, and there is none in ${path}`,
      {
        hint:
          `Restore that file from a backup, or set ${PASSPHRASE} or ${PASSPHRASE_FILE}. Where the stack holds no secrets you may ` +
          'remove the line "encryptionsalt" instead.',
      },
    );
  }
  return false;
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

/** Stack files that hold a salt; without the passphrase it was made with, Pulumi opens none of them. */
function encryptedStacks({ folder, stack }: StackFiles): string[] {
  return readdirSync(folder)
    .filter((name) => /^Pulumi\..+\.ya?ml$/.test(name) && (stack === undefined || name.startsWith(`Pulumi.${stack}.`)))
    .map((name) => join(folder, name))
    .filter((path) => /^encryptionsalt:/m.test(readFileSync(path, "utf8")));
}

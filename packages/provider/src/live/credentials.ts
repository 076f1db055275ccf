import { readFileSync, statSync } from "node:fs";

import { KijunError } from "@kijun/core";
import { Secret } from "@kijun/node-winrm";
import { z } from "zod";

/** An account as the provider process resolved it; it never leaves this process. */
export interface ResolvedCredential {
  readonly username: string;
  /** Absent for an account of the machine itself. */
  readonly domain?: string;
  readonly password: Secret;
}

const fileSchema = z.record(
  z.string(),
  z.strictObject({ username: z.string().min(1), password: z.string().min(1), domain: z.string().optional() }),
);

/**
 * Resolves a credential reference. `KIJUN_CREDENTIALS` names a JSON file `{ "<reference>": { "username", "password",
 * "domain"? } }` that only its owner may read; the file is read anew each time, so that a rotated password counts at
 * once. Errors: CREDENTIAL_MISSING.
 */
export function resolveCredential(reference: string, environment: NodeJS.ProcessEnv = process.env): ResolvedCredential {
  const path = environment["KIJUN_CREDENTIALS"];
  if (path === undefined || path === "") {
    throw missing(
      `no credential file is named for "${reference}"`,
      "Set KIJUN_CREDENTIALS to the path of a credential file.",
    );
  }
  const found = readCredentialFile(path)[reference];
  if (found === undefined) {
    throw missing(`${path} holds no credential named "${reference}"`, `Add "${reference}" to that file.`);
  }
  const password = new Secret(found.password);
  return found.domain === undefined
    ? { username: found.username, password }
    : { username: found.username, domain: found.domain, password };
}

function readCredentialFile(path: string): z.output<typeof fileSchema> {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined)
    throw missing(`the credential file ${path} does not exist`, "Create it, or correct KIJUN_CREDENTIALS.");
  // Windows has no mode bits; there the folder's access list protects the file.
  if (process.platform !== "win32" && (status.mode & 0o077) !== 0) {
    throw missing(`the credential file ${path} can be read by others`, `Run: chmod 600 ${path}`);
  }
  const parsed = fileSchema.safeParse(parseJson(readFileSync(path, "utf8")));
  if (!parsed.success) {
    // Zod's messages name keys and types, never values, so no secret can get into this text.
    const places = parsed.error.issues.map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`).join("; ");
    throw missing(`the credential file ${path} is not valid: ${places}`, "Correct the file.");
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function missing(message: string, hint: string): KijunError {
  return new KijunError("CREDENTIAL_MISSING", message, { hint });
}

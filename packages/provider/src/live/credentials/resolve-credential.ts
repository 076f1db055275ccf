import { Secret } from "@kijun/node-winrm";

import { declaredCredential } from "./credential-file.js";
import { passwordOf } from "./password-source.js";

/** An account as the provider process resolved it; it never leaves this process. */
export interface ResolvedCredential {
  readonly username: string;
  /** Absent for an account of the machine itself. */
  readonly domain?: string;
  readonly password: Secret;
}

/** How long a keychain or a program may take. */
const SOURCE_LIMIT_MS = 10_000;

const resolved = new WeakMap<NodeJS.ProcessEnv, Map<string, Promise<ResolvedCredential>>>();

/**
 * Resolves a credential reference by the file that `KIJUN_CREDENTIALS` names. Once per reference and process, a failure
 * too: a fleet asks for the same one a hundred times, and a keychain or a program must be asked once.
 * Errors: CREDENTIAL_MISSING, naming file, reference and next step, never a value.
 */
export function resolveCredential(
  reference: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ResolvedCredential> {
  const known = resolved.get(environment) ?? new Map<string, Promise<ResolvedCredential>>();
  resolved.set(environment, known);
  let credential = known.get(reference);
  if (credential === undefined) {
    credential = resolve(reference, environment);
    known.set(reference, credential);
  }
  return credential;
}

async function resolve(reference: string, environment: NodeJS.ProcessEnv): Promise<ResolvedCredential> {
  const declared = declaredCredential(reference, environment);
  const { username, domain } = declared;
  const surroundings = { environment, limitMs: SOURCE_LIMIT_MS, platform: process.platform };
  const password = new Secret(await passwordOf(declared, surroundings));
  return domain === undefined ? { username, password } : { username, domain, password };
}

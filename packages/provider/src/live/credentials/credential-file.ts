import { dirname, resolve } from "node:path";

import { KijunError } from "@kijun/core";
import { z } from "zod";

import { credentialMissing } from "./credential-missing.js";
import type { CredentialPlace } from "./credential-missing.js";
import { readProtectedFile } from "./protected-file.js";

/** Where the password of a credential is kept. */
export type PasswordSource =
  | { readonly kind: "literal"; readonly password: string }
  /** Name of a variable in the environment of `kijun`. */
  | { readonly kind: "environment"; readonly name: string }
  /** Absolute path of a file of one line. */
  | { readonly kind: "file"; readonly path: string }
  /** An entry of the operating system's keychain; `account` only where the entry names one. */
  | { readonly kind: "keychain"; readonly service: string; readonly account?: string }
  | { readonly kind: "command"; readonly program: string; readonly args: readonly string[] };

/** One credential as its file declares it: who, and where the password is; not yet the password itself. */
export interface DeclaredCredential {
  readonly place: CredentialPlace;
  readonly username: string;
  /** Absent for an account of the machine itself. */
  readonly domain?: string;
  readonly source: PasswordSource;
  /** Variables that hold passwords, of all credentials of the file: no other program gets to see them. */
  readonly secretVariables: readonly string[];
}

const text = z.string().min(1);
const entrySchema = z.strictObject({
  username: text,
  domain: z.string().optional(),
  password: text.optional(),
  environment: text.optional(),
  file: text.optional(),
  keychain: z.strictObject({ service: text, account: text.optional() }).optional(),
  command: z.tuple([text], z.string()).optional(),
});
type Entry = z.output<typeof entrySchema>;

/**
 * The credential of that name in the file of `KIJUN_CREDENTIALS`: `{ "<reference>": { "username", "domain"?, <source> } }`.
 * Only the entry asked for is judged, so that a mistake in one does not stop machines with another.
 * Errors: CREDENTIAL_MISSING.
 */
export function declaredCredential(reference: string, environment: NodeJS.ProcessEnv): DeclaredCredential {
  const file = fileName(reference, environment);
  const place = { reference, file };
  const content = readEntries(file, reference);
  const found: unknown = Object.hasOwn(content, reference) ? content[reference] : undefined;
  if (found === undefined) {
    const hint = `Add "${reference}" to that file, or correct the reference in the baseline or program.`;
    throw credentialMissing(place, "the file holds no credential of that name", hint);
  }
  const parsed = entrySchema.safeParse(found);
  if (!parsed.success) {
    // Zod's messages name keys and types, never values, so no secret can get into this text.
    const places = parsed.error.issues.map((issue) => `${[reference, ...issue.path].join(".")}: ${issue.message}`);
    throw credentialMissing(place, `the entry is not valid: ${places.join("; ")}`, FORMAT_HINT);
  }
  const { username, domain } = parsed.data;
  refuseMixedNames(parsed.data, place);
  const source = sourceOf(parsed.data, place);
  const secretVariables = variablesOf(content);
  return { place, username, source, secretVariables, ...(domain === undefined || domain === "" ? {} : { domain }) };
}

/** All references of the file, to suggest from; empty when there is no usable file. */
export function declaredReferences(environment: NodeJS.ProcessEnv): string[] {
  try {
    return Object.keys(readEntries(fileName("", environment), "")).sort();
  } catch (error) {
    if (error instanceof KijunError) return [];
    throw error;
  }
}

const FORMAT_HINT = "Correct the entry; docs/credentials.md shows every form.";

function fileName(reference: string, environment: NodeJS.ProcessEnv): string {
  const path = environment["KIJUN_CREDENTIALS"];
  if (path !== undefined && path !== "") return resolve(path);
  throw new KijunError("CREDENTIAL_MISSING", `no credential file is named for "${reference}"`, {
    hint: "Set KIJUN_CREDENTIALS to the path of a credential file; docs/credentials.md shows one.",
  });
}

function readEntries(file: string, reference: string): Readonly<Record<string, unknown>> {
  const place = { reference, file };
  const content = readProtectedFile(file, (reason, hint) => credentialMissing(place, reason, hint));
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    // The parser's own message repeats a piece of the text.
    throw credentialMissing(place, "the file is not JSON", "Correct the file; a JSON checker names the place.");
  }
  const entries = z.record(z.string(), z.unknown()).safeParse(parsed);
  if (!entries.success) throw credentialMissing(place, "the file is not a JSON object of credentials", FORMAT_HINT);
  return entries.data;
}

/** `CORP\name` as a user name would count as an account of each machine, and be tried once on every one of them. */
function refuseMixedNames({ username, domain }: Entry, place: CredentialPlace): void {
  if (username.includes("\\")) {
    throw credentialMissing(place, "the username holds a domain", 'Write the domain as "domain": "...".');
  }
  if (username.includes("@") && domain !== undefined && domain !== "") {
    const hint = 'Write either "username": "name@realm" or "domain" with the plain name.';
    throw credentialMissing(place, "the username names a realm and there is a domain too", hint);
  }
}

function sourceOf(entry: Entry, place: CredentialPlace): PasswordSource {
  const { password, environment, file, keychain, command } = entry;
  const sources: PasswordSource[] = [];
  if (password !== undefined) sources.push({ kind: "literal", password });
  if (environment !== undefined) sources.push({ kind: "environment", name: environment });
  if (file !== undefined) sources.push({ kind: "file", path: resolve(dirname(place.file), file) });
  if (keychain !== undefined) {
    const { service, account } = keychain;
    sources.push({ kind: "keychain", service, ...(account === undefined ? {} : { account }) });
  }
  if (command !== undefined) {
    const [program, ...args] = command;
    sources.push({ kind: "command", program, args });
  }
  const [source] = sources;
  if (source !== undefined && sources.length === 1) return source;
  const hint = "Give exactly one of password, environment, file, keychain, command.";
  throw credentialMissing(place, `the entry names ${String(sources.length)} places for the password`, hint);
}

function variablesOf(content: Readonly<Record<string, unknown>>): string[] {
  const named = z.object({ environment: text });
  return Object.values(content).flatMap((entry) => {
    const parsed = named.safeParse(entry);
    return parsed.success ? [parsed.data.environment] : [];
  });
}

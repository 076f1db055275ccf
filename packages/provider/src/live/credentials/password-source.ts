import { credentialMissing } from "./credential-missing.js";
import type { DeclaredCredential, PasswordSource } from "./credential-file.js";
import { runCredentialProgram } from "./credential-program.js";
import { keychainPassword } from "./keychain-password.js";
import type { KeychainSurroundings } from "./keychain-password.js";
import { readProtectedFile } from "./protected-file.js";

/** The password of a credential, from wherever its entry says. Errors: CREDENTIAL_MISSING. */
export async function passwordOf(credential: DeclaredCredential, surroundings: KeychainSurroundings): Promise<string> {
  const password = await readSource(credential, surroundings);
  if (password !== "") return password;
  const { place, source } = credential;
  throw credentialMissing(place, `${describe(source)} holds an empty password`, "Put the password there.");
}

async function readSource(credential: DeclaredCredential, surroundings: KeychainSurroundings): Promise<string> {
  const { source } = credential;
  const withoutSecrets = { ...surroundings, environment: otherVariables(credential, surroundings.environment) };
  switch (source.kind) {
    case "literal":
      return source.password;
    case "environment":
      return variable(credential, source.name, surroundings.environment);
    case "file":
      return lineOfFile(credential, source.path);
    case "keychain":
      return keychainPassword(credential, source, withoutSecrets);
    case "command":
      return lineOfCommand(credential, source, withoutSecrets);
  }
}

function describe(source: PasswordSource): string {
  switch (source.kind) {
    case "literal":
      return "the entry";
    case "environment":
      return `the variable ${source.name}`;
    case "file":
      return source.path;
    case "keychain":
      return "the keychain entry";
    case "command":
      return `the first line of ${source.program}`;
  }
}

function variable({ place }: DeclaredCredential, name: string, environment: NodeJS.ProcessEnv): string {
  const value = environment[name];
  if (value !== undefined) return value;
  throw credentialMissing(
    place,
    `the variable ${name} is not set`,
    `Set ${name} in the environment of kijun, then run again.`,
  );
}

function lineOfFile({ place }: DeclaredCredential, path: string): string {
  const content = readProtectedFile(path, (reason, hint) => credentialMissing(place, reason, hint));
  const line = content.replace(/\r?\n$/, "");
  if (!/[\r\n]/.test(line)) return line;
  throw credentialMissing(place, `${path} holds more than one line`, "Leave one line in it: the password.");
}

async function lineOfCommand(
  { place }: DeclaredCredential,
  { program, args }: Extract<PasswordSource, { kind: "command" }>,
  { environment, limitMs }: KeychainSurroundings,
): Promise<string> {
  const end = await runCredentialProgram({ program, args, environment, limitMs });
  const byHand = `Run it by hand as the same user: ${program} has to print the password as its first line and end with 0.`;
  switch (end.kind) {
    case "not-started":
      throw credentialMissing(
        place,
        `${program} cannot be run (${end.reason})`,
        "Correct the path; scripts need their interpreter in front.",
      );
    case "too-slow":
      throw credentialMissing(
        place,
        `${program} did not end within ${String(limitMs / 1000)} s and was stopped`,
        byHand,
      );
    case "too-much":
      throw credentialMissing(place, `${program} printed more than 64 KiB and was stopped`, byHand);
    case "ended":
  }
  if (end.code === 0) return /^[^\r\n]*/.exec(end.stdout)?.[0] ?? "";
  // What it printed is not repeated: it may hold the secret.
  const how = end.code === undefined ? "was ended by a signal" : `ended with code ${String(end.code)}`;
  throw credentialMissing(place, `${program} ${how}`, byHand);
}

/** The environment for a foreign program: without the secrets that happen to be in ours. */
function otherVariables({ secretVariables }: DeclaredCredential, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const hidden = new Set([...secretVariables, "PULUMI_CONFIG_PASSPHRASE", "PULUMI_ACCESS_TOKEN"]);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !hidden.has(name)));
}

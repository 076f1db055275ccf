import { credentialMissing } from "./credential-missing.js";
import type { DeclaredCredential, PasswordSource } from "./credential-file.js";
import { runCredentialProgram } from "./credential-program.js";
import type { CredentialProgram, ProgramEnd } from "./credential-program.js";
import { WINDOWS_VAULT_COMMAND } from "./windows-vault.js";

type KeychainSource = Extract<PasswordSource, { kind: "keychain" }>;
type Ended = Extract<ProgramEnd, { kind: "ended" }>;

/** The operating system's own program for its keychain. What the programs answer is believed: tests play them. */
interface KeychainTool {
  readonly name: string;
  /** Whom to ask for the program where it is missing. */
  readonly install: string;
  /** What makes a locked keychain usable. */
  readonly unlock: string;
  call(source: KeychainSource, username: string): { args: readonly string[]; variables?: NodeJS.ProcessEnv };
  reject(end: Ended): "absent" | "locked" | "failed" | undefined;
  password(end: Ended): string;
}

const firstLine = ({ stdout }: Ended): string => /^[^\r\n]*/.exec(stdout)?.[0] ?? "";

/** `security` prints a password that is not ASCII as hexadecimal digits; such a one has to come from another source. */
const MAC: KeychainTool = {
  name: "security",
  install: "It is part of macOS: correct PATH.",
  unlock: "Run `security unlock-keychain` in this session, then run again.",
  call: ({ service, account }, username) => ({
    args: ["find-generic-password", "-s", service, "-a", account ?? username, "-w"],
  }),
  // Low bytes of errSecItemNotFound, errSecInteractionNotAllowed and errSecAuthFailed; 128 is a dialogue that was closed.
  reject: ({ code }) => {
    if (code === 44) return "absent";
    if (code === 36 || code === 51 || code === 128) return "locked";
    return code === 0 ? undefined : "failed";
  },
  password: firstLine,
};

const LINUX: KeychainTool = {
  name: "secret-tool",
  install: "Install it (package libsecret-tools or libsecret), or use another source.",
  unlock: "Unlock the login keyring in this session, then run again; a session without a desktop has none.",
  call: ({ service, account }, username) => ({ args: ["lookup", "service", service, "account", account ?? username] }),
  // It ends with 1 and says nothing where there is no such entry.
  reject: ({ code, stderr }) => {
    if (code === 0) return undefined;
    if (/locked|dismissed/iu.test(stderr)) return "locked";
    return code === 1 && stderr.trim() === "" ? "absent" : "failed";
  },
  password: firstLine,
};

const WINDOWS: KeychainTool = {
  name: "powershell.exe",
  install: "It is part of Windows: correct PATH.",
  unlock: "Run in a logon session of the user that stored the entry, with its profile loaded.",
  call: ({ service, account }) => ({
    args: ["-NoProfile", "-NonInteractive", "-EncodedCommand", WINDOWS_VAULT_COMMAND],
    variables: { KIJUN_VAULT_TARGET: service, KIJUN_VAULT_USER: account ?? "" },
  }),
  // The script ends with the error of Windows: ERROR_NOT_FOUND, ERROR_NO_SUCH_LOGON_SESSION.
  reject: ({ code }) => {
    if (code === 1168) return "absent";
    if (code === 1312) return "locked";
    return code === 0 ? undefined : "failed";
  },
  password: (end) => Buffer.from(firstLine(end), "base64").toString("utf8"),
};

const TOOLS: Readonly<Partial<Record<NodeJS.Platform, KeychainTool>>> = { darwin: MAC, linux: LINUX, win32: WINDOWS };

/** What a lookup needs besides the source. */
export interface KeychainSurroundings extends Pick<CredentialProgram, "environment" | "limitMs"> {
  readonly platform: NodeJS.Platform;
}

/** Asks the keychain of the operating system. Errors: CREDENTIAL_MISSING. */
export async function keychainPassword(
  { place, username }: DeclaredCredential,
  source: KeychainSource,
  { platform, environment, limitMs }: KeychainSurroundings,
): Promise<string> {
  const tool = TOOLS[platform];
  if (tool === undefined)
    throw credentialMissing(place, `there is no keychain on ${platform}`, "Use another source for the password.");
  const { args, variables } = tool.call(source, username);
  const program = { program: tool.name, args, environment: { ...environment, ...variables }, limitMs };
  const end = await runCredentialProgram(program);
  const entry = `service "${source.service}", account "${source.account ?? username}"`;
  switch (end.kind) {
    case "not-started":
      throw credentialMissing(place, `${tool.name} cannot be run (${end.reason})`, tool.install);
    case "too-slow":
      // A locked keychain asks in a dialogue that nobody may see.
      throw credentialMissing(
        place,
        `the keychain did not answer within ${String(limitMs / 1000)} s; it may be locked`,
        tool.unlock,
      );
    case "too-much":
      throw credentialMissing(place, `${tool.name} answered more than a password`, "Correct the keychain entry.");
    case "ended":
  }
  const rejected = tool.reject(end);
  if (rejected === undefined) return tool.password(end);
  throw credentialMissing(place, ...rejection(rejected, tool, end, `${entry} of the keychain`, place.file));
}

/** Reason and next step. */
function rejection(
  kind: "absent" | "locked" | "failed",
  tool: KeychainTool,
  { code }: Ended,
  entry: string,
  file: string,
): [reason: string, hint: string] {
  switch (kind) {
    case "absent":
      return [`there is no entry with ${entry}`, `Store it there, or correct the entry in ${file}.`];
    case "locked":
      return ["the keychain is locked", tool.unlock];
    case "failed":
      return [
        `${tool.name} ended with ${code === undefined ? "a signal" : `code ${String(code)}`}`,
        `Look up by hand, as the same user, the entry with ${entry}.`,
      ];
  }
}

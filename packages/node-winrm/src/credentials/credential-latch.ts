import { createHmac, randomBytes } from "node:crypto";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { WinRMError } from "../winrm-error.js";
import { accountOf, type Credential } from "./credential.js";

export interface LatchEntry {
  /** file name; names the entry without telling the secret */
  id: string;
  /** ISO 8601, UTC */
  when: string;
  authority: string;
  account: string;
}

const KEY_FILE = "latch.key";
const ENTRY = /^[0-9a-f]{64}$/u;

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function ignoring(code: string, action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (isSystemError(error, code)) return false;
    throw error;
  }
}

/** An entry that is damaged still latches: it can only have come from a rejection. */
function parseEntry(id: string, text: string): LatchEntry {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const field = (name: string): string => {
    const value: unknown = typeof content === "object" && content !== null ? Reflect.get(content, name) : undefined;
    return typeof value === "string" ? value : "unknown";
  };
  return { id, when: field("when"), authority: field("authority"), account: field("account") };
}

/**
 * Remembers on disk which credentials a server rejected, so that no run, process or machine of a fleet tries them again and
 * locks the account. One file per entry, named by a keyed hash of authority, account and secret: a corrected password has
 * another name and is not held back. Nothing in the files allows to recover the password without the key file, and only the
 * owner may read either.
 */
export class CredentialLatch {
  readonly #directory: string;
  #key: Buffer | undefined;

  /** @param directory created with mode 0700 when first needed */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** @throws WinRMError WINRM_CREDENTIAL_LATCHED when this very credential was rejected before */
  assertUsable(authority: string, credential: Credential): void {
    const entry = this.#read(this.#id(authority, credential));
    if (entry === undefined) return;
    throw new WinRMError(
      "WINRM_CREDENTIAL_LATCHED",
      `the credential of ${entry.account} was rejected by ${entry.authority} at ${entry.when} and is not tried again`,
      {
        hint: `Correct the password (a changed one is not held back). If the cause was another, release the entry: delete ${join(this.#directory, entry.id)}.`,
      },
    );
  }

  /** Records a rejection. The first one stays when several processes record the same. */
  reject(authority: string, credential: Credential, when = new Date()): LatchEntry {
    const id = this.#id(authority, credential);
    const entry = { id, when: when.toISOString(), authority, account: accountOf(credential) };
    this.#createOnce(id, `${JSON.stringify({ when: entry.when, authority, account: entry.account })}\n`);
    return this.#read(id) ?? entry;
  }

  /** Lets a credential, or an entry of `list()`, be used again. @returns false when there was no such entry */
  release(...which: [id: string] | [authority: string, credential: Credential]): boolean {
    const id = which.length === 1 ? which[0] : this.#id(...which);
    return (
      ENTRY.test(id) &&
      ignoring("ENOENT", () => {
        unlinkSync(join(this.#directory, id));
      })
    );
  }

  /** All entries, oldest first. */
  list(): LatchEntry[] {
    let names: string[] = [];
    ignoring("ENOENT", () => {
      names = readdirSync(this.#directory);
    });
    const entries = names.filter((name) => ENTRY.test(name)).map((name) => this.#read(name));
    return entries.filter((entry) => entry !== undefined).sort((a, b) => a.when.localeCompare(b.when));
  }

  #id(authority: string, credential: Credential): string {
    this.#key ??= this.#loadKey();
    const text = [authority, accountOf(credential), credential.password.reveal()].join("\0");
    return createHmac("sha256", this.#key).update(text).digest("hex");
  }

  #loadKey(): Buffer {
    this.#createOnce(KEY_FILE, randomBytes(32).toString("hex"));
    return Buffer.from(readFileSync(join(this.#directory, KEY_FILE), "utf8").trim(), "hex");
  }

  #read(id: string): LatchEntry | undefined {
    let text: string;
    try {
      text = readFileSync(join(this.#directory, id), "utf8");
    } catch (error) {
      if (isSystemError(error, "ENOENT")) return undefined;
      throw error;
    }
    return parseEntry(id, text);
  }

  /** Writes a file whole or not at all, and only when there is none: a link to a finished file fails if the name is taken. */
  #createOnce(name: string, content: string): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    chmodSync(this.#directory, 0o700);
    const target = join(this.#directory, name);
    const draft = join(this.#directory, `.${name}.${process.pid}.${randomBytes(4).toString("hex")}`);
    writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
    try {
      ignoring("EEXIST", () => {
        linkSync(draft, target);
      });
    } catch (error) {
      // File systems without hard links: a rename is atomic too, and the content of two entries of one name is the same.
      if (name === KEY_FILE) throw error;
      renameSync(draft, target);
      return;
    }
    unlinkSync(draft);
  }
}

import { createHmac } from "node:crypto";
import { join } from "node:path";
import { REJECTION_CAUSES, WinRMError } from "../winrm-error.js";
import { accountOf, type Credential } from "./credential.js";
import { DamagedKeyError, LatchFolder } from "./latch-folder.js";
import { takeProofTurn } from "./proof-turn.js";
import { heldLogon, type UnansweredLogon } from "./unanswered-logon.js";

export interface LatchEntry {
  /** file name; names the entry without telling the secret */
  id: string;
  /** ISO 8601, UTC */
  when: string;
  authority: string;
  account: string;
  /** ISO 8601: the logon got no answer, and is held back until then; absent when it was rejected */
  until?: string;
  /** where it got no answer */
  machine?: string;
}

export type HeldAccount = Pick<LatchEntry, "authority" | "account">;

export interface CredentialLatchOptions {
  /** what a person does to have a held credential tried again, as a clause; default: to delete the file of the entry */
  releaseStep?: (entry: HeldAccount) => string;
}

const ENTRY = /^[0-9a-f]{64}$/u;
const DAY_MS = 24 * 60 * 60_000;
/** A password that worked within this time is not held back for a logon without an answer. */
const ACCEPTANCE_COUNTS_MS = 30 * DAY_MS;

/** An entry that is damaged still latches: it can only have come from a rejection. */
function parseEntry(id: string, text: string): LatchEntry {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const field = (name: string): string | undefined => {
    const value: unknown = typeof content === "object" && content !== null ? Reflect.get(content, name) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const [when = "unknown", authority = "unknown", account = "unknown"] = ["when", "authority", "account"].map(field);
  const [until, machine] = ["until", "machine"].map(field);
  const unanswered = until !== undefined && { until, machine: machine ?? authority };
  return { id, when, authority, account, ...unanswered };
}

/**
 * Remembers on disk which credentials a server rejected, so that no run, process or machine of a fleet tries them again and
 * locks the account. One file per entry, named by a keyed hash of authority, account and secret: a corrected password has
 * another name and is not held back. Nothing in the files allows to recover the password without the key file, and only the
 * owner may read either. A folder that cannot be used lets no logon pass.
 */
export class CredentialLatch {
  readonly #folder: LatchFolder;
  readonly #releaseStep: CredentialLatchOptions["releaseStep"];
  #key: Buffer | undefined;

  /** @param directory created with mode 0700 when first needed */
  constructor(directory: string, options: CredentialLatchOptions = {}) {
    this.#folder = new LatchFolder(directory);
    this.#releaseStep = options.releaseStep;
  }

  /**
   * @throws WinRMError WINRM_CREDENTIAL_LATCHED when this very credential was rejected before; WINRM_UNREACHABLE while an
   * earlier logon without an answer holds it back
   */
  assertUsable(authority: string, credential: Credential, now = Date.now()): void {
    const entry = this.#safely(() => this.#entry(this.#id(authority, credential)));
    if (entry === undefined) return;
    const { account, when, until, machine = entry.authority } = entry;
    if (until === undefined) {
      throw new WinRMError(
        "WINRM_CREDENTIAL_LATCHED",
        `the credential of ${account} was rejected by ${entry.authority} at ${when} and is not tried again`,
        { hint: `${REJECTION_CAUSES} ${this.nextStep(entry)}` },
      );
    }
    // A text that is no time never compares as past, and so holds.
    if (Date.parse(until) <= now) this.#safely(() => this.#folder.remove(entry.id));
    else throw heldLogon({ ...entry, machine }, until, `to try before that, ${this.#release(entry)}`);
  }

  /** What to do about a credential that is held back. */
  nextStep(entry: HeldAccount & { id?: string }): string {
    return `Correct the password (a changed one is tried at once); if the cause was another and is removed, ${this.#release(entry)}.`;
  }

  /** Records a rejection. The first one stays when several processes record the same. */
  reject(authority: string, credential: Credential, when = new Date()): LatchEntry {
    const id = this.#id(authority, credential);
    const entry = { id, when: when.toISOString(), authority, account: accountOf(credential) };
    if (this.#entry(id)?.until === undefined) this.#folder.createOnce(id, contentOf(entry));
    else this.#folder.replace(id, contentOf(entry));
    this.#folder.remove(this.#acceptanceName(authority, credential));
    return this.#entry(id) ?? entry;
  }

  /** Records a logon that was sent to a machine and got no answer. A rejection stays. */
  holdUnanswered(
    place: Pick<UnansweredLogon, "authority" | "machine">,
    credential: Credential,
    until: Date,
    when = new Date(),
  ): LatchEntry {
    const { authority, machine } = place;
    const id = this.#id(authority, credential);
    const account = accountOf(credential);
    const entry = { id, when: when.toISOString(), authority, account, until: until.toISOString(), machine };
    this.#folder.createOnce(id, contentOf(entry));
    return this.#entry(id) ?? entry;
  }

  /** Records that this password works; once a day is enough. */
  noteAccepted(authority: string, credential: Credential, when = new Date()): void {
    if (this.wasAccepted(authority, credential, when.getTime(), DAY_MS)) return;
    const content = JSON.stringify({ id: this.#id(authority, credential), when: when.toISOString() });
    this.#folder.replace(this.#acceptanceName(authority, credential), `${content}\n`);
  }

  /** True when this very password was accepted within the last month (`within`, in milliseconds), and no other since. */
  wasAccepted(authority: string, credential: Credential, now = Date.now(), within = ACCEPTANCE_COUNTS_MS): boolean {
    const text = this.#folder.read(this.#acceptanceName(authority, credential));
    if (text === undefined) return false;
    const { id, when } = /"id":"(?<id>\w+)","when":"(?<when>[^"]+)"/u.exec(text)?.groups ?? {};
    return id === this.#id(authority, credential) && now - Date.parse(when ?? "") < within;
  }

  /**
   * Waits until no other process is proving this credential; the returned function lets the next one.
   *
   * @throws WinRMError WINRM_CANCELLED; WINRM_CREDENTIAL_LATCHED when the folder cannot be used
   */
  async takeTurn(authority: string, credential: Credential, signal?: AbortSignal): Promise<() => void> {
    try {
      return await takeProofTurn(join(this.#folder.path, "turns"), this.#id(authority, credential), signal);
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  /** Lets a credential, or an entry of `list()`, be used again. @returns false when there was no such entry */
  release(...which: [id: string] | [authority: string, credential: Credential]): boolean {
    const id = which.length === 1 ? which[0] : this.#id(...which);
    return ENTRY.test(id) && this.#folder.remove(id);
  }

  /** All entries that hold a credential back, oldest first. */
  list(now = Date.now()): LatchEntry[] {
    const names = this.#folder.names().filter((name) => ENTRY.test(name));
    const entries = names.map((name) => this.#entry(name)).filter((entry) => entry !== undefined);
    const held = entries.filter(({ until }) => until === undefined || !(Date.parse(until) <= now));
    return held.sort((a, b) => a.when.localeCompare(b.when));
  }

  #release(entry: HeldAccount & { id?: string }): string {
    const file = entry.id === undefined ? `its entry in ${this.#folder.path}` : join(this.#folder.path, entry.id);
    return this.#releaseStep?.(entry) ?? `delete ${file}`;
  }

  #entry(id: string): LatchEntry | undefined {
    const text = this.#folder.read(id);
    return text === undefined ? undefined : parseEntry(id, text);
  }

  #id(authority: string, credential: Credential): string {
    return this.#hash(authority, accountOf(credential), credential.password.reveal());
  }

  /** One per account, whatever its password. */
  #acceptanceName(authority: string, credential: Credential): string {
    return `accepted-${this.#hash(authority, accountOf(credential))}`;
  }

  #hash(...parts: string[]): string {
    this.#key ??= this.#folder.key();
    return createHmac("sha256", this.#key).update(parts.join("\0")).digest("hex");
  }

  #safely<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw this.#unusable(error);
    }
  }

  /** Without its memory the latch cannot keep its promise, so nothing is tried. */
  #unusable(error: unknown): unknown {
    if (error instanceof WinRMError || !(error instanceof Error)) return error;
    const damaged = error instanceof DamagedKeyError;
    const reason = damaged ? error.message : String(Reflect.get(error, "code") ?? error.message);
    return new WinRMError(
      "WINRM_CREDENTIAL_LATCHED",
      `the memory of rejected credentials in ${this.#folder.path} cannot be used (${reason}), so no logon is tried`,
      {
        hint: damaged
          ? `Make sure that no password is wrong, then delete ${this.#folder.path}: it is made anew.`
          : `Make ${this.#folder.path} readable and writable for this user, then run again.`,
        cause: error,
      },
    );
  }
}

function contentOf({ when, authority, account, until, machine }: Omit<LatchEntry, "id">): string {
  return `${JSON.stringify({ when, authority, account, until, machine })}\n`;
}

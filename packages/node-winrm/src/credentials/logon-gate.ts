import { createHmac, randomBytes } from "node:crypto";
import { cancelled, WinRMError } from "../winrm-error.js";
import { accountOf, type Credential } from "./credential.js";
import type { CredentialLatch } from "./credential-latch.js";

/** What became of a logon attempt. */
export type LogonOutcome =
  /** the server let the account in */
  | "accepted"
  /** the server answered 401 to it */
  | "rejected"
  /** it never reached a judge: not sent, or refused for a reason that is none of the password's */
  | "not-judged"
  /** it was sent and no answer came: the server may have counted a failed logon */
  | "unknown";

type State =
  | { kind: "proving"; decided: Promise<void> }
  | { kind: "accepted" }
  | { kind: "rejected"; onDisk: boolean }
  | { kind: "unknown"; until: number };

/** An unknown outcome holds a credential back for the usual observation window of an account lockout policy. */
const UNKNOWN_HOLD_MS = 15 * 60_000;

/**
 * Lets one logon of a credential prove it before others with the same credential follow, across all clients of this process.
 * A wrong domain password in a fleet of a hundred machines so costs one failed logon, not a hundred.
 */
export class LogonGate {
  readonly #states = new Map<string, State>();
  readonly #key = randomBytes(32);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Asks for leave to send one logon; waits while another one is undecided. Enter with an open connection and a challenge
   * in hand, so that a machine which is off holds nobody up. The returned function has to be called with the outcome.
   *
   * @throws WinRMError WINRM_CREDENTIAL_LATCHED, WINRM_UNREACHABLE while an earlier outcome is unknown, WINRM_CANCELLED
   */
  async enter(
    authority: string,
    credential: Credential,
    latch?: CredentialLatch,
    signal?: AbortSignal,
  ): Promise<(outcome: LogonOutcome) => void> {
    const key = this.#id(authority, credential);
    for (;;) {
      if (signal?.aborted === true) throw cancelled(signal);
      latch?.assertUsable(authority, credential);
      const state = this.#states.get(key);
      if (state?.kind !== "proving") {
        this.#refuse(state, key, authority, credential);
        return this.#admit(key, state?.kind === "accepted", authority, credential, latch);
      }
      await untilAborted(state.decided, signal);
    }
  }

  /** True when this credential was accepted in this process and not rejected since. */
  isProven(authority: string, credential: Credential): boolean {
    return this.#states.get(this.#id(authority, credential))?.kind === "accepted";
  }

  #refuse(state: State | undefined, key: string, authority: string, credential: Credential): void {
    const account = accountOf(credential);
    if (state?.kind === "rejected") {
      if (!state.onDisk)
        throw new WinRMError(
          "WINRM_CREDENTIAL_LATCHED",
          `the credential of ${account} was rejected by ${authority} and is not tried again`,
        );
      // The latch has just let it pass: somebody released the entry.
      this.#states.delete(key);
    }
    if (state?.kind !== "unknown") return;
    if (state.until <= this.#now()) {
      this.#states.delete(key);
      return;
    }
    throw new WinRMError(
      "WINRM_UNREACHABLE",
      `a logon of ${account} at ${authority} got no answer, so whether the password is right is not known; it is not tried again before ${new Date(state.until).toISOString()}`,
      {
        hint: "Check by hand that the account is not locked and the password is right, then run again.",
      },
    );
  }

  #admit(
    key: string,
    proven: boolean,
    authority: string,
    credential: Credential,
    latch: CredentialLatch | undefined,
  ): (outcome: LogonOutcome) => void {
    let wake = (): void => undefined;
    if (!proven) {
      const decided = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#states.set(key, { kind: "proving", decided });
    }
    return (outcome) => {
      this.#settle(key, outcome, proven);
      if (outcome === "rejected" && latch !== undefined) this.#record(key, authority, credential, latch);
      wake();
    };
  }

  /** A latch that cannot be written leaves the rejection to the memory of this process, and says so. */
  #record(key: string, authority: string, credential: Credential, latch: CredentialLatch): void {
    try {
      latch.reject(authority, credential);
      this.#states.set(key, { kind: "rejected", onDisk: true });
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown reason";
      process.emitWarning(`a rejected logon could not be recorded for later runs: ${reason}`, "WinRMLatchWarning");
    }
  }

  #settle(key: string, outcome: LogonOutcome, proven: boolean): void {
    if (outcome === "rejected") this.#states.set(key, { kind: "rejected", onDisk: false });
    // A rejection elsewhere in the meantime outweighs what an earlier logon found.
    if (outcome === "rejected" || this.#states.get(key)?.kind === "rejected") return;
    if (outcome === "accepted" || proven) this.#states.set(key, { kind: "accepted" });
    else if (outcome === "unknown") this.#states.set(key, { kind: "unknown", until: this.#now() + UNKNOWN_HOLD_MS });
    else this.#states.delete(key);
  }

  #id(authority: string, credential: Credential): string {
    return createHmac("sha256", this.#key)
      .update([authority, accountOf(credential), credential.password.reveal()].join("\0"))
      .digest("hex");
  }
}

async function untilAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise;
  let onAbort = (): void => undefined;
  const aborted = new Promise<void>((_, reject) => {
    onAbort = () => {
      reject(cancelled(signal));
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** The gate all clients of this process share. */
export const processGate = new LogonGate();

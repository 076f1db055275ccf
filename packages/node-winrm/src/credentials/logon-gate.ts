import { createHmac, randomBytes } from "node:crypto";
import { cancelled, WinRMError } from "../winrm-error.js";
import type { Endpoint } from "../endpoint.js";
import { accountOf, authorityOf, type Credential } from "./credential.js";
import type { CredentialLatch } from "./credential-latch.js";
import { heldLogon, undecidedLogon } from "./unanswered-logon.js";

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
  /** `machine`: has been sent the logon; none while another process has the turn */
  | { kind: "proving"; machine?: string; decided: Promise<void> }
  | { kind: "accepted" }
  /** `onDisk`: the latch holds it too, so what the latch lets pass was released by somebody */
  | { kind: "rejected"; onDisk: boolean }
  | { kind: "unknown"; machine: string; until: number; onDisk: boolean };

/** One caller of the gate. */
interface Attempt {
  /** of the credential, in this gate */
  key: string;
  authority: string;
  /** that the logon goes to */
  machine: string;
  credential: Credential;
  latch: CredentialLatch | undefined;
  signal: AbortSignal | undefined;
}

/** To be called once with what became of an admitted logon. */
type Settle = (outcome: LogonOutcome) => void;

/** An unknown outcome holds a credential back for the usual observation window of an account lockout policy. */
const UNKNOWN_HOLD_MS = 15 * 60_000;

/**
 * Lets one logon of a credential prove it before others with the same credential follow, across all clients of this process
 * and, with a latch, across all processes that share the latch: they prove one after the other.
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
   * @param signal one that ends for a time limit (a TimeoutError) says nothing about the run: an outcome then stays unknown
   * @throws WinRMError WINRM_CREDENTIAL_LATCHED, WINRM_UNREACHABLE while an earlier outcome is unknown, WINRM_CANCELLED
   */
  async enter(
    endpoint: Pick<Endpoint, "host">,
    credential: Credential,
    latch?: CredentialLatch,
    signal?: AbortSignal,
  ): Promise<Settle> {
    const authority = authorityOf(endpoint, credential);
    const key = this.#id(authority, credential);
    const attempt = { key, authority, machine: endpoint.host.toLowerCase(), credential, latch, signal };
    for (;;) {
      latch?.assertUsable(authority, credential, this.#now());
      const state = this.#states.get(attempt.key);
      if (state?.kind === "rejected" || state?.kind === "unknown") this.#refuse(state, attempt);
      if (signal?.aborted === true) throw cancelled(signal);
      if (state?.kind === "accepted") return this.#follow(attempt);
      if (state?.kind !== "proving") return this.#prove(attempt);
      await untilDecided(state, attempt);
    }
  }

  /** True when this credential was accepted in this process and not rejected since. */
  isProven(endpoint: Pick<Endpoint, "host">, credential: Credential): boolean {
    return this.#states.get(this.#id(authorityOf(endpoint, credential), credential))?.kind === "accepted";
  }

  #refuse(state: Extract<State, { kind: "rejected" | "unknown" }>, { key, authority, credential }: Attempt): void {
    if (state.onDisk || (state.kind === "unknown" && state.until <= this.#now())) {
      this.#states.delete(key);
      return;
    }
    const account = accountOf(credential);
    if (state.kind === "unknown")
      throw heldLogon({ authority, account, machine: state.machine }, new Date(state.until).toISOString());
    throw new WinRMError(
      "WINRM_CREDENTIAL_LATCHED",
      `the credential of ${account} was rejected by ${authority} and is not tried again`,
    );
  }

  /** A logon of a credential that is known to be right. */
  #follow(attempt: Attempt): Settle {
    return (outcome) => {
      if (outcome === "rejected") this.#reject(attempt);
    };
  }

  async #prove(attempt: Attempt): Promise<Settle> {
    const { key, authority, machine, credential, latch, signal } = attempt;
    let wake = (): void => undefined;
    const decided = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const state: Extract<State, { kind: "proving" }> = { kind: "proving", decided };
    this.#states.set(key, state);
    let release = (): void => undefined;
    try {
      release = (await latch?.takeTurn(authority, credential, signal)) ?? release;
      // Another process may have found out meanwhile.
      latch?.assertUsable(authority, credential, this.#now());
    } catch (error) {
      release();
      this.#states.delete(key);
      wake();
      const overdue = error instanceof WinRMError && error.code === "WINRM_CANCELLED" && isTimeLimit(signal);
      throw overdue ? undecidedLogon(accountOf(credential)) : error;
    }
    state.machine = machine;
    return (outcome) => {
      this.#conclude(attempt, outcome);
      recorded(release);
      wake();
    };
  }

  #conclude(attempt: Attempt, outcome: LogonOutcome): void {
    const { key, authority, credential, latch } = attempt;
    if (outcome === "rejected") {
      this.#reject(attempt);
    } else if (outcome === "accepted") {
      this.#states.set(key, { kind: "accepted" });
      recorded(() => latch?.noteAccepted(authority, credential));
    } else if (outcome === "unknown" && recorded(() => latch?.wasAccepted(authority, credential)) !== true) {
      this.#states.set(key, this.#holdUnanswered(attempt));
    } else {
      this.#states.delete(key);
    }
  }

  /** A run that was cancelled holds nothing back from the next one: it would not end in the same state. */
  #holdUnanswered({ authority, machine, credential, latch, signal }: Attempt): State {
    const until = this.#now() + UNKNOWN_HOLD_MS;
    const runEnds = signal?.aborted === true && !isTimeLimit(signal);
    const shared = runEnds ? undefined : latch;
    const entry = recorded(() => shared?.holdUnanswered({ authority, machine }, credential, new Date(until)));
    return { kind: "unknown", machine, until, onDisk: entry !== undefined };
  }

  /** A latch that cannot be written leaves the rejection to the memory of this process, and says so. */
  #reject({ key, authority, credential, latch }: Attempt): void {
    const entry = recorded(() => latch?.reject(authority, credential));
    this.#states.set(key, { kind: "rejected", onDisk: entry !== undefined });
  }

  #id(authority: string, credential: Credential): string {
    return createHmac("sha256", this.#key)
      .update([authority, accountOf(credential), credential.password.reveal()].join("\0"))
      .digest("hex");
  }
}

/** Runs a write whose failure must not hide what became of the logon. */
function recorded<Result>(write: () => Result): Result | undefined {
  try {
    return write();
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown reason";
    process.emitWarning(`what became of a logon could not be recorded for later runs: ${reason}`, "WinRMLatchWarning");
    return undefined;
  }
}

/** Waits until another logon is decided. @throws WinRMError WINRM_UNREACHABLE at a time limit, WINRM_CANCELLED */
async function untilDecided(
  state: Extract<State, { kind: "proving" }>,
  { credential, signal }: Attempt,
): Promise<void> {
  if (signal === undefined) return state.decided;
  let onAbort = (): void => undefined;
  const aborted = new Promise<void>((_, reject) => {
    onAbort = () => {
      reject(isTimeLimit(signal) ? undecidedLogon(accountOf(credential), state.machine) : cancelled(signal));
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    await Promise.race([state.decided, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** Whether a signal was aborted as `AbortSignal.timeout()` does it. */
function isTimeLimit(signal: AbortSignal | undefined): boolean {
  const reason: unknown = signal?.reason;
  return reason instanceof DOMException && reason.name === "TimeoutError";
}

/** The gate all clients of this process share. */
export const processGate = new LogonGate();

import type { LogonReport } from "./server-options.js";

/** Most sentences kept: a client in a loop must not fill the memory of a process that serves a whole fleet. */
const MOST_VIOLATIONS = 1000;
/** Most MessageIDs remembered, in two generations of half that size. */
const REMEMBERED_MESSAGES = 20_000;

/** Counters, violations and the memory of message ids of one server. */
export class ServerJournal {
  connections = 0;
  requests = 0;
  successfulLogons = 0;
  /** Bytes of connections that are closed. */
  bytesIn = 0;
  bytesOut = 0;
  readonly failedLogons = new Map<string, number>();
  readonly violations: string[] = [];
  #recentMessages = new Set<string>();
  #olderMessages = new Set<string>();
  readonly #onLogon: ((report: LogonReport) => void) | undefined;

  constructor(onLogon: ((report: LogonReport) => void) | undefined) {
    this.#onLogon = onLogon;
  }

  /** Records what a client did against the protocol, as a sentence. */
  readonly violation = (sentence: string): void => {
    if (this.violations.length < MOST_VIOLATIONS) this.violations.push(sentence);
  };

  /** @param account name as configured, when there is such an account */
  logon(report: LogonReport, account: string | undefined): void {
    if (report.outcome === "success") {
      this.successfulLogons += 1;
    } else {
      const name = account ?? report.username;
      this.failedLogons.set(name, (this.failedLogons.get(name) ?? 0) + 1);
    }
    this.#onLogon?.(report);
  }

  /** False when the id was used before: every message has its own (WS-Addressing 3.3). */
  isNewMessage(messageId: string): boolean {
    const id = messageId.toUpperCase();
    if (this.#recentMessages.has(id) || this.#olderMessages.has(id)) return false;
    if (this.#recentMessages.size >= REMEMBERED_MESSAGES / 2) {
      this.#olderMessages = this.#recentMessages;
      this.#recentMessages = new Set();
    }
    this.#recentMessages.add(id);
    return true;
  }
}

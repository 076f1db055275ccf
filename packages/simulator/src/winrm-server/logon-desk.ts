import { type RejectionReason, verifyAuthenticate, type Verification, type VerifyOptions } from "@kijun/node-winrm";
import type { ServerJournal } from "./server-journal.js";
import type { LogonReport, ServerAccount, WinRMServerOptions } from "./server-options.js";

/** The three raw NTLM messages of a handshake; the MIC covers them as they were sent. */
export type NtlmMessages = readonly [type1: Uint8Array, type2: Uint8Array, type3: Uint8Array];

/** A logon that succeeded. */
export interface NtlmLogon {
  account: ServerAccount;
  exportedSessionKey: Buffer;
  /** Of the AUTHENTICATE message. */
  flags: number;
}

/** Rejections that are a mistake of the client's code, whatever the password. */
const CLIENT_MISTAKES: Readonly<Partial<Record<RejectionReason, string>>> = {
  malformed: "An AUTHENTICATE message is malformed.",
  "not-ntlmv2": "An AUTHENTICATE message carries a response that is not NTLMv2.",
  "duplicate-pair": "An AUTHENTICATE message carries an AV pair twice.",
  "missing-mic": "An AUTHENTICATE message has no MIC although the challenge carried a timestamp.",
  "wrong-mic": "The MIC of an AUTHENTICATE message does not cover the three messages of its handshake.",
  "wrong-channel-binding": "The channel binding of an AUTHENTICATE message is not that of this server's certificate.",
};

/** Decides on passwords, and keeps the count. From outside all refusals look alike: a plain 401. */
export class LogonDesk {
  readonly #accounts: WinRMServerOptions["accounts"];
  readonly #journal: ServerJournal;

  constructor(accounts: WinRMServerOptions["accounts"], journal: ServerJournal) {
    this.#accounts = accounts;
    this.#journal = journal;
  }

  /** Verifies an NTLMv2 handshake. Any domain is taken: a machine of a workgroup looks the name up in its own accounts. */
  verifyNtlm(messages: NtlmMessages, bindings: VerifyOptions, clientAddress: string): NtlmLogon | undefined {
    const accounts = this.#accounts();
    const verification = verifyAuthenticate(...messages, (user) => findAccount(accounts, user)?.password, bindings);
    const account = verification.user === undefined ? undefined : findAccount(accounts, verification.user);
    const outcome = judge(verification, account);
    if (outcome === undefined) {
      const mistake = verification.ok ? undefined : CLIENT_MISTAKES[verification.reason];
      if (mistake !== undefined) this.#journal.violation(mistake);
      return undefined;
    }
    this.#journal.logon({ username: verification.user ?? "", outcome, clientAddress }, account?.username);
    if (outcome !== "success" || account === undefined || !verification.ok) return undefined;
    return { account, exportedSessionKey: verification.exportedSessionKey, flags: verification.flags };
  }

  /** Verifies the credentials of a Basic header (RFC 7617), UTF-8. */
  verifyBasic(credentials: string, clientAddress: string): ServerAccount | undefined {
    const text = Buffer.from(credentials, "base64").toString("utf8");
    const colon = text.indexOf(":");
    if (colon < 0) {
      this.#journal.violation("A Basic Authorization header holds no user name and password.");
      return undefined;
    }
    const username = text.slice(0, colon);
    const account = findAccount(this.#accounts(), username.slice(username.indexOf("\\") + 1));
    const passwordRight = account !== undefined && account.password === text.slice(colon + 1);
    let outcome: LogonReport["outcome"] = "success";
    if (account === undefined) outcome = "unknown-account";
    else if (account.locked === true) outcome = "locked";
    else if (!passwordRight) outcome = "wrong-password";
    this.#journal.logon({ username, outcome, clientAddress }, account?.username);
    return outcome === "success" ? account : undefined;
  }
}

/** How the machine books the attempt; undefined when it fails on the form of the message and counts against nobody. */
function judge(verification: Verification, account: ServerAccount | undefined): LogonReport["outcome"] | undefined {
  if (account?.locked === true) return "locked";
  if (verification.ok) return "success";
  const { reason } = verification;
  return reason === "wrong-password" || reason === "unknown-account" ? reason : undefined;
}

/** Account names do not differ by letter case on Windows. */
function findAccount(accounts: readonly ServerAccount[], username: string): ServerAccount | undefined {
  const name = username.toLowerCase();
  return accounts.find((account) => account.username.toLowerCase() === name);
}

import { WinRMError } from "../winrm-error.js";

/** A logon that was sent and got no answer: the server may have counted it as a failed one. */
export interface UnansweredLogon {
  authority: string;
  account: string;
  /** the machine that it was sent to; another one than the authority for a domain account */
  machine: string;
}

/** One machine that hangs holds up all that trust the same authority, so it is the one to look at. */
function lookAt(machine: string): string {
  return `Look at ${machine}, which takes connections and does not answer: restart it, or switch it off for now.`;
}

/** The error for a credential that is held back. `step` is a clause on how to try before `until` (ISO 8601). */
export function heldLogon(
  { authority, account, machine }: UnansweredLogon,
  until: string,
  step = "then run again",
): WinRMError {
  const where = machine === authority ? "" : ` on any machine of ${authority}`;
  const text =
    `a logon of ${account} got no answer from ${machine}, so whether the password is right is not known; ` +
    `it is not tried again${where} before ${until}`;
  const check = `Check by hand that the account is not locked and the password is right; ${step}.`;
  return new WinRMError("WINRM_UNREACHABLE", text, { hint: `${lookAt(machine)} ${check}` });
}

/**
 * The error for a machine that was not asked, since its time ran out while the credential was being proved elsewhere: on
 * another machine, or by another process.
 */
export function undecidedLogon(account: string, machine?: string): WinRMError {
  const prover = machine === undefined ? "another run" : machine;
  const text = `the time ran out in waiting for ${prover} to prove the password of ${account}`;
  const hint =
    machine === undefined ? "Wait until that run has ended, then run again." : `${lookAt(machine)} Then run again.`;
  return new WinRMError("WINRM_UNREACHABLE", text, { hint });
}

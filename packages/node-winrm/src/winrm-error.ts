export type WinRMErrorCode =
  | "WINRM_CONNECT_TIMEOUT"
  | "WINRM_CONNECT_REFUSED"
  | "WINRM_UNREACHABLE"
  | "WINRM_TLS"
  | "WINRM_AUTH_FAILED"
  | "WINRM_CREDENTIAL_LATCHED"
  | "WINRM_ACCESS_DENIED"
  | "WINRM_POLICY"
  | "WINRM_QUOTA"
  | "WINRM_SHELL_GONE"
  | "WINRM_TIMEOUT"
  | "WINRM_ENVELOPE_TOO_LARGE"
  | "WINRM_PROTOCOL"
  | "WINRM_COMMAND_FAILED"
  | "WINRM_CANCELLED";

/** What a refused logon may mean; the server does not tell which. */
export const REJECTION_CAUSES =
  "The server does not say why. Possible causes: wrong password, unknown, locked, disabled or expired account, no right to log on " +
  "over the network, NTLM forbidden by policy, channel binding refused (a TLS proxy in between).";

/** Every code with what to do next, where the place of the error knows nothing better. */
export const winrmErrorHints: Record<WinRMErrorCode, string> = {
  WINRM_CONNECT_TIMEOUT: "Check that the machine is on and that its firewall lets this port through.",
  WINRM_CONNECT_REFUSED:
    "Something answers for the address, but nothing listens on this port: check that the machine is on and that WinRM runs " +
    "(winrm quickconfig), or correct the port.",
  WINRM_UNREACHABLE: "Check name, route and firewall; when the machine has just been restarted, wait and run again.",
  WINRM_TLS:
    "Check the certificate of the listener against the configured authority or fingerprint, and that the port speaks TLS.",
  WINRM_AUTH_FAILED: `${REJECTION_CAUSES} Nothing was tried a second time.`,
  WINRM_CREDENTIAL_LATCHED: "Correct the password, or release the entry once the cause has been removed.",
  WINRM_ACCESS_DENIED:
    "The logon succeeded but the account may not use WinRM: it is in neither Administrators nor Remote Management Users, or it is a " +
    "local administrator filtered by UAC (LocalAccountTokenFilterPolicy).",
  WINRM_POLICY: "Compare the settings of the WinRM service (winrm get winrm/config) with what this client needs.",
  WINRM_QUOTA: "Close shells of this account that are left over, or wait until they end by themselves; then run again.",
  WINRM_SHELL_GONE:
    "The shell or command ended on the machine (restart, idle limit, another administrator). Open a new one.",
  WINRM_TIMEOUT: "The outcome on the machine is unknown. Read its state before repeating a change.",
  WINRM_ENVELOPE_TOO_LARGE: "Send or ask for less at once, or raise MaxEnvelopeSizekb on the machine.",
  WINRM_PROTOCOL: "The answer is not what WS-Management prescribes; report it with the operation and the fault code.",
  WINRM_COMMAND_FAILED: "See the error of the command itself.",
  WINRM_CANCELLED: "The caller cancelled the operation; its outcome on the machine is unknown.",
};

export interface WinRMErrorDetails {
  /** next step for a person; a general one for the code when absent */
  hint?: string | undefined;
  /** WSManFault code, unsigned 32 bit (MS-WSMV 2.2.4.43) */
  faultCode?: number | undefined;
  /** HTTP status */
  status?: number | undefined;
  /** WS-Management operation, such as `Create` */
  operation?: string | undefined;
  /** p:ActivityId of the server, to find the event in its log */
  activityId?: string | undefined;
  cause?: unknown;
}

/** Every failure of this package. Neither text nor properties ever hold a password, a token or a payload. */
export class WinRMError extends Error {
  override readonly name: string = "WinRMError";
  readonly code: WinRMErrorCode;
  readonly hint: string;
  declare readonly faultCode?: number;
  declare readonly status?: number;
  declare readonly operation?: string;
  declare readonly activityId?: string;

  constructor(code: WinRMErrorCode, message: string, details: WinRMErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint ?? winrmErrorHints[code];
    const { faultCode, status, operation, activityId } = details;
    const known = Object.entries({ faultCode, status, operation, activityId }).filter(
      ([, value]) => value !== undefined,
    );
    Object.assign(this, Object.fromEntries(known));
  }
}

/**
 * The connection broke while an answer was due. Kept apart from other WINRM_UNREACHABLE errors because a few operations may
 * be repeated over a new connection.
 */
export class ConnectionLostError extends WinRMError {
  override readonly name = "ConnectionLostError";

  constructor(message: string, details: WinRMErrorDetails = {}) {
    super("WINRM_UNREACHABLE", message, details);
  }
}

export function cancelled(signal?: AbortSignal): WinRMError {
  return new WinRMError("WINRM_CANCELLED", "the operation was cancelled", { cause: signal?.reason });
}

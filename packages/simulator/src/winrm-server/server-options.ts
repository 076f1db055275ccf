/** A process started by a shell command on the simulated machine. */
export interface HostProcess {
  /** Bytes for the process's standard input, unconverted (pipe mode). */
  write(chunk: Uint8Array): void;
  /** Closes standard input: the next read of the process sees the end. */
  endInput(): void;
  /** Ends the process; it still reports its exit. Called at most once, also for `terminate`, Delete and `cut()`. */
  kill(): void;
  /** Set once, directly after the start; a process must not emit before the caller's current turn has ended. */
  onOutput(listener: (stream: "stdout" | "stderr", chunk: Uint8Array) => void): void;
  /** Set once; called once, after the last output. A code above 2^31 is an HRESULT and travels unsigned. */
  onExit(listener: (exitCode: number) => void): void;
}

/** An account of the simulated machine, as the server needs it for a logon. */
export interface ServerAccount {
  username: string;
  password: string;
  /** Member of Administrators: only these may open shells or read the configuration (others get fault 5). */
  administrator: boolean;
  /** Locked out: the right password is refused too, as on Windows, and looks the same from outside. */
  locked?: boolean;
}

/** The names by which {@link ServerBehaviour.inject} recognises a request. */
export type OperationName =
  "Negotiate" | "Authenticate" | "Identify" | "Get" | "Create" | "Delete" | "Command" | "Send" | "Receive" | "Signal";

/** What a fault injection sees of a request. */
export interface InjectionPoint {
  operation: OperationName;
  /** Upper-case ids as sent by the client, when the operation names them. */
  shellId?: string;
  commandId?: string;
  /** 1 for the first request of this operation since the server was made. */
  occurrence: number;
}

/**
 * A fault played to the client in place of the ordinary answer.
 *
 * - `reset`: the connection is reset, nothing is done
 * - `reset-after`: the request is carried out, then the connection is reset in place of the answer
 * - `hang`: nothing is done, no answer ever comes, the connection stays open
 * - `unauthorized`: 401 although the connection is authenticated
 * - `unavailable`: 503 with an HTML body, as http.sys answers when the service is starting
 * - `close`: the ordinary answer, then the connection is closed (`Connection: close`)
 * - `fault`: a SOAP fault with this code; with `carriedOut` the request is done first (a Send whose data arrived);
 *   `shape` "wmi" is the form without RelatesTo that quota faults have
 */
export type Injection =
  | "reset"
  | "reset-after"
  | "hang"
  | "unauthorized"
  | "unavailable"
  | "close"
  | { fault: number; carriedOut?: boolean; shape?: "wsman" | "wmi" };

/**
 * How the server deviates from, or is limited like, an ordinary Windows. The object of a running server may be changed
 * at any time; each field is read when it is needed.
 */
export interface ServerBehaviour {
  /** Milliseconds added to every answer: one round trip of the simulated network. */
  latencyMs: number;
  /** Answers travel with `Transfer-Encoding: chunked`. */
  chunked: boolean;
  /** Answers leave in pieces of this many bytes, each in its own turn of the event loop; 0 = whole. */
  splitBytes: number;
  /** Which token forms the Negotiate scheme takes (MS-WSMV lets Windows take both). */
  negotiate: "both" | "raw" | "spnego";
  /** The challenge carries a timestamp, which obliges the client to send a MIC (MS-NLMP 3.1.5.1.2). */
  timestamp: boolean;
  /** Channel binding over HTTPS, the CbtHardeningLevel of MS-WSMV 2.2.4.34. */
  channelBinding: "none" | "relaxed" | "strict";
  /** A Type 3 that carries a body gets 400 and a closed connection, without the password being looked at. */
  refuseCombinedAuthenticate: boolean;
  /** Shell ids are given out as `uuid:…`, as old hosts do. */
  uuidShellIds: boolean;
  /** A Receive that returns output of a running command carries no CommandState. */
  omitRunningState: boolean;
  /** An open connection without a request is reset after this many milliseconds; 0 = after two minutes, closed. */
  idleResetMs: number;
  /** MaxShellsPerUser. */
  shellsPerUser: number;
  /** Commands per shell until fault 2150859174: terminate does not give them back (MS-WSMV appendix A, note 118). */
  operationsPerShell: number;
  /** MaxEnvelopeSizekb × 1024: limit of a request, and upper bound of what a client may ask for. */
  maxEnvelopeBytes: number;
  /** Upper bound of OperationTimeout in milliseconds (MaxTimeoutms). */
  maxTimeoutMs: number;
  /** Asked for every request; an answer other than undefined replaces the ordinary course. */
  inject: (point: InjectionPoint) => Injection | undefined;
}

/** The values of a freshly installed Server 2019 or later, strict, without any fault. */
export const DEFAULT_BEHAVIOUR: Readonly<ServerBehaviour> = {
  latencyMs: 0,
  chunked: false,
  splitBytes: 0,
  negotiate: "both",
  timestamp: true,
  channelBinding: "relaxed",
  refuseCombinedAuthenticate: false,
  uuidShellIds: false,
  omitRunningState: false,
  idleResetMs: 0,
  shellsPerUser: 30,
  operationsPerShell: 1500,
  maxEnvelopeBytes: 512_000,
  maxTimeoutMs: 60_000,
  inject: () => undefined,
};

/** A hook for {@link ServerBehaviour.inject} that plays one injection to the next `times` requests of an operation. */
export function injectTimes(times: number, operation: OperationName, injection: Injection): ServerBehaviour["inject"] {
  let left = times;
  return (point) => (point.operation === operation && left-- > 0 ? injection : undefined);
}

/** One logon attempt, reported to the modelled machine (its event log, its lockout counters). */
export interface LogonReport {
  /** As the client sent it. */
  username: string;
  outcome: "success" | "unknown-account" | "wrong-password" | "locked";
  clientAddress: string;
}

export interface WinRMServerOptions {
  /** NetBIOS name: in the NTLM challenge and in faults. */
  computerName: string;
  /** The accounts at this moment; asked at each logon, names are compared case-insensitively. */
  accounts: () => readonly ServerAccount[];
  /** Starts a command. Throwing answers the client with fault 2147942402 (file not found). */
  startProcess: (commandLine: string, environment: Record<string, string>) => HostProcess;
  /** PEM texts for HTTPS, which also takes Basic and clear SOAP; default "http", where every body must be sealed. */
  transport?: "http" | { key: string; cert: string };
  behaviour?: Partial<ServerBehaviour>;
  /** The machine's clock: timestamp of the NTLM challenge. Default: the real one. */
  now?: () => Date;
  onLogon?: (report: LogonReport) => void;
}

/** Counters since the server was made; `cut()` and `mend()` do not reset them. */
export interface ServerStatistics {
  connections: number;
  requests: number;
  /** Refused logons by account name as configured, or as sent when there is no such account. */
  failedLogons: ReadonlyMap<string, number>;
  successfulLogons: number;
  openShells: number;
  shellsOpened: number;
  /** Bytes on the wire, HTTP headers and TLS records included. */
  bytesIn: number;
  bytesOut: number;
}

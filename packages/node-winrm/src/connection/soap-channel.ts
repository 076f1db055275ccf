import type { CredentialLatch } from "../credentials/credential-latch.js";
import { accountOf, authorityOf, type Credential } from "../credentials/credential.js";
import type { LogonGate } from "../credentials/logon-gate.js";
import { type Endpoint, hostAndPort } from "../endpoint.js";
import type { Statistics, TraceEvent } from "../trace-event.js";
import { WinRMError, type WinRMErrorCode, winrmErrorHints } from "../winrm-error.js";
import { HttpConnection, type HttpRequest } from "./http-connection.js";
import type { HttpResponse } from "./http-response-parser.js";

/** What all connections of one client share. */
export interface ChannelContext {
  endpoint: Endpoint;
  credential: Credential;
  latch: CredentialLatch | undefined;
  gate: LogonGate;
  connectTimeoutMs: number;
  /** larger HTTP bodies are refused */
  maxBodyBytes: number;
  /** whether Type 3 carries the first message; set to "split" once a server was seen to refuse that */
  logonForm: "combined" | "split";
  /** a logon in this form has succeeded, so a later broken connection is not the form's fault */
  logonFormWorks: boolean;
  /** ties a logon over TLS to the server's certificate; off only behind a TLS-terminating proxy */
  channelBinding: boolean;
  statistics: Statistics;
  trace: (event: TraceEvent) => void;
}

export interface SoapRequest {
  /** WS-Management operation, for errors and traces */
  operation: string;
  envelope: Buffer;
  /** limit until the answer is complete, in milliseconds */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** ends it too, but only while it waits for leave to log on: nothing of it has been sent then */
  startSignal?: AbortSignal | undefined;
}

export interface SoapResponse {
  /** HTTP status: 2xx, or that of a SOAP fault */
  status: number;
  /** empty when the answer had no body */
  xml: string;
}

/** One authenticated connection. Any error leaves it unusable. */
export abstract class SoapChannel {
  constructor(
    protected readonly context: ChannelContext,
    protected connection: HttpConnection,
  ) {}

  get usable(): boolean {
    return this.connection.usable;
  }

  destroy(): void {
    this.connection.destroy();
  }

  /** @throws WinRMError */
  abstract post(request: SoapRequest): Promise<SoapResponse>;

  /** Waits for leave to send a logon. @throws WinRMError as `LogonGate.enter` does */
  protected enterGate({ signal, startSignal }: SoapRequest): ReturnType<LogonGate["enter"]> {
    const { endpoint, credential, gate, latch } = this.context;
    const signals = [signal, startSignal].filter((each) => each !== undefined);
    return gate.enter(endpoint, credential, latch, AbortSignal.any(signals));
  }
}

/** Dials and counts the time. */
export async function openConnection(
  context: ChannelContext,
  signal: AbortSignal | undefined,
): Promise<HttpConnection> {
  const started = performance.now();
  const { endpoint, connectTimeoutMs: timeoutMs, maxBodyBytes } = context;
  try {
    return await HttpConnection.open(endpoint, { timeoutMs, maxBodyBytes, signal });
  } finally {
    const milliseconds = performance.now() - started;
    context.statistics.connectMs += milliseconds;
    context.trace({ kind: "connected", host: endpoint.host, milliseconds });
  }
}

/** One HTTP exchange, counted and traced. */
export async function countedExchange(
  context: ChannelContext,
  connection: HttpConnection,
  operation: string,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { statistics } = context;
  const started = performance.now();
  statistics.requests += 1;
  statistics.bytesSent += request.body.length;
  let response: HttpResponse | undefined;
  try {
    response = await connection.exchange(request);
    return response;
  } finally {
    const milliseconds = performance.now() - started;
    const bytesReceived = response?.body.length ?? 0;
    statistics.wireMs += milliseconds;
    statistics.bytesReceived += bytesReceived;
    const { status = 0 } = response ?? {};
    context.trace({
      kind: "exchange",
      host: context.endpoint.host,
      operation,
      status,
      milliseconds,
      bytesSent: request.body.length,
      bytesReceived,
    });
  }
}

const STATUS_ERRORS = new Map<number, [WinRMErrorCode, string]>([
  [400, ["WINRM_PROTOCOL", "could not read the request"]],
  [403, ["WINRM_ACCESS_DENIED", "forbids the request"]],
  [404, ["WINRM_UNREACHABLE", "has no WinRM listener at this address"]],
  [413, ["WINRM_ENVELOPE_TOO_LARGE", "finds the message too large"]],
  [503, ["WINRM_QUOTA", "is too busy or has reached a connection quota"]],
]);

/** Error for an answer that is no SOAP at all: it comes from the HTTP layer in front of the service, or a proxy. */
export function httpStatusError(endpoint: Endpoint, operation: string, status: number): WinRMError {
  const [code, text] = STATUS_ERRORS.get(status) ?? ["WINRM_PROTOCOL", "gave an answer that is not WS-Management"];
  return new WinRMError(code, `${hostAndPort(endpoint)} ${text} (HTTP ${status})`, { operation, status });
}

/** The one error for a judged and refused logon; what the server thinks is not known (see the hint). */
export function rejectedLogon(context: ChannelContext, operation: string): WinRMError {
  const { endpoint, credential, latch } = context;
  const account = accountOf(credential);
  const next = latch?.nextStep({ authority: authorityOf(endpoint, credential), account });
  const hint = next === undefined ? undefined : `${winrmErrorHints.WINRM_AUTH_FAILED} ${next}`;
  return new WinRMError("WINRM_AUTH_FAILED", `${hostAndPort(endpoint)} rejected the logon of ${account}`, {
    operation,
    status: 401,
    hint,
  });
}

import { randomUUID } from "node:crypto";
import { openConnection, type ChannelContext, countedExchange, httpStatusError } from "./connection/soap-channel.js";
import { SoapTransport } from "./connection/soap-transport.js";
import type { CredentialLatch } from "./credentials/credential-latch.js";
import type { Credential } from "./credentials/credential.js";
import { processGate } from "./credentials/logon-gate.js";
import { type Endpoint, endpointUrl } from "./endpoint.js";
import { SOAP_TYPE } from "./ntlm/encrypted-multipart.js";
import { Shell, type ShellOptions } from "./shell.js";
import { readAnswer } from "./soap/answer.js";
import { buildIdentify, newUuid } from "./soap/envelope.js";
import { Action, Namespace } from "./soap/namespaces.js";
import { createBody, readShellId } from "./soap/shell-messages.js";
import type { Statistics, TraceEvent } from "./trace-event.js";
import { cancelled, WinRMError } from "./winrm-error.js";
import { WsmanExchange } from "./wsman-exchange.js";

export interface WinRMClientOptions {
  endpoint: Endpoint;
  credential: Credential;
  /** shared memory of rejected credentials; without one, rejections are remembered for the life of this process */
  latch?: CredentialLatch;
  /** limit for connecting, TCP and TLS together; default 5,000 */
  connectTimeoutMs?: number;
  /** how long the server may hold a message before it answers "not yet", 1 to 60; default 20 */
  operationTimeoutSeconds?: number;
  /** largest envelope in either direction, in bytes; default 153,600, which every version of Windows takes */
  maxEnvelopeSize?: number;
  /** "combined" (default) saves a round trip; a server that answers it with HTTP 400 gets "split" by itself */
  logonForm?: "combined" | "split";
  /** ties the logon to the TLS certificate; default true, to be turned off only behind a TLS-terminating proxy */
  channelBinding?: boolean;
  /** wait before input that the server was too busy for is sent again; default 5,000 */
  busyRetryMs?: number;
  /** cancels everything but the clean-up in `close()` */
  signal?: AbortSignal;
  trace?: (event: TraceEvent) => void;
}

export interface ServiceIdentity {
  protocolVersion: string;
  productVendor: string;
  /** such as `OS: 10.0.20348 SP: 0.0 Stack: 3.0`; the version reads 0.0.0 to anonymous callers */
  productVersion: string;
}

/** Most time `close()` spends on a machine that does not answer any more. */
const CLOSE_LIMIT_MS = 3000;
/** How long a cancelled client still waits for the name of a shell that it may have opened already: else nobody could delete it. */
const CREATE_GRACE_MS = 2000;

/**
 * One machine, one account, one connection: messages go one after the other. The connection opens with the first message.
 * Nothing is repeated after a refused logon, and nothing that might have had an effect after a lost connection.
 */
export class WinRMClient {
  readonly statistics: Statistics = { requests: 0, bytesSent: 0, bytesReceived: 0, connectMs: 0, wireMs: 0 };
  readonly #context: ChannelContext;
  readonly #exchange: WsmanExchange;
  readonly #shells = new Set<Shell>();
  readonly #signal: AbortSignal | undefined;
  #closing: Promise<void> | undefined;

  /** @throws WinRMError WINRM_POLICY for Basic over plain HTTP, which would show the password to the network */
  constructor(options: WinRMClientOptions) {
    const { endpoint, credential, maxEnvelopeSize = 153_600, operationTimeoutSeconds = 20 } = options;
    if (credential.scheme === "basic" && endpoint.transport === "http") {
      throw new WinRMError("WINRM_POLICY", "Basic authentication is not used over plain HTTP", {
        hint: 'Use "https", or the scheme "ntlm".',
      });
    }
    this.#signal = options.signal;
    this.#context = {
      endpoint,
      credential,
      latch: options.latch,
      gate: processGate,
      connectTimeoutMs: options.connectTimeoutMs ?? 5000,
      // The server keeps to the envelope size before sealing; twice that leaves room for its wrapping and for its errors.
      maxBodyBytes: maxEnvelopeSize * 2,
      logonForm: options.logonForm ?? "combined",
      logonFormWorks: false,
      channelBinding: options.channelBinding ?? true,
      statistics: this.statistics,
      trace: options.trace ?? (() => undefined),
    };
    this.#exchange = new WsmanExchange(new SoapTransport(this.#context), {
      url: endpointUrl(endpoint),
      sessionId: newUuid(),
      maxEnvelopeSize,
      operationTimeoutSeconds: Math.min(60, Math.max(1, operationTimeoutSeconds)),
      busyRetryMs: options.busyRetryMs ?? 5000,
      signal: options.signal,
      onRecovery: (operation, reason) => {
        this.#context.trace({ kind: "recovery", host: endpoint.host, operation, reason });
      },
    });
  }

  /**
   * Asks who is there, over a connection of its own and without any credential: it cannot lock an account.
   *
   * @throws WinRMError when nothing answers as WinRM does
   */
  async identify(): Promise<ServiceIdentity> {
    const operation = "Identify";
    const { endpoint } = this.#context;
    const connection = await openConnection(this.#context, this.#signal);
    try {
      const response = await countedExchange(this.#context, connection, operation, {
        headers: [
          ["Content-Type", SOAP_TYPE],
          ["WSMANIDENTIFY", "unauthenticated"],
        ],
        body: buildIdentify(),
        timeoutMs: this.#exchange.readTimeoutMs,
        signal: this.#signal,
      });
      if (response.status !== 200) throw httpStatusError(endpoint, operation, response.status);
      const identity = readAnswer(response.body.toString("utf8"), { operation, status: 200 }).child(
        Namespace.IDENTIFY,
        "IdentifyResponse",
      );
      const field = (name: string): string => identity?.child(Namespace.IDENTIFY, name)?.text ?? "";
      return {
        protocolVersion: field("ProtocolVersion"),
        productVendor: field("ProductVendor"),
        productVersion: field("ProductVersion"),
      };
    } finally {
      connection.destroy();
    }
  }

  /** Opens a command shell; the logon rides on this message when it is the first. @throws WinRMError */
  async openShell(options: ShellOptions = {}): Promise<Shell> {
    if (this.#closing !== undefined || this.#isCancelled()) throw cancelled(this.#signal);
    const shell = new Shell(this.#exchange, await this.#create(options), () => {
      this.#forget(shell);
    });
    this.#shells.add(shell);
    if (!this.#isCancelled()) return shell;
    await shell.delete({ signal: AbortSignal.timeout(CLOSE_LIMIT_MS) }).catch(() => undefined);
    throw cancelled(this.#signal);
  }

  /**
   * Deletes a shell by its id, also one that another client opened with the same account.
   *
   * @returns false when there is none of that id
   * @throws WinRMError
   */
  deleteShell(id: string): Promise<boolean> {
    return new Shell(this.#exchange, id, () => undefined).delete();
  }

  /**
   * Cancels what is under way, deletes all shells that are still open, and ends the connection. Takes a few seconds at
   * most and never throws: a shell that cannot be deleted ends by its idle limit.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Asks for a shell by an id of our own, so that somebody can know it before it exists. Old hosts give it another one. */
  async #create({ idleTimeoutSeconds = 180, codePage = 65001 }: ShellOptions): Promise<string> {
    const proposedId = randomUUID().toUpperCase();
    this.#traceShell(proposedId, "opening");
    try {
      const body = await whilePatient(this.#signal, (signal) =>
        this.#exchange.call({
          operation: "Create",
          action: Action.CREATE,
          body: createBody(proposedId, idleTimeoutSeconds),
          options: { WINRS_NOPROFILE: "TRUE", WINRS_CODEPAGE: String(codePage) },
          signal,
          startSignal: this.#signal,
        }),
      );
      const id = readShellId(body);
      if (id !== proposedId) {
        this.#traceShell(proposedId, "over");
        this.#traceShell(id, "opening");
      }
      return id;
    } catch (error) {
      this.#traceShell(proposedId, "over");
      throw error;
    }
  }

  #forget(shell: Shell): void {
    this.#shells.delete(shell);
    this.#traceShell(shell.id, "over");
  }

  #traceShell(id: string, state: "opening" | "over"): void {
    this.#context.trace({ kind: "shell", host: this.#context.endpoint.host, id, state });
  }

  #isCancelled(): boolean {
    return this.#signal?.aborted === true;
  }

  async #close(): Promise<void> {
    this.#exchange.interrupt();
    const limit = AbortSignal.timeout(CLOSE_LIMIT_MS);
    await Promise.all([...this.#shells].map((shell) => shell.delete({ signal: limit }).catch(() => undefined)));
    for (const shell of this.#shells) this.#forget(shell);
    this.#exchange.destroy();
  }
}

/** Runs work under a signal that follows another one after a while. */
async function whilePatient<Result>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal | undefined) => Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return work(undefined);
  const patient = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const follow = (): void => {
    timer = setTimeout(() => {
      patient.abort(signal.reason);
    }, CREATE_GRACE_MS);
  };
  signal.addEventListener("abort", follow, { once: true });
  try {
    return await work(patient.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", follow);
  }
}

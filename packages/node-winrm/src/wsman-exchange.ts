import { setTimeout as delay } from "node:timers/promises";
import type { SoapTransport } from "./connection/soap-transport.js";
import { readAnswer } from "./soap/answer.js";
import { buildEnvelope } from "./soap/envelope.js";
import type { Element } from "./soap/xml-tree.js";
import { parseDocument } from "./soap/xml-tree.js";
import { cancelled, WinRMError } from "./winrm-error.js";

export interface ExchangeSettings {
  url: string;
  sessionId: string;
  /** bytes */
  maxEnvelopeSize: number;
  operationTimeoutSeconds: number;
  busyRetryMs: number;
  signal: AbortSignal | undefined;
  onRecovery: (operation: string, reason: string) => void;
}

export interface Call {
  operation: string;
  action: string;
  /** XML inside s:Body */
  body: string;
  shellId?: string;
  options?: Readonly<Record<string, string>>;
  /** instead of the client's, for long polls with a nearer deadline */
  operationTimeoutSeconds?: number;
  /** instead of the client's, for clean-up that goes on after a cancellation */
  signal?: AbortSignal | undefined;
  /** ends it too while it waits for leave to log on */
  startSignal?: AbortSignal | undefined;
}

/** An HTTP read may take this much longer than the server was told to hold the operation. */
const READ_MARGIN_MS = 10_000;

/** Stands for the answer of operations that may come back without a body. */
const EMPTY = parseDocument("<empty/>");

/** Turns WS-Management operations into envelopes and answers into bodies or errors. */
export class WsmanExchange {
  readonly settings: ExchangeSettings;
  readonly #transport: SoapTransport;

  constructor(transport: SoapTransport, settings: ExchangeSettings) {
    this.#transport = transport;
    this.settings = settings;
  }

  /** How long an answer may take with the client's own operation timeout, in milliseconds. */
  get readTimeoutMs(): number {
    return this.settings.operationTimeoutSeconds * 1000 + READ_MARGIN_MS;
  }

  /** @returns the s:Body @throws WinRMError of a fault, the transport, or WINRM_ENVELOPE_TOO_LARGE before anything is sent */
  async call(call: Call): Promise<Element> {
    const { operation } = call;
    const { url, sessionId, maxEnvelopeSize, signal } = this.settings;
    const operationTimeoutSeconds = call.operationTimeoutSeconds ?? this.settings.operationTimeoutSeconds;
    const { bytes, messageId } = buildEnvelope({
      to: url,
      action: call.action,
      body: call.body,
      maxEnvelopeSize,
      operationTimeoutSeconds,
      sessionId,
      shellId: call.shellId,
      options: call.options,
    });
    if (bytes.length > maxEnvelopeSize) {
      throw new WinRMError(
        "WINRM_ENVELOPE_TOO_LARGE",
        `${operation} would take ${bytes.length} bytes of at most ${maxEnvelopeSize}`,
        { operation },
      );
    }
    const timeoutMs = operationTimeoutSeconds * 1000 + READ_MARGIN_MS;
    const { status, xml } = await this.#transport.post({
      operation,
      envelope: bytes,
      timeoutMs,
      signal: call.signal ?? signal,
      startSignal: call.startSignal,
    });
    return xml === "" && status < 300 ? EMPTY : readAnswer(xml, { operation, status, messageId });
  }

  /** Waits before input is sent again. @throws WinRMError WINRM_CANCELLED */
  async waitBusy(): Promise<void> {
    const { busyRetryMs, signal } = this.settings;
    try {
      await delay(busyRetryMs, undefined, signal === undefined ? {} : { signal });
    } catch {
      throw cancelled(signal);
    }
  }

  /** Cancels the message under way. */
  interrupt(): void {
    this.#transport.interrupt();
  }

  destroy(): void {
    this.#transport.destroy();
  }
}

import { hasFaultCode, isGone } from "./soap/fault.js";
import { FaultCode } from "./soap/fault-table.js";
import { Action } from "./soap/namespaces.js";
import { type Received, readReceived, receiveBody, sendBody, terminateBody } from "./soap/shell-messages.js";
import { ConnectionLostError, WinRMError } from "./winrm-error.js";
import type { WsmanExchange } from "./wsman-exchange.js";

/** 96 KiB are 131,072 characters of base64, under 150 KiB with the envelope: accepted by every version of Windows. */
const CHUNK_BYTES = 98_304;
const MIN_CHUNK_BYTES = 4096;
const SEND_ATTEMPTS = 3;

/** Windows raises shorter operation timeouts to this. */
const MIN_POLL_MS = 500;

/** The same Receive may be asked again: it has no effect but that output which was under way may be lost. */
function isRepeatable(error: unknown): boolean {
  const unanswered = error instanceof WinRMError && error.code === "WINRM_TIMEOUT" && error.faultCode === undefined;
  return unanswered || error instanceof ConnectionLostError;
}

/** A process in a shell. */
export class Command {
  readonly id: string;
  readonly #exchange: WsmanExchange;
  readonly #shellId: string;
  #chunkBytes = CHUNK_BYTES;

  constructor(exchange: WsmanExchange, shellId: string, id: string) {
    this.#exchange = exchange;
    this.#shellId = shellId;
    this.id = id;
  }

  /**
   * Writes to stdin, in pieces that fit into an envelope. A piece whose Send timed out counts as written, since sending it
   * again could double it: number what you send when that matters. Output is not read meanwhile, so a process that writes
   * much before it has read all its input should get that input in several calls, with `receive` between them.
   *
   * @param options.end closes stdin behind the bytes
   * @throws WinRMError
   */
  async send(bytes: Uint8Array, options: { end?: boolean } = {}): Promise<void> {
    let offset = 0;
    do {
      const piece = bytes.subarray(offset, offset + this.#chunkBytes);
      const last = offset + piece.length >= bytes.length;
      if (await this.#sendPiece(piece, last && options.end === true)) offset += piece.length;
    } while (offset < bytes.length);
  }

  /** @returns false when the piece was too large and has to be cut smaller */
  async #sendPiece(piece: Uint8Array, end: boolean): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#call("Send", Action.SEND, sendBody(this.id, piece, end));
        return true;
      } catch (error) {
        if (
          error instanceof WinRMError &&
          error.code === "WINRM_ENVELOPE_TOO_LARGE" &&
          this.#chunkBytes > MIN_CHUNK_BYTES
        ) {
          this.#chunkBytes = Math.max(MIN_CHUNK_BYTES, this.#chunkBytes >> 1);
          return false;
        }
        const busy = hasFaultCode(error, FaultCode.BUSY);
        const unknown = hasFaultCode(error, FaultCode.OPERATION_TIMED_OUT, FaultCode.TIMEOUT);
        if (!unknown && !(busy && attempt < SEND_ATTEMPTS)) throw error;
        this.#exchange.settings.onRecovery(
          "Send",
          busy ? "the previous input is still being worked on" : "outcome of a Send unknown",
        );
        await this.#exchange.waitBusy();
        if (unknown) return true;
      }
    }
  }

  /**
   * Waits until there is output, or the end. The pieces are arbitrary: characters and lines may be cut anywhere. When the
   * connection breaks meanwhile, the same question is asked once more over a new one.
   *
   * @param options.deadlineMs give up after so many milliseconds; without it, waits as long as the command runs
   * @throws WinRMError WINRM_TIMEOUT at the deadline (the command goes on), WINRM_SHELL_GONE and others
   */
  async receive(options: { deadlineMs?: number } = {}): Promise<Received> {
    const deadline = performance.now() + (options.deadlineMs ?? Infinity);
    let reconnected = false;
    for (;;) {
      const remaining = deadline - performance.now();
      if (remaining <= 0)
        throw new WinRMError("WINRM_TIMEOUT", `no output within ${options.deadlineMs ?? 0} ms`, {
          operation: "Receive",
        });
      try {
        const body = await this.#call(
          "Receive",
          Action.RECEIVE,
          receiveBody(this.id),
          Math.max(MIN_POLL_MS, Math.ceil(remaining)) / 1000,
        );
        return readReceived(body, this.id);
      } catch (error) {
        if (hasFaultCode(error, FaultCode.OPERATION_TIMED_OUT)) continue;
        if (!isRepeatable(error) || reconnected) throw error;
        reconnected = true;
        this.#exchange.settings.onRecovery("Receive", "connection lost");
      }
    }
  }

  /** Ends the process, and gives its slot in the shell back; fine when it has ended by itself. @throws WinRMError */
  async terminate(options: { signal?: AbortSignal } = {}): Promise<void> {
    try {
      const body = terminateBody(this.id);
      await this.#exchange.call({
        operation: "Signal",
        action: Action.SIGNAL,
        body,
        shellId: this.#shellId,
        ...options,
      });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  #call(operation: string, action: string, body: string, limitSeconds = Infinity): ReturnType<WsmanExchange["call"]> {
    const operationTimeoutSeconds = Math.min(this.#exchange.settings.operationTimeoutSeconds, limitSeconds);
    return this.#exchange.call({ operation, action, body, shellId: this.#shellId, operationTimeoutSeconds });
  }
}

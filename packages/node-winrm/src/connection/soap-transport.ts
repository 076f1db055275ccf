import { cancelled } from "../winrm-error.js";
import { BasicChannel } from "./basic-channel.js";
import { NtlmChannel } from "./ntlm-channel.js";
import { openConnection } from "./soap-channel.js";
import type { ChannelContext, SoapChannel, SoapRequest, SoapResponse } from "./soap-channel.js";

/**
 * The serial queue in front of one connection. A connection that ended is replaced when the next message is due; a message
 * that failed is never repeated here.
 */
export class SoapTransport {
  readonly #context: ChannelContext;
  #channel: SoapChannel | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #current: AbortController | undefined;
  #epoch = 0;
  #destroyed = false;

  constructor(context: ChannelContext) {
    this.#context = context;
  }

  /** Waits for the messages before it, then for its answer. @throws WinRMError */
  post(request: SoapRequest): Promise<SoapResponse> {
    const epoch = this.#epoch;
    const run = this.#tail.then(() => {
      if (epoch !== this.#epoch || this.#destroyed) throw cancelled();
      return this.#postNow(request);
    });
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /** Cancels the message under way, by dropping its connection, and those that wait; later ones open a new connection. */
  interrupt(): void {
    this.#epoch += 1;
    this.#current?.abort();
  }

  /** Ends the connection, and with it the message under way; later messages fail instead of opening a new one. */
  destroy(): void {
    this.#destroyed = true;
    this.interrupt();
    this.#channel?.destroy();
  }

  async #postNow(request: SoapRequest): Promise<SoapResponse> {
    if (request.signal?.aborted === true) throw cancelled(request.signal);
    const current = new AbortController();
    const onAbort = (): void => {
      current.abort(request.signal?.reason);
    };
    request.signal?.addEventListener("abort", onAbort, { once: true });
    this.#current = current;
    try {
      if (this.#channel?.usable !== true) {
        const kind = this.#context.credential.scheme === "basic" ? BasicChannel : NtlmChannel;
        this.#channel = new kind(this.#context, await openConnection(this.#context, current.signal));
      }
      return await this.#channel.post({ ...request, signal: current.signal });
    } finally {
      request.signal?.removeEventListener("abort", onAbort);
      this.#current = undefined;
    }
  }
}

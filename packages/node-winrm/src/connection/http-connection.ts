import type { Socket } from "node:net";
import { type Endpoint, hostAndPort } from "../endpoint.js";
import { cancelled, ConnectionLostError, WinRMError } from "../winrm-error.js";
import { type HttpResponse, HttpResponseParser } from "./http-response-parser.js";
import { dialSocket, type DialOptions } from "./socket-dialer.js";

export interface HttpRequest {
  headers: readonly (readonly [string, string])[];
  body: Uint8Array;
  /** limit until the answer is complete, in milliseconds */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

interface Waiting {
  resolve: (response: HttpResponse) => void;
  reject: (error: Error) => void;
}

/**
 * One socket, one request at a time, no repetition of anything: an NTLM logon and its keys belong to the socket, so a
 * request that fails here has to be judged by whoever knows what it means.
 */
export class HttpConnection {
  readonly endpoint: Endpoint;
  /** DER of the server's certificate, over TLS */
  readonly certificate: Buffer | undefined;
  readonly #socket: Socket;
  readonly #parser: HttpResponseParser;
  #waiting: Waiting | undefined;
  #usable = true;

  private constructor(endpoint: Endpoint, socket: Socket, certificate: Buffer | undefined, maxBodyBytes: number) {
    this.endpoint = endpoint;
    this.certificate = certificate;
    this.#socket = socket;
    this.#parser = new HttpResponseParser(maxBodyBytes);
    socket.on("data", (chunk: Buffer) => {
      this.#onData(chunk);
    });
    socket.on("end", () => {
      this.#onEnd();
    });
    socket.on("error", (error) => {
      this.#fail(() => this.#lost(error));
    });
    socket.on("close", () => {
      this.#fail(() => this.#lost());
    });
  }

  /** @param maxBodyBytes larger answers are refused @throws WinRMError of `dialSocket` */
  static async open(endpoint: Endpoint, options: DialOptions & { maxBodyBytes: number }): Promise<HttpConnection> {
    const { socket, certificate } = await dialSocket(endpoint, options);
    return new HttpConnection(endpoint, socket, certificate, options.maxBodyBytes);
  }

  /** False once the socket has ended, failed or was announced to close. */
  get usable(): boolean {
    return this.#usable;
  }

  /**
   * Sends one POST and waits for its answer, whatever its status.
   *
   * @throws ConnectionLostError when the connection ends first; WinRMError WINRM_TIMEOUT, WINRM_CANCELLED or WINRM_PROTOCOL.
   *   The connection is unusable after any of them.
   */
  async exchange({ headers, body, timeoutMs, signal }: HttpRequest): Promise<HttpResponse> {
    if (signal?.aborted === true) throw cancelled(signal);
    if (!this.#usable || this.#waiting !== undefined) throw this.#lost();
    const response = new Promise<HttpResponse>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    const timer = setTimeout(() => {
      this.#fail(
        () => new WinRMError("WINRM_TIMEOUT", `${hostAndPort(this.endpoint)} sent no answer within ${timeoutMs} ms`),
      );
    }, timeoutMs);
    const onAbort = (): void => {
      this.#fail(() => cancelled(signal));
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      this.#socket.write(this.#requestBytes(headers, body));
      return await response;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    }
  }

  /** Ends the connection at once; a waiting exchange fails with `reason`. */
  destroy(reason?: WinRMError): void {
    this.#fail(() => reason ?? this.#lost());
  }

  #requestBytes(headers: HttpRequest["headers"], body: Uint8Array): Buffer {
    const lines = [
      "POST /wsman HTTP/1.1",
      `Host: ${hostAndPort(this.endpoint)}`,
      "Connection: Keep-Alive",
      "User-Agent: node-winrm",
      "Accept-Encoding: identity",
      ...headers.map(([name, value]) => `${name}: ${value}`),
      `Content-Length: ${body.length}`,
    ];
    return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body]);
  }

  #onData(chunk: Buffer): void {
    if (this.#waiting === undefined) {
      // Bytes nobody asked for would be taken for the answer to the next request.
      this.#fail(() => this.#lost());
      return;
    }
    try {
      const response = this.#parser.push(chunk);
      if (response !== undefined) this.#deliver(response);
    } catch (error) {
      this.#fail(() => error as Error);
    }
  }

  #onEnd(): void {
    const response = this.#waiting === undefined ? undefined : this.#parser.end();
    if (response === undefined) this.#fail(() => this.#lost());
    else this.#deliver(response);
  }

  #deliver(response: HttpResponse): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!response.keepAlive || this.#parser.started) {
      this.#usable = false;
      this.#socket.destroy();
    }
    waiting?.resolve(response);
  }

  /** Most connections end with nobody waiting, who would need no reason. */
  #fail(reason: () => Error): void {
    this.#usable = false;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#socket.destroy();
    waiting?.reject(reason());
  }

  #lost(cause?: Error): ConnectionLostError {
    return new ConnectionLostError(`the connection to ${hostAndPort(this.endpoint)} ended without an answer`, {
      cause,
    });
  }
}

import { X509Certificate } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { channelBindingHash } from "@kijun/node-winrm";
import { ConnectionSession, type SessionSurroundings } from "./connection-session.js";
import { writeReply } from "./http-reply.js";
import { LogonDesk } from "./logon-desk.js";
import { exchange, type ExchangeSurroundings } from "./request-exchange.js";
import { ServerJournal } from "./server-journal.js";
import {
  DEFAULT_BEHAVIOUR,
  type ServerBehaviour,
  type ServerStatistics,
  type WinRMServerOptions,
} from "./server-options.js";
import { ShellTable } from "./shell-table.js";
import { SoapService } from "./soap-service.js";

const LOOPBACK = "127.0.0.1";
/** An idle connection is closed after this long, as http.sys does. */
const IDLE_CLOSE_MS = 120_000;

/**
 * A WinRM service for one simulated machine: HTTP or HTTPS on the loopback address, NTLM logon, sealed bodies, text shells.
 * It is strict: what a client does against the protocol is refused as Windows refuses it, and kept in `violations`.
 */
export class WinRMServer {
  /** May be changed while the server runs; the next request sees it. */
  readonly behaviour: ServerBehaviour;
  readonly #journal: ServerJournal;
  readonly #shells: ShellTable;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #sessions = new WeakMap<Socket, ConnectionSession>();
  readonly #session: SessionSurroundings;
  readonly #exchange: ExchangeSurroundings;
  #port = 0;

  constructor(options: WinRMServerOptions) {
    this.behaviour = { ...DEFAULT_BEHAVIOUR, ...options.behaviour };
    const journal = new ServerJournal(options.onLogon);
    const { behaviour } = this;
    const { violation } = journal;
    this.#journal = journal;
    this.#shells = new ShellTable((shell) => {
      violation(`Shell ${shell.id} was left open until its idle time of ${shell.request.idleTimeoutMs} ms ended it.`);
    });
    const secure = typeof options.transport === "object" ? options.transport : undefined;
    const bindings = secure && channelBindingHash(new X509Certificate(secure.cert).raw);
    const desk = new LogonDesk(options.accounts, journal);
    this.#session = { options, behaviour, journal, desk, secure: secure !== undefined, bindings };
    const service = new SoapService({ options, behaviour, shells: this.#shells, violation }, journal);
    this.#exchange = { behaviour, service, violation };
    // Slow requests are a matter of the tests and of the long poll: Node.js must not end them.
    const limits = { keepAliveTimeout: IDLE_CLOSE_MS, headersTimeout: 0, requestTimeout: 0 };
    this.#server = secure === undefined ? createServer(limits) : createSecureServer({ ...limits, ...secure });
    this.#server.on("connection", (socket: Socket) => {
      this.#watch(socket);
    });
    this.#server.on("request", (request, response) => void this.#serve(request, response));
    this.#server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
      // A client that goes away in the middle of a request did nothing wrong: it may have been killed.
      const foreign = error.code?.startsWith("HPE_") === true && error.code !== "HPE_INVALID_EOF_STATE";
      if (foreign) violation(`A request is not HTTP: ${error.code}.`);
      socket.destroy();
    });
  }

  /** What clients did against the protocol, in sentences, oldest first. */
  get violations(): readonly string[] {
    return this.#journal.violations;
  }

  /** A picture of the counters at this moment; `failedLogons` stays current. */
  get statistics(): ServerStatistics {
    const { connections, requests, failedLogons, successfulLogons } = this.#journal;
    let { bytesIn, bytesOut } = this.#journal;
    for (const socket of this.#sockets) {
      bytesIn += socket.bytesRead;
      bytesOut += socket.bytesWritten;
    }
    const shells = { openShells: this.#shells.size, shellsOpened: this.#shells.opened };
    return { connections, requests, failedLogons, successfulLogons, ...shells, bytesIn, bytesOut };
  }

  /**
   * Starts to listen on the loopback address.
   *
   * @param port 0 = any free one
   * @returns the port
   * @throws Error that names the port when it is in use
   */
  listen(port = 0): Promise<number> {
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void => {
        reject(
          error.code === "EADDRINUSE" ? new Error(`port ${port} on ${LOOPBACK} is in use`, { cause: error }) : error,
        );
      };
      this.#server.once("error", failed);
      this.#server.listen({ port, host: LOOPBACK }, () => {
        this.#server.removeListener("error", failed);
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve(this.#port);
      });
    });
  }

  /** The machine goes off line: nobody listens, open connections are reset, shells and their processes end. */
  async cut(): Promise<void> {
    // Before close(), which would end the idle ones in good order.
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#shells.clear();
    await this.#stop();
  }

  /** The machine comes back on the port it had. @throws Error that names the port when someone else has taken it */
  async mend(): Promise<void> {
    if (!this.#server.listening) await this.listen(this.#port);
  }

  /** Ends the server for good; may be called more than once, and after `cut()`. */
  async close(): Promise<void> {
    const stopped = this.#stop();
    for (const socket of this.#sockets) socket.destroy();
    this.#shells.clear();
    await stopped;
  }

  #stop(): Promise<void> {
    if (!this.#server.listening) return Promise.resolve();
    return new Promise((resolve) =>
      this.#server.close(() => {
        resolve();
      }),
    );
  }

  /** Counts a TCP connection. Over HTTPS this is the socket below the TLS one. */
  #watch(socket: Socket): void {
    this.#journal.connections += 1;
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      this.#journal.bytesIn += socket.bytesRead;
      this.#journal.bytesOut += socket.bytesWritten;
    });
  }

  #sessionOf(socket: Socket): ConnectionSession {
    let session = this.#sessions.get(socket);
    if (session === undefined) {
      const created = new ConnectionSession(this.#session, socket.remoteAddress ?? LOOPBACK);
      session = created;
      this.#sessions.set(socket, created);
      socket.once("close", () => {
        created.closed = true;
        created.abandon?.();
      });
    }
    return session;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#journal.requests += 1;
    const { socket } = request;
    const session = this.#sessionOf(socket);
    if (session.busy) {
      this.#journal.violation("A request was sent on a connection before the answer to the last one.");
      reset(socket);
      return;
    }
    session.busy = true;
    session.requests += 1;
    try {
      const result = await exchange(request, session, this.#exchange);
      if (result.kind === "hang") return;
      if (this.behaviour.latencyMs > 0) await delay(this.behaviour.latencyMs, undefined, { ref: false });
      if (session.closed) return;
      session.busy = false;
      if (result.kind === "reset") reset(socket);
      else await writeReply(response, result.reply, this.behaviour);
      this.#resetWhenIdle(socket, session);
    } catch (error) {
      // A connection may break at any point. Anything else is a defect of the simulator and must not stay quiet.
      const broken = session.closed || error === request.errored;
      socket.destroy();
      if (broken) return;
      this.#journal.violation(
        `The simulator failed on a request: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }

  #resetWhenIdle(socket: Socket, session: ConnectionSession): void {
    const { idleResetMs } = this.behaviour;
    if (idleResetMs <= 0 || session.closed) return;
    const served = session.requests;
    setTimeout(() => {
      if (session.requests === served) reset(socket);
    }, idleResetMs).unref();
  }
}

/** TLS sockets cannot be reset from JavaScript: they go without a close notification, which a client sees as a break. */
function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

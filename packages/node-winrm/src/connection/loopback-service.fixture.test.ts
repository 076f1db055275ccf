import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { type VerifyOptions, verifyAuthenticate } from "../ntlm/acceptor.js";
import { AvId, fileTime, utf16 } from "../ntlm/av-pairs.js";
import { buildChallenge } from "../ntlm/challenge-message.js";
import { channelBindingHash } from "../ntlm/channel-binding.js";
import { ENCRYPTED_CONTENT_TYPE, sealBody, SOAP_TYPE, unsealBody } from "../ntlm/encrypted-multipart.js";
import { NtlmFlag } from "../ntlm/negotiate-flags.js";
import { SealingContext } from "../ntlm/sealing-context.js";
import { buildNegTokenResponse, extractNtlm, MechanismOid } from "../ntlm/spnego-token.js";
import type { Endpoint } from "../endpoint.js";
import type { SelfSigned } from "./ecdsa-certificate.fixture.test.js";

export interface SoapMessage {
  /** last word of a:Action, or Identify */
  operation: string;
  xml: string;
  messageId: string;
}

export interface SoapReply {
  status: number;
  xml: string;
  /** answers in clear although the connection is sealed */
  clear?: boolean;
  contentType?: string;
  close?: boolean;
}

export interface LoopbackOptions {
  /** password by lower-case account name */
  accounts: Record<string, string>;
  respond: (message: SoapMessage) => Promise<SoapReply | "reset">;
  tls?: SelfSigned;
  verify?: VerifyOptions;
  /** what becomes of a Type 3 that carries a body */
  combined?: "accept" | "400" | "reset";
  spnego?: boolean;
  timestamp?: boolean;
  chunked?: boolean;
  /** flags taken out of the challenge */
  withoutFlags?: number;
  offer?: string;
}

interface ConnectionState {
  negotiate?: Buffer;
  challenge?: Buffer;
  context?: SealingContext | "clear";
}

/** A WinRM endpoint on 127.0.0.1 as strict as a real one about connections and keys; what it says is up to the test. */
export class LoopbackService {
  readonly options: LoopbackOptions;
  /** outcome of every judged Type 3 or Basic header, in order */
  readonly logons: string[] = [];
  readonly requests: string[] = [];
  readonly sockets = new Set<Socket>();
  connections = 0;
  readonly #states = new WeakMap<Socket, ConnectionState>();
  readonly #server: ReturnType<typeof createServer>;

  constructor(options: LoopbackOptions) {
    this.options = options;
    const handler = (request: IncomingMessage, response: ServerResponse): void => {
      this.#handle(request, response).catch((error: unknown) => {
        response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
      });
    };
    this.#server = options.tls === undefined ? createServer(handler) : createTlsServer(options.tls, handler);
    // Windows keeps an idle connection for two minutes; Node's own five seconds would end it in the middle of a busy test.
    this.#server.keepAliveTimeout = 120_000;
    this.#server.on(options.tls === undefined ? "connection" : "secureConnection", (socket: Socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
  }

  async listen(): Promise<Endpoint> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return {
      host: "localhost",
      port,
      transport: this.options.tls === undefined ? "http" : "https",
      dial: { host: "127.0.0.1", port },
    };
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const state = this.#states.get(request.socket) ?? {};
    this.#states.set(request.socket, state);
    const authorization = request.headers.authorization;
    if (request.headers.wsmanidentify !== undefined) return this.#answer(response, "clear", body.toString());
    if (authorization?.startsWith("Basic ") === true) return this.#basic(authorization, body, response);
    if (authorization !== undefined) return this.#negotiate(authorization, body, request, response, state);
    if (state.context === undefined) {
      this.#refuse(response);
      return;
    }
    return this.#answer(response, state.context, body);
  }

  #refuse(response: ServerResponse, token = ""): void {
    this.requests.push("401");
    response
      .writeHead(401, {
        "www-authenticate": `${this.options.offer ?? (this.options.tls === undefined || token !== "" ? "Negotiate" : 'Negotiate, Basic realm="WSMAN"')}${token === "" ? "" : ` ${token}`}`,
        "content-length": 0,
      })
      .end();
  }

  async #basic(authorization: string, body: Buffer, response: ServerResponse): Promise<void> {
    const [user = "", password] = Buffer.from(authorization.slice(6), "base64").toString().split(":");
    const good = this.options.accounts[user] === password;
    this.logons.push(good ? "accepted" : "wrong-password");
    if (good) await this.#answer(response, "clear", body.toString());
    else this.#refuse(response);
  }

  async #negotiate(
    authorization: string,
    body: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
    state: ConnectionState,
  ): Promise<void> {
    const token = extractNtlm(Buffer.from(authorization.split(" ")[1] ?? "", "base64")) ?? Buffer.alloc(12);
    if (token.readUInt32LE(8) === 1) {
      state.negotiate = token;
      state.challenge = this.#challenge();
      const wrapped = buildNegTokenResponse({ state: 1, mechanism: MechanismOid.NTLM, responseToken: state.challenge });
      this.#refuse(response, (this.options.spnego === true ? wrapped : state.challenge).toString("base64"));
      return;
    }
    if (body.length > 0 && this.options.combined === "400") {
      response.writeHead(400, { "content-length": 0 }).end();
      return;
    }
    const { tls, verify } = this.options;
    const binding = tls === undefined ? {} : { channelBindings: channelBindingHash(tls.der) };
    const lookup = (user: string): string | undefined => this.options.accounts[user.toLowerCase()];
    const verdict = verifyAuthenticate(state.negotiate ?? token, state.challenge ?? token, token, lookup, {
      ...binding,
      ...verify,
    });
    this.logons.push(verdict.ok ? "accepted" : verdict.reason);
    if (body.length > 0 && this.options.combined === "reset") {
      request.socket.destroy();
      return;
    }
    if (!verdict.ok) {
      this.#refuse(response);
      return;
    }
    state.context =
      tls === undefined ? new SealingContext(verdict.exportedSessionKey, verdict.flags, "server") : "clear";
    if (body.length > 0) await this.#answer(response, state.context, body);
    else response.writeHead(200, { "content-length": 0 }).end();
  }

  #challenge(): Buffer {
    const flags =
      (0xe2898235 & ~(this.options.withoutFlags ?? 0)) | (this.options.tls === undefined ? 0 : NtlmFlag.SIGN);
    return buildChallenge({
      flags: this.options.tls === undefined ? flags >>> 0 : (flags & ~NtlmFlag.SEAL) >>> 0,
      serverChallenge: randomBytes(8),
      targetName: "LOOPBACK",
      targetInfo: [
        { id: AvId.NB_COMPUTER_NAME, value: utf16("LOOPBACK") },
        ...(this.options.timestamp === false ? [] : [{ id: AvId.TIMESTAMP, value: fileTime(Date.now()) }]),
      ],
    });
  }

  async #answer(response: ServerResponse, context: SealingContext | "clear", body: Buffer | string): Promise<void> {
    const xml =
      typeof body === "string" ? body : context === "clear" ? body.toString() : unsealBody(context, body).toString();
    const operation = /<a:Action[^>]*>[^<]*\/(\w+)<\/a:Action>/u.exec(xml)?.[1] ?? "Identify";
    this.requests.push(operation);
    const reply = await this.options.respond({
      operation,
      xml,
      messageId: /<a:MessageID>([^<]*)</u.exec(xml)?.[1] ?? "",
    });
    if (reply === "reset") {
      response.socket?.destroy();
      return;
    }
    const sealed = context !== "clear" && reply.clear !== true;
    const bytes = sealed ? sealBody(context, Buffer.from(reply.xml)) : Buffer.from(reply.xml);
    const type = reply.contentType ?? (sealed ? ENCRYPTED_CONTENT_TYPE : SOAP_TYPE);
    const length = this.options.chunked === true ? {} : { "content-length": bytes.length };
    response.writeHead(reply.status, {
      "content-type": type,
      ...length,
      ...(reply.close === true && { connection: "close" }),
    });
    if (this.options.chunked === true)
      for (let at = 0; at < bytes.length; at += 100) response.write(bytes.subarray(at, at + 100));
    response.end(this.options.chunked === true ? undefined : bytes);
  }
}

import type { IncomingMessage } from "node:http";
import type { ConnectionSession, RequestHead } from "./connection-session.js";
import { type HttpReply, soapReply, unavailableReply } from "./http-reply.js";
import type { Caller } from "./operation-context.js";
import type { Injection, ServerAccount, ServerBehaviour } from "./server-options.js";
import type { ServiceOutcome, SoapService } from "./soap-service.js";

/** What happens to the connection at the end of a request. */
export type ExchangeResult = { kind: "reply"; reply: HttpReply } | { kind: "reset" } | { kind: "hang" };

/** The parts of the server that one request needs. */
export interface ExchangeSurroundings {
  behaviour: Readonly<ServerBehaviour>;
  service: SoapService;
  violation: (sentence: string) => void;
}

/** Room for the multipart wrapping of a sealed body, beyond the envelope that it carries. */
const WRAPPING_BYTES = 4096;

const reply = (value: HttpReply): ExchangeResult => ({ kind: "reply", reply: value });
const tooLarge = (): ExchangeResult => reply({ status: 413, close: true });

/** Carries out one HTTP request on its connection: method and path, size, logon, protection, SOAP. */
export async function exchange(
  request: IncomingMessage,
  session: ConnectionSession,
  around: ExchangeSurroundings,
): Promise<ExchangeResult> {
  const body = await readBody(request, around.behaviour.maxEnvelopeBytes + WRAPPING_BYTES);
  if (request.url?.split("?", 1)[0] !== "/wsman") return reply({ status: 404 });
  if (request.method !== "POST") return reply({ status: 405 });
  if (body === undefined) {
    around.violation("A request body is larger than MaxEnvelopeSize.");
    return tooLarge();
  }
  const head: RequestHead = {
    authorization: request.headers.authorization,
    contentType: request.headers["content-type"],
    identifyOnly: request.headers["wsmanidentify"]?.toString().toLowerCase() === "unauthenticated",
    body,
  };
  const step = session.handshakeStep(head.authorization);
  const played = step === undefined ? undefined : around.service.injectionFor(step);
  if (played !== undefined) return handshakeEffect(played, head, session);
  const admission = session.admit(head);
  if (admission.kind === "unauthorized") return reply({ status: 401, authenticate: admission.offers });
  if (admission.kind === "bad-request") return reply({ status: 400, close: true });
  const authenticate = admission.negotiate === undefined ? {} : { authenticate: [`Negotiate ${admission.negotiate}`] };
  if (body.length === 0) return reply({ status: step === undefined ? 500 : 200, ...authenticate });
  const result = await serveSoap(head, session, admission.account, around);
  return result.kind === "reply" ? reply({ ...result.reply, ...authenticate }) : result;
}

async function serveSoap(
  head: RequestHead,
  session: ConnectionSession,
  account: ServerAccount | undefined,
  around: ExchangeSurroundings,
): Promise<ExchangeResult> {
  const opened = session.open(head);
  if (opened.kind === "refused") return reply({ status: opened.status, close: opened.status === 400 });
  if (opened.bytes > around.behaviour.maxEnvelopeBytes) {
    around.violation(`An envelope of ${opened.bytes} bytes is larger than MaxEnvelopeSize.`);
    return tooLarge();
  }
  const caller: Caller | undefined = account && {
    username: account.username,
    administrator: account.administrator,
    address: session.address,
    onGone: (abandon) => {
      session.abandon = abandon;
    },
  };
  const outcome = await around.service.handle(opened.text, caller);
  session.abandon = undefined;
  return protect(outcome, session, opened.sealed);
}

function protect(outcome: ServiceOutcome, session: ConnectionSession, sealed: boolean): ExchangeResult {
  if ("response" in outcome) {
    if (session.closed) return { kind: "reset" };
    const { envelope, status } = outcome.response;
    const answered = soapReply(status, sealed ? session.seal(envelope) : Buffer.from(envelope, "utf8"), sealed);
    return reply(outcome.close === true ? { ...answered, close: true } : answered);
  }
  switch (outcome.effect) {
    case "unauthorized":
      session.forget();
      return reply({ status: 401, authenticate: session.offers });
    case "unavailable":
      session.forget();
      return reply(unavailableReply());
    default:
      return { kind: outcome.effect };
  }
}

/** Nothing can be told in SOAP before the logon: a fault injected there becomes the 500 without a body that http.sys gives. */
function handshakeEffect(injection: Injection, head: RequestHead, session: ConnectionSession): ExchangeResult {
  if (typeof injection === "object") return reply({ status: 500 });
  if (injection === "unauthorized" || injection === "unavailable")
    return protect({ effect: injection }, session, false);
  if (injection === "hang") return { kind: "hang" };
  // The password is looked at, and a wrong one counted, although the client never learns the result.
  if (injection === "reset-after") session.admit(head);
  return { kind: "reset" };
}

/** The whole body; undefined when it is longer than the limit, the rest is read and dropped then. */
function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
    });
    request.once("end", () => {
      if (length > limit) resolve(undefined);
      else resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length));
    });
    request.once("error", reject);
  });
}

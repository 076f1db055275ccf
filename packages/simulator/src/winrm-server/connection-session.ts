import { isEncryptedContentType, NtlmError, type SealingContext, sealBody, unsealBody } from "@kijun/node-winrm";
import type { LogonDesk } from "./logon-desk.js";
import { NegotiateHandshake } from "./negotiate-handshake.js";
import type { ServerJournal } from "./server-journal.js";
import type { ServerAccount, ServerBehaviour, WinRMServerOptions } from "./server-options.js";

/** What a session needs to know of its server. */
export interface SessionSurroundings {
  options: WinRMServerOptions;
  behaviour: Readonly<ServerBehaviour>;
  journal: ServerJournal;
  desk: LogonDesk;
  /** True over HTTPS. */
  secure: boolean;
  /** Channel binding hash of the server's certificate, over HTTPS. */
  bindings: Buffer | undefined;
}

/** The parts of a request that decide whether it may be carried out. */
export interface RequestHead {
  authorization: string | undefined;
  contentType: string | undefined;
  /** `WSMANIDENTIFY: unauthenticated` (DSP0226 11). */
  identifyOnly: boolean;
  body: Buffer;
}

export type Admission =
  /** `account` is undefined for an Identify without credentials; `negotiate` is the last token of a SPNEGO logon */
  | { kind: "admitted"; account: ServerAccount | undefined; negotiate?: string }
  | { kind: "unauthorized"; offers: string[] }
  | { kind: "bad-request" };

/** How a body was protected; the answer goes the same way. */
export type OpenedBody =
  { kind: "soap"; text: string; bytes: number; sealed: boolean } | { kind: "refused"; status: 400 | 415 | 500 };

/** Authentication state and keys of one connection: both live and die with it (MS-WSMV 2.2.9.1). */
export class ConnectionSession {
  /** A request is being carried out. */
  busy = false;
  closed = false;
  /** Requests so far. */
  requests = 0;
  /** Called when the connection closes while a request waits. */
  abandon: (() => void) | undefined;
  readonly #around: SessionSurroundings;
  readonly address: string;
  #handshake: NegotiateHandshake | undefined;
  #account: ServerAccount | undefined;
  #sealing: SealingContext | undefined;

  constructor(around: SessionSurroundings, address: string) {
    this.#around = around;
    this.address = address;
  }

  /** The connection is no longer authenticated: keys and account are void. */
  forget(): void {
    this.#handshake = undefined;
    this.#account = undefined;
    this.#sealing = undefined;
  }

  /** Which step of a logon a header is, before it is taken; undefined when it is none. */
  handshakeStep(authorization: string | undefined): "Negotiate" | "Authenticate" | undefined {
    if (authorization === undefined || !/^negotiate /i.test(authorization)) return undefined;
    return this.#handshake?.challenged === true ? "Authenticate" : "Negotiate";
  }

  /** Decides who sends this request, and takes the handshake a step further when it carries a token. */
  admit(head: RequestHead): Admission {
    const { journal, secure } = this.#around;
    const clear = head.body.length > 0 && !isEncryptedContentType(head.contentType);
    if (head.authorization === undefined) return this.#admitWithoutToken(head, clear);
    const [scheme = "", token = ""] = head.authorization.split(/ +/, 2);
    if (scheme.toLowerCase() === "basic") return this.#admitBasic(token);
    if (scheme.toLowerCase() !== "negotiate") return this.#refuse();
    if (clear && !secure) journal.violation("A clear SOAP body was sent over HTTP along with a Negotiate token.");
    return this.#admitNegotiate(Buffer.from(token, "base64"), head.body.length > 0);
  }

  #admitWithoutToken(head: RequestHead, clear: boolean): Admission {
    const { journal, secure } = this.#around;
    if (this.#account !== undefined) return { kind: "admitted", account: this.#account };
    if (head.identifyOnly) return { kind: "admitted", account: undefined };
    if (clear && !secure) journal.violation("A clear SOAP body was sent over HTTP without authentication.");
    if (isEncryptedContentType(head.contentType)) {
      journal.violation(
        "A sealed body was sent on a connection that is not authenticated: its keys belong to another one.",
      );
      return { kind: "bad-request" };
    }
    return this.#refuse();
  }

  #admitBasic(credentials: string): Admission {
    const { journal, desk, secure } = this.#around;
    if (!secure) {
      journal.violation("Basic credentials were sent over HTTP.");
      return this.#refuse();
    }
    const account = desk.verifyBasic(credentials, this.address);
    return account === undefined ? this.#refuse() : { kind: "admitted", account };
  }

  #admitNegotiate(token: Buffer, combined: boolean): Admission {
    const { options, behaviour, journal, desk, bindings } = this.#around;
    if (this.#account !== undefined) {
      journal.violation("A Negotiate token was sent on a connection that is authenticated already.");
      this.forget();
    }
    this.#handshake ??= new NegotiateHandshake(options, behaviour, desk, journal.violation, bindings);
    if (combined && this.#handshake.challenged && behaviour.refuseCombinedAuthenticate) {
      this.forget();
      return { kind: "bad-request" };
    }
    const step = this.#handshake.step(token, this.address);
    if (step.kind === "challenge")
      return { kind: "unauthorized", offers: [`Negotiate ${step.token.toString("base64")}`] };
    this.forget();
    if (step.kind === "refused") return this.#refuse();
    this.#account = step.account;
    this.#sealing = step.sealing;
    return { kind: "admitted", account: step.account, ...(step.token && { negotiate: step.token.toString("base64") }) };
  }

  /** The schemes that a 401 names. Kerberos is on the list of every Windows, although a workgroup has none. */
  get offers(): string[] {
    return this.#around.secure ? ["Negotiate", "Kerberos", 'Basic realm="WSMAN"'] : ["Negotiate", "Kerberos"];
  }

  #refuse(): Admission {
    return { kind: "unauthorized", offers: this.offers };
  }

  /** Takes the protection off a body of an admitted request. Over HTTP every body has to be sealed but Identify's. */
  open(head: RequestHead): OpenedBody {
    const { journal, secure } = this.#around;
    if (isEncryptedContentType(head.contentType)) return this.#unseal(head.body);
    const identify = head.identifyOnly && this.#account === undefined;
    if (!secure && !identify) {
      journal.violation("A clear SOAP body was sent over HTTP on an authenticated connection.");
      return { kind: "refused", status: 500 };
    }
    if (!/^application\/soap\+xml\s*(?:;|$)/i.test(head.contentType ?? "")) {
      journal.violation(`A body of type ${head.contentType ?? "(none)"} was sent.`);
      return { kind: "refused", status: 415 };
    }
    return { kind: "soap", text: head.body.toString("utf8"), bytes: head.body.length, sealed: false };
  }

  #unseal(body: Buffer): OpenedBody {
    const { journal } = this.#around;
    try {
      if (this.#sealing === undefined) throw new NtlmError("the logon on this connection did not negotiate sealing");
      const plaintext = unsealBody(this.#sealing, body);
      return { kind: "soap", text: plaintext.toString("utf8"), bytes: plaintext.length, sealed: true };
    } catch (error) {
      if (!(error instanceof NtlmError)) throw error;
      journal.violation(`A sealed body cannot be opened: ${error.message}.`);
      this.forget();
      return { kind: "refused", status: 400 };
    }
  }

  /** Seals an answer. Has to be called in the order in which answers go out. */
  seal(envelope: string): Buffer {
    if (this.#sealing === undefined) throw new Error("the connection lost its keys before the answer was sealed");
    return sealBody(this.#sealing, Buffer.from(envelope, "utf8"));
  }
}

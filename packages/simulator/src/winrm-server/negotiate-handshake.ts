import { randomBytes } from "node:crypto";
import {
  AvId,
  type AvPair,
  buildChallenge,
  buildNegTokenResponse,
  fileTime,
  hasFlag,
  isNtlmMessage,
  MechanismOid,
  NegState,
  NtlmError,
  NtlmFlag,
  parseNegotiate,
  parseSpnego,
  SealingContext,
  utf16,
  type VerifyOptions,
} from "@kijun/node-winrm";
import type { LogonDesk } from "./logon-desk.js";
import type { ServerAccount, ServerBehaviour, WinRMServerOptions } from "./server-options.js";

export type HandshakeStep =
  /** 401 with this token; the client goes on */
  | { kind: "challenge"; token: Buffer }
  | { kind: "accepted"; account: ServerAccount; sealing: SealingContext | undefined; token: Buffer | undefined }
  | { kind: "refused" };

/** What a token turned out to hold, once its SPNEGO wrapping is off. */
interface Unwrapped {
  ntlm: Buffer | undefined;
  wrapped: boolean;
  mechListMic?: Buffer;
}

/** What the server is able to do; the challenge offers what the client asked of it. */
const SUPPORTED_FLAGS =
  NtlmFlag.REQUEST_TARGET |
  NtlmFlag.SIGN |
  NtlmFlag.SEAL |
  NtlmFlag.ALWAYS_SIGN |
  NtlmFlag.EXTENDED_SESSION_SECURITY |
  NtlmFlag.VERSION |
  NtlmFlag.KEY_128 |
  NtlmFlag.KEY_EXCHANGE |
  NtlmFlag.KEY_56;
const ALWAYS_FLAGS = NtlmFlag.UNICODE | NtlmFlag.NTLM | NtlmFlag.TARGET_INFO | NtlmFlag.TARGET_TYPE_SERVER;

/** The acceptor's side of one NTLM logon on one connection, raw or inside SPNEGO (MS-NLMP 3.2.5.1, MS-SPNG 3.2.5). */
export class NegotiateHandshake {
  readonly #options: WinRMServerOptions;
  readonly #behaviour: Readonly<ServerBehaviour>;
  readonly #desk: LogonDesk;
  readonly #violation: (sentence: string) => void;
  readonly #bindings: Buffer | undefined;
  #mechanismList: Buffer | undefined;
  #type1: Buffer | undefined;
  #type2: Buffer | undefined;

  /** @param bindings channel binding hash of the server's certificate, over HTTPS */
  constructor(
    options: WinRMServerOptions,
    behaviour: Readonly<ServerBehaviour>,
    desk: LogonDesk,
    violation: (sentence: string) => void,
    bindings: Buffer | undefined,
  ) {
    this.#options = options;
    this.#behaviour = behaviour;
    this.#desk = desk;
    this.#violation = violation;
    this.#bindings = bindings;
  }

  /** A challenge is out: the next token is the one with the proof. */
  get challenged(): boolean {
    return this.#type2 !== undefined;
  }

  /** Takes the client's next token. Never throws on what a client sent. */
  step(token: Buffer, clientAddress: string): HandshakeStep {
    try {
      const unwrapped = this.#unwrap(token);
      if (unwrapped === undefined) return { kind: "refused" };
      if (unwrapped.ntlm === undefined) return this.#chooseNtlm();
      const type = unwrapped.ntlm.readUInt32LE(8);
      if (type === 1) return this.#challenge(unwrapped.ntlm, unwrapped.wrapped);
      if (type === 3) return this.#authenticate(unwrapped.ntlm, unwrapped, clientAddress);
      this.#violation(`An NTLM message of type ${type} was sent to the server.`);
    } catch (error) {
      if (!(error instanceof NtlmError)) throw error;
      this.#violation(`A Negotiate token cannot be read: ${error.message}.`);
    }
    return { kind: "refused" };
  }

  #unwrap(token: Buffer): Unwrapped | undefined {
    const { negotiate } = this.#behaviour;
    if (isNtlmMessage(token)) return negotiate === "spnego" ? undefined : { ntlm: token, wrapped: false };
    if (negotiate === "raw") return undefined;
    const spnego = parseSpnego(token);
    if (spnego.kind === "response") {
      return {
        ntlm: spnego.responseToken,
        wrapped: true,
        ...(spnego.mechListMic && { mechListMic: spnego.mechListMic }),
      };
    }
    if (!spnego.mechanisms.includes(MechanismOid.NTLM)) return undefined;
    this.#mechanismList = spnego.mechanismList;
    const ntlm = spnego.mechToken !== undefined && isNtlmMessage(spnego.mechToken) ? spnego.mechToken : undefined;
    return { ntlm, wrapped: true };
  }

  /** The client's first choice was another mechanism: ask for NTLM (RFC 4178 4.2.2). */
  #chooseNtlm(): HandshakeStep {
    return {
      kind: "challenge",
      token: buildNegTokenResponse({ state: NegState.REQUEST_MIC, mechanism: MechanismOid.NTLM }),
    };
  }

  #challenge(type1: Buffer, wrapped: boolean): HandshakeStep {
    const asked = parseNegotiate(type1).flags;
    if (!hasFlag(asked, NtlmFlag.EXTENDED_SESSION_SECURITY)) {
      this.#violation(
        "A NEGOTIATE message does not ask for extended session security, without which nothing can be sealed.",
      );
      return { kind: "refused" };
    }
    const type2 = buildChallenge({
      flags: ((asked & SUPPORTED_FLAGS) | ALWAYS_FLAGS) >>> 0,
      serverChallenge: randomBytes(8),
      targetName: this.#options.computerName,
      targetInfo: this.#targetInfo(),
    });
    this.#type1 = type1;
    this.#type2 = type2;
    if (!wrapped) return { kind: "challenge", token: type2 };
    return {
      kind: "challenge",
      token: buildNegTokenResponse({
        state: NegState.ACCEPT_INCOMPLETE,
        mechanism: MechanismOid.NTLM,
        responseToken: type2,
      }),
    };
  }

  /** The FLAGS pair is left out: a server that sends it upsets Windows clients. */
  #targetInfo(): AvPair[] {
    const name = utf16(this.#options.computerName.toUpperCase());
    const pairs: AvPair[] = [
      { id: AvId.NB_DOMAIN_NAME, value: name },
      { id: AvId.NB_COMPUTER_NAME, value: name },
      { id: AvId.DNS_DOMAIN_NAME, value: utf16(this.#options.computerName) },
      { id: AvId.DNS_COMPUTER_NAME, value: utf16(this.#options.computerName) },
    ];
    const now = this.#options.now?.().getTime() ?? Date.now();
    if (this.#behaviour.timestamp) pairs.push({ id: AvId.TIMESTAMP, value: fileTime(now) });
    return pairs;
  }

  #authenticate(type3: Buffer, { wrapped, mechListMic }: Unwrapped, clientAddress: string): HandshakeStep {
    const type1 = this.#type1;
    const type2 = this.#type2;
    this.#type1 = undefined;
    this.#type2 = undefined;
    if (type1 === undefined || type2 === undefined) {
      this.#violation(
        "An AUTHENTICATE message came on a connection that got no challenge: a logon belongs to its connection.",
      );
      return { kind: "refused" };
    }
    const bindings: VerifyOptions = {
      channelBindingPolicy: this.#behaviour.channelBinding,
      ...(this.#bindings && { channelBindings: this.#bindings }),
    };
    const logon = this.#desk.verifyNtlm([type1, type2, type3], bindings, clientAddress);
    if (logon === undefined) return { kind: "refused" };
    const context = new SealingContext(logon.exportedSessionKey, logon.flags, "server");
    const token = wrapped ? this.#conclude(context, mechListMic) : undefined;
    return {
      kind: "accepted",
      account: logon.account,
      sealing: hasFlag(logon.flags, NtlmFlag.SEAL) ? context : undefined,
      token,
    };
  }

  /**
   * Last SPNEGO token. Both sides sign the list of mechanisms, then start their key streams again (MS-SPNG 3.3.5.1).
   *
   * @throws NtlmError when the client's signature is wrong
   */
  #conclude(context: SealingContext, mechListMic: Buffer | undefined): Buffer {
    const list = this.#mechanismList;
    if (mechListMic === undefined || list === undefined)
      return buildNegTokenResponse({ state: NegState.ACCEPT_COMPLETED });
    context.verify(list, mechListMic);
    const mic = context.sign(list);
    context.restartCiphers();
    return buildNegTokenResponse({ state: NegState.ACCEPT_COMPLETED, mechListMic: mic });
  }
}

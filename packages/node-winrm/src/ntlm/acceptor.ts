import { timingSafeEqual } from "node:crypto";
import { type ParsedAuthenticateMessage, parseAuthenticate } from "./authenticate-message.js";
import { AV_FLAG_MIC_PRESENT, AvId, type AvPair, findAvPair, parseAvPairs } from "./av-pairs.js";
import { parseChallenge } from "./challenge-message.js";
import { hasFlag, NtlmFlag } from "./negotiate-flags.js";
import { NtlmError } from "./ntlm-error.js";
import { computeMic, cryptSessionKey, hmacMd5, ntowfv2 } from "./ntlmv2-response.js";

/** How strictly channel bindings are judged; the values of the service's CbtHardeningLevel (MS-WSMV 2.2.4.34). */
export type ChannelBindingPolicy = "none" | "relaxed" | "strict";

export interface VerifyOptions {
  /** the binding hash of this server's certificate */
  channelBindings?: Uint8Array;
  /** default "relaxed" */
  channelBindingPolicy?: ChannelBindingPolicy;
}

export type RejectionReason =
  | "malformed"
  | "not-ntlmv2"
  | "unknown-account"
  | "wrong-password"
  | "duplicate-pair"
  | "missing-mic"
  | "wrong-mic"
  | "missing-channel-binding"
  | "wrong-channel-binding";

export type Verification =
  | { ok: true; user: string; domain: string; workstation: string; flags: number; exportedSessionKey: Buffer }
  | { ok: false; reason: RejectionReason; user?: string; domain?: string };

/** Length of an NTLMv2 response up to its AV list: proof (16), head (8), time (8), challenge (8), reserved (4). */
const AV_LIST_OFFSET = 44;

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function judgeBindings(pairs: readonly AvPair[], options: VerifyOptions): RejectionReason | undefined {
  const policy = options.channelBindingPolicy ?? "relaxed";
  if (policy === "none" || options.channelBindings === undefined) return undefined;
  const sent = findAvPair(pairs, AvId.CHANNEL_BINDINGS);
  if (sent === undefined || sent.every((byte) => byte === 0)) {
    return policy === "strict" ? "missing-channel-binding" : undefined;
  }
  return equal(sent, options.channelBindings) ? undefined : "wrong-channel-binding";
}

function judgeMic(
  key: Buffer,
  type3: ParsedAuthenticateMessage,
  pairs: readonly AvPair[],
  raw: readonly [Uint8Array, Uint8Array, Uint8Array],
): RejectionReason | undefined {
  const flags = findAvPair(pairs, AvId.FLAGS);
  if (flags?.length !== 4 || !hasFlag(flags.readUInt32LE(0), AV_FLAG_MIC_PRESENT)) {
    // A client that saw a timestamp has to answer it with a MIC (MS-NLMP 3.1.5.1.2).
    const challenged = findAvPair(parseChallenge(raw[1]).targetInfo ?? [], AvId.TIMESTAMP) !== undefined;
    return challenged ? "missing-mic" : undefined;
  }
  if (type3.mic === undefined || type3.micOffset === undefined) return "missing-mic";
  const blanked = Buffer.from(raw[2]);
  blanked.fill(0, type3.micOffset, type3.micOffset + 16);
  return equal(computeMic(key, [raw[0], raw[1], blanked]), type3.mic) ? undefined : "wrong-mic";
}

/**
 * The acceptor's side of MS-NLMP 3.2.5.1.2 for NTLMv2: proof, duplicate pairs, channel bindings, MIC, session key.
 * Never throws on what a client sent: a malformed message is a rejection.
 *
 * @param type1 raw bytes as received; the MIC covers them
 * @param type2 raw bytes as sent
 * @param type3 raw bytes as received
 * @param lookupPassword clear password of an account, undefined when there is none; letter case is the caller's business
 */
export function verifyAuthenticate(
  type1: Uint8Array,
  type2: Uint8Array,
  type3: Uint8Array,
  lookupPassword: (user: string, domain: string) => string | undefined,
  options: VerifyOptions = {},
): Verification {
  let parsed: ParsedAuthenticateMessage | undefined;
  try {
    parsed = parseAuthenticate(type3);
    return judge(parsed, [type1, type2, type3], lookupPassword, options);
  } catch (error) {
    if (!(error instanceof NtlmError)) throw error;
    return { ok: false, reason: "malformed", ...(parsed && { user: parsed.user, domain: parsed.domain }) };
  }
}

function judge(
  parsed: ParsedAuthenticateMessage,
  raw: readonly [Uint8Array, Uint8Array, Uint8Array],
  lookupPassword: (user: string, domain: string) => string | undefined,
  options: VerifyOptions,
): Verification {
  const { user, domain, workstation, flags } = parsed;
  const reject = (reason: RejectionReason): Verification => ({ ok: false, reason, user, domain });
  const response = Buffer.from(parsed.ntResponse);
  if (response.length < AV_LIST_OFFSET + 4 || response[16] !== 1) return reject("not-ntlmv2");
  const password = lookupPassword(user, domain);
  if (password === undefined) return reject("unknown-account");

  const responseKey = ntowfv2(password, user, domain);
  const proof = response.subarray(0, 16);
  const expected = hmacMd5(responseKey, parseChallenge(raw[1]).serverChallenge, response.subarray(16));
  if (!equal(proof, expected)) return reject("wrong-password");

  const pairs = parseAvPairs(response.subarray(AV_LIST_OFFSET));
  if (new Set(pairs.map((pair) => pair.id)).size !== pairs.length) return reject("duplicate-pair");
  const bindings = judgeBindings(pairs, options);
  if (bindings !== undefined) return reject(bindings);

  const sessionBaseKey = hmacMd5(responseKey, proof);
  const exchanged = hasFlag(flags, NtlmFlag.KEY_EXCHANGE) && parsed.encryptedSessionKey.length === 16;
  const exportedSessionKey = exchanged ? cryptSessionKey(sessionBaseKey, parsed.encryptedSessionKey) : sessionBaseKey;
  const mic = judgeMic(exportedSessionKey, parsed, pairs, raw);
  if (mic !== undefined) return reject(mic);
  return { ok: true, user, domain, workstation, flags, exportedSessionKey };
}

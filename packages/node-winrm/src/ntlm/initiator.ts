import { randomBytes } from "node:crypto";
import { buildAuthenticate } from "./authenticate-message.js";
import {
  AV_FLAG_MIC_PRESENT,
  AvId,
  type AvPair,
  buildAvPairs,
  fileTime,
  findAvPair,
  utf16,
  withAvPair,
} from "./av-pairs.js";
import { parseChallenge } from "./challenge-message.js";
import { authenticateFlags, hasFlag, NtlmFlag } from "./negotiate-flags.js";
import { NtlmError } from "./ntlm-error.js";
import { computeMic, computeNtlmv2, cryptSessionKey, ntowfv2 } from "./ntlmv2-response.js";

export interface AuthenticateOptions {
  /** the Type 1 as sent, raw */
  negotiate: Uint8Array;
  /** the Type 2 as received, raw */
  challenge: Uint8Array;
  user: string;
  /** empty for an account of the machine itself */
  domain: string;
  password: string;
  workstation?: string;
  /** service principal name put into the response, such as `HTTP/host` */
  targetName?: string;
  /** 16 bytes of `channelBindingHash`, over TLS */
  channelBindings?: Uint8Array;
  /** refuses a challenge without SEAL: plain HTTP is only used with sealed bodies */
  requireSeal: boolean;
  /** fixed values for tests */
  clientChallenge?: Uint8Array;
  sessionKey?: Uint8Array;
  now?: number;
}

export interface Authentication {
  /** the Type 3 to send, raw */
  message: Buffer;
  /** 16 bytes; keys of the `SealingContext` derive from it */
  exportedSessionKey: Buffer;
  flags: number;
}

function requireStrength(flags: number, requireSeal: boolean): void {
  const needed: [number, string][] = [
    [NtlmFlag.EXTENDED_SESSION_SECURITY, "extended session security"],
    [NtlmFlag.KEY_128, "128-bit keys"],
    [NtlmFlag.UNICODE, "Unicode"],
  ];
  if (requireSeal) needed.push([NtlmFlag.SEAL, "sealing"], [NtlmFlag.SIGN, "signing"]);
  const missing = needed.filter(([flag]) => !hasFlag(flags, flag)).map(([, name]) => name);
  if (missing.length > 0) throw new NtlmError(`the server's NTLM challenge lacks ${missing.join(", ")}`);
}

function clientTargetInfo(
  server: readonly AvPair[],
  options: AuthenticateOptions,
): { info: Buffer; time: Buffer; mic: boolean } {
  const timestamp = findAvPair(server, AvId.TIMESTAMP);
  let pairs: AvPair[] = [...server];
  if (timestamp !== undefined) {
    const flags = Buffer.alloc(4);
    const sent = findAvPair(server, AvId.FLAGS);
    flags.writeUInt32LE(((sent?.length === 4 ? sent.readUInt32LE(0) : 0) | AV_FLAG_MIC_PRESENT) >>> 0);
    pairs = withAvPair(pairs, AvId.FLAGS, flags);
  }
  if (options.channelBindings !== undefined) pairs = withAvPair(pairs, AvId.CHANNEL_BINDINGS, options.channelBindings);
  if (options.targetName !== undefined) pairs = withAvPair(pairs, AvId.TARGET_NAME, utf16(options.targetName));
  return {
    info: buildAvPairs(pairs),
    time: timestamp ?? fileTime(options.now ?? Date.now()),
    mic: timestamp !== undefined,
  };
}

/**
 * Answers a challenge with NTLMv2 (MS-NLMP 3.1.5.1.2). The MIC is sent exactly when the server sent a timestamp.
 *
 * @throws NtlmError when the challenge is malformed or offers less than NTLMv2 with extended session security
 */
export function authenticate(options: AuthenticateOptions): Authentication {
  const challenge = parseChallenge(options.challenge);
  requireStrength(challenge.flags, options.requireSeal);
  if (challenge.targetInfo === undefined) throw new NtlmError("the server's NTLM challenge has no target information");
  const flags = authenticateFlags(challenge.flags);
  const client = clientTargetInfo(challenge.targetInfo, options);
  const response = computeNtlmv2({
    responseKey: ntowfv2(options.password, options.user, options.domain),
    serverChallenge: challenge.serverChallenge,
    clientChallenge: options.clientChallenge ?? randomBytes(8),
    time: client.time,
    targetInfo: client.info,
  });
  const exchanged = hasFlag(flags, NtlmFlag.KEY_EXCHANGE) && hasFlag(flags, NtlmFlag.SIGN | NtlmFlag.SEAL);
  const exportedSessionKey = exchanged ? Buffer.from(options.sessionKey ?? randomBytes(16)) : response.sessionBaseKey;
  const message = buildAuthenticate({
    flags,
    lmResponse: client.mic ? Buffer.alloc(24) : response.lmResponse,
    ntResponse: response.ntResponse,
    domain: options.domain,
    user: options.user,
    workstation: options.workstation ?? "",
    encryptedSessionKey: exchanged ? cryptSessionKey(response.sessionBaseKey, exportedSessionKey) : Buffer.alloc(0),
    ...(client.mic && { mic: Buffer.alloc(16) }),
  });
  if (client.mic) computeMic(exportedSessionKey, [options.negotiate, options.challenge, message]).copy(message, 72);
  return { message, exportedSessionKey, flags };
}

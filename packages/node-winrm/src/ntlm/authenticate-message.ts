import { utf16 } from "./av-pairs.js";
import { assembleMessage, NTLM_VERSION, openMessage, payloadStart, readField, startMessage } from "./message-layout.js";
import { hasFlag, NtlmFlag } from "./negotiate-flags.js";

/** AUTHENTICATE_MESSAGE, the client's Type 3 (MS-NLMP 2.2.1.3). */
export interface AuthenticateMessage {
  flags: number;
  lmResponse: Uint8Array;
  ntResponse: Uint8Array;
  domain: string;
  user: string;
  workstation: string;
  /** empty without KEY_EXCHANGE */
  encryptedSessionKey: Uint8Array;
  /** 16 bytes; absent in messages of the old form, which have no room for it */
  mic?: Uint8Array;
  /** 8 bytes; written when the flags say VERSION */
  version?: Uint8Array;
}

export interface ParsedAuthenticateMessage extends AuthenticateMessage {
  /** where the MIC lies in the message, to blank it before it is recomputed */
  micOffset?: number;
}

const FIELDS = { lm: 12, nt: 20, domain: 28, user: 36, workstation: 44, key: 52 } as const;

/** Payload order domain, user, workstation, LM, NT, key, as in MS-NLMP 4.2.4.3. */
export function buildAuthenticate(message: AuthenticateMessage): Buffer {
  const fixed = startMessage(3, message.mic === undefined ? 72 : 88);
  fixed.writeUInt32LE(message.flags >>> 0, 60);
  if (hasFlag(message.flags, NtlmFlag.VERSION)) fixed.set(message.version ?? NTLM_VERSION, 64);
  if (message.mic !== undefined) fixed.set(message.mic, 72);
  return assembleMessage(fixed, [
    { position: FIELDS.domain, value: utf16(message.domain) },
    { position: FIELDS.user, value: utf16(message.user) },
    { position: FIELDS.workstation, value: utf16(message.workstation) },
    { position: FIELDS.lm, value: message.lmResponse },
    { position: FIELDS.nt, value: message.ntResponse },
    { position: FIELDS.key, value: message.encryptedSessionKey },
  ]);
}

/**
 * Position of the MIC. Three layouts exist: behind the version (72), at 64 in clients that leave the unused version out,
 * and none; the first payload byte tells them apart.
 */
function findMic(headerEnd: number): number | undefined {
  if (headerEnd >= 88) return 72;
  return headerEnd >= 80 ? 64 : undefined;
}

/** @throws NtlmError when a field points outside of the message */
export function parseAuthenticate(bytes: Uint8Array): ParsedAuthenticateMessage {
  const message = openMessage(bytes, 3, 64);
  const flags = message.readUInt32LE(60);
  const headerEnd = payloadStart(message, Object.values(FIELDS));
  const micOffset = findMic(headerEnd);
  const encoding = hasFlag(flags, NtlmFlag.UNICODE) ? "utf16le" : "latin1";
  return {
    flags,
    lmResponse: readField(message, FIELDS.lm),
    ntResponse: readField(message, FIELDS.nt),
    domain: readField(message, FIELDS.domain).toString(encoding),
    user: readField(message, FIELDS.user).toString(encoding),
    workstation: readField(message, FIELDS.workstation).toString(encoding),
    encryptedSessionKey: readField(message, FIELDS.key),
    ...(micOffset !== undefined && { micOffset, mic: Buffer.from(message.subarray(micOffset, micOffset + 16)) }),
    ...(headerEnd >= 72 && micOffset !== 64 && { version: Buffer.from(message.subarray(64, 72)) }),
  };
}

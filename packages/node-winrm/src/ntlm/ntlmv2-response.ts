import { createHmac } from "node:crypto";
import { utf16 } from "./av-pairs.js";
import { md4 } from "./md4.js";
import { Rc4 } from "./rc4.js";

export function hmacMd5(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const hmac = createHmac("md5", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Upper-cases code unit by code unit, as Windows does: `toUpperCase` would turn "ß" into two letters. */
export function upperCaseSimple(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charAt(index);
    const upper = unit.toUpperCase();
    return upper.length === 1 ? upper : unit;
  }).join("");
}

/** NTOWFv1 (MS-NLMP 3.3.1): what Windows stores for a password; as good as the password itself. */
export function ntowfv1(password: string): Buffer {
  return md4(utf16(password));
}

/** NTOWFv2 (MS-NLMP 3.3.2). The domain enters exactly as the AUTHENTICATE message spells it. */
export function ntowfv2(password: string, user: string, domain: string): Buffer {
  return hmacMd5(ntowfv1(password), utf16(upperCaseSimple(user) + domain));
}

export interface Ntlmv2Inputs {
  /** result of `ntowfv2` */
  responseKey: Uint8Array;
  /** 8 bytes of the CHALLENGE message */
  serverChallenge: Uint8Array;
  /** 8 random bytes */
  clientChallenge: Uint8Array;
  /** FILETIME, 8 bytes */
  time: Uint8Array;
  /** the client's AV list, closed by EOL */
  targetInfo: Uint8Array;
}

export interface Ntlmv2Response {
  /** NTProofStr followed by the temp structure */
  ntResponse: Buffer;
  /** LMv2, for servers that sent no timestamp */
  lmResponse: Buffer;
  ntProof: Buffer;
  sessionBaseKey: Buffer;
}

/** ComputeResponse of MS-NLMP 3.3.2. */
export function computeNtlmv2(inputs: Ntlmv2Inputs): Ntlmv2Response {
  const { responseKey, serverChallenge, clientChallenge, time, targetInfo } = inputs;
  const head = Buffer.from("0101000000000000", "hex");
  const temp = Buffer.concat([head, time, clientChallenge, Buffer.alloc(4), targetInfo, Buffer.alloc(4)]);
  const ntProof = hmacMd5(responseKey, serverChallenge, temp);
  return {
    ntProof,
    ntResponse: Buffer.concat([ntProof, temp]),
    lmResponse: Buffer.concat([hmacMd5(responseKey, serverChallenge, clientChallenge), clientChallenge]),
    sessionBaseKey: hmacMd5(responseKey, ntProof),
  };
}

/** EncryptedRandomSessionKey to ExportedSessionKey and back (MS-NLMP 3.1.5.1.2 and 3.2.5.1.2). */
export function cryptSessionKey(keyExchangeKey: Uint8Array, sessionKey: Uint8Array): Buffer {
  return new Rc4(keyExchangeKey).transform(sessionKey);
}

/** MIC over the three messages as sent, without SPNEGO wrapping, the third with its MIC blanked (MS-NLMP 3.1.5.1.2). */
export function computeMic(exportedSessionKey: Uint8Array, messages: readonly Uint8Array[]): Buffer {
  return hmacMd5(exportedSessionKey, ...messages);
}

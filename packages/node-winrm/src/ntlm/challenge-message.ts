import { type AvPair, buildAvPairs, parseAvPairs, utf16 } from "./av-pairs.js";
import { assembleMessage, NTLM_VERSION, openMessage, payloadStart, readField, startMessage } from "./message-layout.js";
import { NtlmError } from "./ntlm-error.js";
import { hasFlag, NtlmFlag } from "./negotiate-flags.js";

/** CHALLENGE_MESSAGE, the server's Type 2 (MS-NLMP 2.2.1.2). */
export interface ChallengeMessage {
  flags: number;
  /** 8 bytes */
  serverChallenge: Uint8Array;
  targetName: string;
  /** absent when the server sent no TargetInfo, which rules NTLMv2 with a MIC out */
  targetInfo?: AvPair[];
  /** 8 bytes; written when the flags say VERSION */
  version?: Uint8Array;
}

export function buildChallenge(challenge: ChallengeMessage): Buffer {
  if (challenge.serverChallenge.length !== 8) throw new NtlmError("a server challenge has 8 bytes");
  const fixed = startMessage(2, 56);
  fixed.writeUInt32LE(challenge.flags >>> 0, 20);
  fixed.set(challenge.serverChallenge, 24);
  if (hasFlag(challenge.flags, NtlmFlag.VERSION)) fixed.set(challenge.version ?? NTLM_VERSION, 48);
  return assembleMessage(fixed, [
    { position: 12, value: utf16(challenge.targetName) },
    { position: 40, value: challenge.targetInfo === undefined ? Buffer.alloc(0) : buildAvPairs(challenge.targetInfo) },
  ]);
}

/** @throws NtlmError when the message or its target information is malformed */
export function parseChallenge(bytes: Uint8Array): ChallengeMessage {
  const message = openMessage(bytes, 2, 32);
  const flags = message.readUInt32LE(20);
  const name = readField(message, 12);
  const headerEnd = payloadStart(message, message.length >= 48 ? [12, 40] : [12]);
  const withInfo = hasFlag(flags, NtlmFlag.TARGET_INFO) && headerEnd >= 48 && message.readUInt16LE(40) > 0;
  return {
    flags,
    serverChallenge: Buffer.from(message.subarray(24, 32)),
    targetName: name.toString(hasFlag(flags, NtlmFlag.UNICODE) ? "utf16le" : "latin1"),
    ...(withInfo && { targetInfo: parseAvPairs(readField(message, 40)) }),
    ...(headerEnd >= 56 && { version: Buffer.from(message.subarray(48, 56)) }),
  };
}

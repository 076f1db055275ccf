import { assembleMessage, NTLM_VERSION, openMessage, readField, startMessage } from "./message-layout.js";
import { hasFlag, NtlmFlag } from "./negotiate-flags.js";

/** NEGOTIATE_MESSAGE, the client's Type 1 (MS-NLMP 2.2.1.1). */
export interface NegotiateMessage {
  flags: number;
  /** OEM text; empty unless DOMAIN_SUPPLIED */
  domain: string;
  /** OEM text; empty unless WORKSTATION_SUPPLIED */
  workstation: string;
}

/** Domain and workstation stay empty, as in what Windows sends: they would tell an unproven server more than it needs. */
export function buildNegotiate(flags: number): Buffer {
  const fixed = startMessage(1, 40);
  fixed.writeUInt32LE(flags >>> 0, 12);
  if (hasFlag(flags, NtlmFlag.VERSION)) fixed.set(NTLM_VERSION, 32);
  const empty = Buffer.alloc(0);
  return assembleMessage(fixed, [
    { position: 16, value: empty },
    { position: 24, value: empty },
  ]);
}

/** Old clients end after the flags (16 bytes) or before the version (32 bytes); both are read. @throws NtlmError */
export function parseNegotiate(bytes: Uint8Array): NegotiateMessage {
  const message = openMessage(bytes, 1, 16);
  const flags = message.readUInt32LE(12);
  const field = (flag: number, position: number): string =>
    hasFlag(flags, flag) && message.length >= position + 8 ? readField(message, position).toString("latin1") : "";
  return {
    flags,
    domain: field(NtlmFlag.DOMAIN_SUPPLIED, 16),
    workstation: field(NtlmFlag.WORKSTATION_SUPPLIED, 24),
  };
}

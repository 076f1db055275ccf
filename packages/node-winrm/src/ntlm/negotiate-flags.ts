/** NegotiateFlags of the three NTLM messages (MS-NLMP 2.2.2.5). */
export const NtlmFlag = {
  UNICODE: 0x00000001,
  OEM: 0x00000002,
  REQUEST_TARGET: 0x00000004,
  SIGN: 0x00000010,
  SEAL: 0x00000020,
  NTLM: 0x00000200,
  ANONYMOUS: 0x00000800,
  DOMAIN_SUPPLIED: 0x00001000,
  WORKSTATION_SUPPLIED: 0x00002000,
  ALWAYS_SIGN: 0x00008000,
  TARGET_TYPE_DOMAIN: 0x00010000,
  TARGET_TYPE_SERVER: 0x00020000,
  EXTENDED_SESSION_SECURITY: 0x00080000,
  TARGET_INFO: 0x00800000,
  VERSION: 0x02000000,
  KEY_128: 0x20000000,
  KEY_EXCHANGE: 0x40000000,
  KEY_56: 0x80000000,
} as const;

/** What Windows' own SSPI asks for when it wants sealing, without LM_KEY. */
export const SEALING_FLAGS = 0xe2088237;

/** The same without SEAL: over TLS a server that negotiated sealing may insist on sealed bodies. */
export const SIGNING_FLAGS = (SEALING_FLAGS & ~NtlmFlag.SEAL) >>> 0;

export function hasFlag(flags: number, flag: number): boolean {
  return (flags & flag) !== 0;
}

/**
 * Flags of the AUTHENTICATE message: those of the challenge that are honoured, without the target type and OEM
 * (0xE28A8233 becomes 0xE2888235 in the example of MS-NLMP 4.2.4).
 */
export function authenticateFlags(challengeFlags: number): number {
  const dropped = NtlmFlag.TARGET_TYPE_DOMAIN | NtlmFlag.TARGET_TYPE_SERVER | NtlmFlag.OEM;
  return ((challengeFlags & ~dropped) | NtlmFlag.REQUEST_TARGET) >>> 0;
}

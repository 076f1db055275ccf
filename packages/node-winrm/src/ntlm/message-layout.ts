import { NtlmError } from "./ntlm-error.js";

export const NTLM_SIGNATURE = Buffer.from("NTLMSSP\0", "latin1");

/** Version structure (MS-NLMP 2.2.2.10): Windows 10.0 build 17763, NTLM revision 15. It is informative only. */
export const NTLM_VERSION = Buffer.from("0a0063450000000f", "hex");

/** True for a raw NTLM message of any type, as opposed to one wrapped in SPNEGO. */
export function isNtlmMessage(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && NTLM_SIGNATURE.equals(bytes.subarray(0, 8));
}

/** @throws NtlmError unless the bytes are an NTLM message of this type and hold its fixed part */
export function openMessage(bytes: Uint8Array, type: 1 | 2 | 3, fixedLength: number): Buffer {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isNtlmMessage(message)) throw new NtlmError("the token is not an NTLM message");
  const found = message.readUInt32LE(8);
  if (found !== type) throw new NtlmError(`an NTLM message of type ${type} was expected, type ${found} came`);
  if (message.length < fixedLength) throw new NtlmError("the NTLM message is cut short");
  return message;
}

/** Reads the payload which the (length, maximum, offset) triple at `position` points to (MS-NLMP 2.2.2). */
export function readField(message: Buffer, position: number): Buffer {
  const length = message.readUInt16LE(position);
  const offset = message.readUInt32LE(position + 4);
  if (length === 0) return Buffer.alloc(0);
  if (offset + length > message.length) throw new NtlmError("an NTLM field points outside of its message");
  return Buffer.from(message.subarray(offset, offset + length));
}

/** Smallest offset of a field that has content: whatever lies before it belongs to the fixed part. */
export function payloadStart(message: Buffer, positions: readonly number[]): number {
  const offsets = positions
    .filter((position) => message.readUInt16LE(position) > 0)
    .map((position) => message.readUInt32LE(position + 4));
  return Math.min(message.length, ...offsets);
}

/** Appends the payloads behind a fixed part and writes their triples; offsets follow the order of `fields`. */
export function assembleMessage(fixed: Buffer, fields: readonly { position: number; value: Uint8Array }[]): Buffer {
  let offset = fixed.length;
  for (const { position, value } of fields) {
    if (value.length > 0xffff) throw new NtlmError("an NTLM field is longer than 65,535 bytes");
    fixed.writeUInt16LE(value.length, position);
    fixed.writeUInt16LE(value.length, position + 2);
    fixed.writeUInt32LE(offset, position + 4);
    offset += value.length;
  }
  return Buffer.concat([fixed, ...fields.map((field) => field.value)]);
}

/** The fixed part of a message: signature and type, the rest zero. */
export function startMessage(type: 1 | 2 | 3, fixedLength: number): Buffer {
  const fixed = Buffer.alloc(fixedLength);
  fixed.set(NTLM_SIGNATURE);
  fixed.writeUInt32LE(type, 8);
  return fixed;
}

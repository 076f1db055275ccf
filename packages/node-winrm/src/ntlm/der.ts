import { NtlmError } from "./ntlm-error.js";

/** One ASN.1 element in DER: single-byte tag, definite length. */
export interface DerElement {
  tag: number;
  content: Buffer;
  /** tag, length and content as they stand in the input */
  encoded: Buffer;
}

/** @throws NtlmError when the element is cut short or its length form is not DER */
export function readDer(bytes: Uint8Array, offset = 0): DerElement {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (offset + 2 > buffer.length) throw new NtlmError("an ASN.1 element is cut short");
  const first = buffer.readUInt8(offset + 1);
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || octets > 4) throw new NtlmError("an ASN.1 length is not in DER form");
  const start = offset + 2 + octets;
  if (start > buffer.length) throw new NtlmError("an ASN.1 element is cut short");
  const length = octets === 0 ? first : buffer.readUIntBE(offset + 2, octets);
  if (start + length > buffer.length) throw new NtlmError("an ASN.1 element is cut short");
  return {
    tag: buffer.readUInt8(offset),
    content: buffer.subarray(start, start + length),
    encoded: buffer.subarray(offset, start + length),
  };
}

/** All elements that stand one behind the other, such as the members of a SEQUENCE. @throws NtlmError */
export function readDerList(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const element = readDer(bytes, offset);
    elements.push(element);
    offset += element.encoded.length;
  }
  return elements;
}

export function writeDer(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), ...content]);
  const octets = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
  const header = Buffer.alloc(2 + octets);
  header.set([tag, 0x80 | octets]);
  header.writeUIntBE(length, 2, octets);
  return Buffer.concat([header, ...content]);
}

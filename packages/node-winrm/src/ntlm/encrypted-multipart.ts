import { NtlmError } from "./ntlm-error.js";
import type { SealedMessage, SealingContext } from "./sealing-context.js";

/** Protocol name of bodies sealed with a context that `Negotiate` set up (MS-WSMV 2.2.9.1). */
export const SPNEGO_PROTOCOL = "application/HTTP-SPNEGO-session-encrypted";
export const SOAP_TYPE = "application/soap+xml;charset=UTF-8";
export const ENCRYPTED_CONTENT_TYPE = `multipart/encrypted;protocol="${SPNEGO_PROTOCOL}";boundary="Encrypted Boundary"`;

const BOUNDARY = "--Encrypted Boundary";
const OCTET_STREAM = /content-type:\s*application\/octet-stream[^\r\n]*\r\n/iu;
const ORIGINAL_CONTENT = /originalcontent:([^\r\n]*)\r\n/iu;
const END = /^-- ?Encrypted Boundary--\r?\n?$/u;

/** The two part headers take some 250 bytes; a body that has none within this many is not of this kind. */
const MAX_HEADER_BYTES = 2048;

/** True for the Content-Type of a sealed body of any protocol. */
export function isEncryptedContentType(contentType: string | undefined): boolean {
  return contentType !== undefined && /^multipart\/(x-multi-)?encrypted\b/iu.test(contentType);
}

/** Body bytes of MS-WSMV 2.2.9.1.1: no blank line before the data, no line end after it. */
export function encodeEncryptedMultipart(message: SealedMessage): Buffer {
  const head =
    `${BOUNDARY}\r\n\tContent-Type: ${SPNEGO_PROTOCOL}\r\n` +
    `\tOriginalContent: type=${SOAP_TYPE};Length=${message.ciphertext.length}\r\n` +
    `${BOUNDARY}\r\n\tContent-Type: application/octet-stream\r\n`;
  const length = Buffer.alloc(4);
  length.writeUInt32LE(message.signature.length);
  return Buffer.concat([
    Buffer.from(head, "latin1"),
    length,
    message.signature,
    message.ciphertext,
    Buffer.from(`${BOUNDARY}--\r\n`, "latin1"),
  ]);
}

/**
 * Reads a sealed body by its stated length, since ciphertext may contain the boundary itself. Letter case, tabs, the blank
 * after the dashes and the order of the OriginalContent parameters are free, as other implementations differ in them.
 *
 * @throws NtlmError when a part is missing or the lengths do not fit
 */
export function decodeEncryptedMultipart(body: Uint8Array): SealedMessage {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const head = bytes.toString("latin1", 0, Math.min(bytes.length, MAX_HEADER_BYTES));
  const stream = OCTET_STREAM.exec(head);
  const original = ORIGINAL_CONTENT.exec(head)?.[1];
  const stated = original === undefined ? null : /(?:^|;)\s*length\s*=\s*(\d{1,9})/iu.exec(original);
  if (stream === null || stated === null) throw new NtlmError("the encrypted body has no proper part headers");
  const start = stream.index + stream[0].length;
  if (start + 4 > bytes.length) throw new NtlmError("the encrypted body is cut short");
  const signatureLength = bytes.readUInt32LE(start);
  const dataStart = start + 4 + signatureLength;
  const dataEnd = dataStart + Number(stated[1]);
  if (dataEnd > bytes.length || !END.test(bytes.toString("latin1", dataEnd))) {
    throw new NtlmError("the encrypted body does not end where its stated length says");
  }
  return { signature: bytes.subarray(start + 4, dataStart), ciphertext: bytes.subarray(dataStart, dataEnd) };
}

/** Seals one SOAP envelope into the bytes of an HTTP body. */
export function sealBody(context: SealingContext, plaintext: Uint8Array): Buffer {
  return encodeEncryptedMultipart(context.seal(plaintext));
}

/** Opens one sealed HTTP body. @throws NtlmError when it is malformed or its signature is wrong */
export function unsealBody(context: SealingContext, body: Uint8Array): Buffer {
  return context.unseal(decodeEncryptedMultipart(body));
}

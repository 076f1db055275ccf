import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

/** First word of every line to the remote side. */
export const REQUEST_PREFIX = "K1";

/** Longest base64 text of one line, in characters. */
export const PART_CHARACTERS = 60_000;

/** Number that carries the script; requests count from 1. */
export const SCRIPT_ID = 0;

export type AnswerKind = "result" | "error" | "progress";

export interface FrameHead {
  /** `REQUEST_PREFIX`, or the token of the session for answers */
  prefix: string;
  id: number;
  /** on answers only */
  kind?: AnswerKind;
}

export interface Frame extends FrameHead {
  /** parsed JSON */
  payload: unknown;
}

/** First 8 hex digits of SHA-256 over the base64 text of a part: finds lost and doubled bytes, not forgery. */
export function partCheck(part: string): string {
  return createHash("sha256").update(part, "latin1").digest("hex").slice(0, 8);
}

/**
 * Encodes a value as the lines of one frame: gzip over UTF-8 JSON, base64, cut into numbered and checksummed parts.
 * The form is `prefix id [kind] part parts check base64`, parts counting from 1; everything in it is 7-bit.
 *
 * @returns lines without line ends
 */
export function encodeFrameLines(head: FrameHead, payload: unknown, partCharacters = PART_CHARACTERS): string[] {
  const base64 = gzipSync(JSON.stringify(payload)).toString("base64");
  const parts = Math.ceil(base64.length / partCharacters);
  const start = [head.prefix, head.id, ...(head.kind === undefined ? [] : [head.kind])].join(" ");
  return Array.from({ length: parts }, (_, index) => {
    const part = base64.slice(index * partCharacters, (index + 1) * partCharacters);
    return `${start} ${index + 1} ${parts} ${partCheck(part)} ${part}`;
  });
}

/** Bytes of a request or script as they go to the remote stdin: the lines, each closed by CRLF. */
export function encodeRequest(id: number, payload: unknown): Buffer {
  const lines = encodeFrameLines({ prefix: REQUEST_PREFIX, id }, payload);
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(""), "latin1");
}

/** @throws Error when the text is no gzip, is larger than `maxBytes` when unpacked, or is no JSON */
export function decodePayload(base64: string, maxBytes: number): unknown {
  const json = gunzipSync(Buffer.from(base64, "base64"), { maxOutputLength: maxBytes });
  return JSON.parse(json.toString("utf8")) as unknown;
}

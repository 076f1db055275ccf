import { type AnswerKind, decodePayload, type Frame, PART_CHARACTERS, partCheck } from "./frames.js";

export interface FrameReaderOptions {
  /** word that marks a frame: the session's token, or `K1` on the remote side */
  prefix: string;
  /** true when lines name a kind (answers), false for requests */
  kinds: boolean;
  /** most bytes of JSON one frame may unpack to; default 256 MiB */
  maxPayloadBytes?: number;
  /** called with each line that is no frame, decoded as UTF-8 */
  onStray?: (line: string) => void;
}

/** A frame that came, but damaged: a part is missing, a checksum is wrong, or its content is no gzip of JSON. */
export interface DamagedFrame {
  id: number;
  kind?: AnswerKind;
  damage: string;
}

interface Pending {
  id: number;
  kind?: AnswerKind;
  parts: number;
  texts: string[];
}

/** The line of an honest peer has its prefix, five numbers and one part; a longer one is stray output and is cut. */
const MAX_LINE_BYTES = PART_CHARACTERS + 4096;
const MAX_PARTS = 10_000;
const FIELDS = /^(\d{1,9}) (?:(result|error|progress) )?(\d{1,5}) (\d{1,5}) ([0-9a-f]{8}) ([A-Za-z0-9+/=]+)$/u;

/**
 * Finds frames in a byte stream cut at arbitrary places. Ids only rise, so repeated parts are recognised and dropped.
 * Damage ends a frame, not the reader: the next frame is read as usual.
 */
export class FrameReader {
  readonly #options: FrameReaderOptions;
  readonly #marker: string;
  #rest: Buffer[] = [];
  #restBytes = 0;
  #pending: Pending | undefined;
  #doneId = -1;

  constructor(options: FrameReaderOptions) {
    this.#options = options;
    this.#marker = `${options.prefix} `;
  }

  /** Takes the next bytes and returns the frames which they complete, in order. */
  push(chunk: Uint8Array): (Frame | DamagedFrame)[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const frames: (Frame | DamagedFrame)[] = [];
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      const frame = this.#line(this.#takeRest(bytes.subarray(start, end)));
      if (frame !== undefined) frames.push(frame);
      start = end + 1;
    }
    this.#keepRest(bytes.subarray(start));
    return frames;
  }

  /** Hands an unfinished last line to `onStray`; call it when the stream has ended. */
  end(): void {
    const rest = this.#takeRest(Buffer.alloc(0));
    if (rest.length > 0) this.#stray(rest.toString("utf8"));
  }

  #takeRest(tail: Buffer): Buffer {
    if (this.#rest.length === 0) return tail;
    const line = Buffer.concat([...this.#rest, tail]);
    this.#rest = [];
    this.#restBytes = 0;
    return line;
  }

  #keepRest(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (this.#restBytes + bytes.length > MAX_LINE_BYTES) {
      this.#stray(this.#takeRest(bytes).toString("utf8"));
      return;
    }
    this.#rest.push(Buffer.from(bytes));
    this.#restBytes += bytes.length;
  }

  #line(bytes: Buffer): Frame | DamagedFrame | undefined {
    const line = bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes;
    // A program may have left text without a line end in front of the frame.
    const at = line.indexOf(this.#marker, 0, "latin1");
    const fields = at < 0 ? null : FIELDS.exec(line.toString("latin1", at + this.#marker.length));
    if (fields === null || (fields[2] !== undefined) !== this.#options.kinds) {
      if (line.length > 0) this.#stray(line.toString("utf8"));
      return undefined;
    }
    if (at > 0) this.#stray(line.toString("utf8", 0, at));
    return this.#part(fields);
  }

  #part([, idText, kindText, partText, partsText, check, text = ""]: RegExpExecArray):
    Frame | DamagedFrame | undefined {
    const id = Number(idText);
    const part = Number(partText);
    const parts = Number(partsText);
    const kind = kindText as AnswerKind | undefined;
    if (id <= this.#doneId) return undefined;
    let pending = this.#pending;
    if (pending?.id !== id || pending.kind !== kind || pending.parts !== parts) {
      pending = { id, parts, texts: [], ...(kind !== undefined && { kind }) };
      this.#pending = pending;
    }
    const expected = pending.texts.length + 1;
    if (part < 1 || part > parts || parts > MAX_PARTS) return this.#close(pending, "its part numbers make no sense");
    if (part < expected) return undefined;
    if (part > expected) return this.#close(pending, `part ${expected} of ${parts} is missing`);
    if (partCheck(text) !== check) return this.#close(pending, `the checksum of part ${part} is wrong`);
    pending.texts.push(text);
    return part === parts ? this.#close(pending) : undefined;
  }

  /** Ends the pending frame. Whatever still comes for this id is then a repetition, but after progress the answer follows. */
  #close({ id, kind, texts }: Pending, damage?: string): Frame | DamagedFrame {
    this.#pending = undefined;
    if (kind !== "progress") this.#doneId = id;
    const head = { id, ...(kind !== undefined && { kind }) };
    if (damage !== undefined) return { ...head, damage };
    try {
      const payload = decodePayload(texts.join(""), this.#options.maxPayloadBytes ?? 268_435_456);
      return { ...head, prefix: this.#options.prefix, payload };
    } catch (error) {
      return { ...head, damage: error instanceof Error ? error.message : "its content cannot be unpacked" };
    }
  }

  #stray(line: string): void {
    this.#options.onStray?.(line);
  }
}

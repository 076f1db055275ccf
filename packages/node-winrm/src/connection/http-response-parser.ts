import { WinRMError } from "../winrm-error.js";

export interface HttpResponse {
  status: number;
  /** names in lower case; repeated headers in order */
  headers: [string, string][];
  body: Buffer;
  /** the connection may carry another request */
  keepAlive: boolean;
}

const MAX_HEAD_BYTES = 65_536;
const CRLF = Buffer.from("\r\n");

export function headerValues(response: Pick<HttpResponse, "headers">, name: string): string[] {
  return response.headers.filter(([found]) => found === name).map(([, value]) => value);
}

function malformed(what: string): WinRMError {
  return new WinRMError("WINRM_PROTOCOL", `the HTTP answer is malformed: ${what}`, {
    hint: "Check that host and port belong to a WinRM service.",
  });
}

type Phase = "head" | "length" | "chunk-size" | "chunk-data" | "chunk-end" | "trailer" | "until-close";

/**
 * Reads one HTTP/1.1 response at a time from a byte stream cut at arbitrary places (RFC 9112). Only what WinRM needs:
 * Content-Length, chunked and close-delimited bodies, interim 1xx answers.
 */
export class HttpResponseParser {
  readonly #maxBodyBytes: number;
  #buffer: Buffer = Buffer.alloc(0);
  #phase: Phase = "head";
  #remaining = 0;
  #body: Buffer[] = [];
  #bodyBytes = 0;
  #response: Omit<HttpResponse, "body"> | undefined;

  constructor(maxBodyBytes: number) {
    this.#maxBodyBytes = maxBodyBytes;
  }

  /** True when bytes of an answer have come that is not complete. */
  get started(): boolean {
    return this.#phase !== "head" || this.#buffer.length > 0;
  }

  /** Takes the next bytes. @returns the response when they complete it @throws WinRMError on malformed or oversized answers */
  push(chunk: Buffer): HttpResponse | undefined {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const step = this.#step();
      if (step === "wait") return undefined;
      if (step === "done") return this.#finish();
    }
  }

  /** The peer closed its side. @returns the response whose body ends with the connection */
  end(): HttpResponse | undefined {
    return this.#phase === "until-close" ? this.#finish() : undefined;
  }

  #step(): "wait" | "again" | "done" {
    switch (this.#phase) {
      case "head":
        return this.#readHead();
      case "chunk-size":
        return this.#readChunkSize();
      case "chunk-end":
        return this.#expectLineEnd();
      case "trailer":
        return this.#readTrailer();
      case "until-close":
        this.#take(this.#buffer.length);
        return "wait";
      case "length":
      case "chunk-data":
        return this.#readCounted();
    }
  }

  #readHead(): "wait" | "again" | "done" {
    const end = this.#buffer.indexOf("\r\n\r\n");
    if (end < 0) {
      if (this.#buffer.length > MAX_HEAD_BYTES) throw malformed("its head is too long");
      return "wait";
    }
    const [statusLine = "", ...lines] = this.#buffer.toString("latin1", 0, end).split("\r\n");
    const status = /^HTTP\/1\.([01]) (\d{3})(?: |$)/u.exec(statusLine);
    if (status === null) throw malformed("it has no status line");
    this.#buffer = this.#buffer.subarray(end + 4);
    const code = Number(status[2]);
    if (code < 200) return "again";
    this.#response = { status: code, headers: lines.map(splitHeader), keepAlive: true };
    this.#openBody(this.#response, status[1] === "1");
    return this.#phase === "head" ? "done" : "again";
  }

  #openBody(response: Omit<HttpResponse, "body">, persistent: boolean): void {
    const connection = headerValues(response, "connection").join().toLowerCase();
    response.keepAlive = persistent ? !connection.includes("close") : connection.includes("keep-alive");
    const coding = headerValues(response, "transfer-encoding").join().toLowerCase();
    const lengths = new Set(headerValues(response, "content-length"));
    if (coding !== "") {
      if (coding !== "chunked" || lengths.size > 0) throw malformed("its length is ambiguous");
      this.#phase = "chunk-size";
    } else if (lengths.size > 0) {
      const [length = ""] = lengths;
      if (lengths.size > 1 || !/^\d{1,12}$/u.test(length)) throw malformed("its length is no number");
      this.#expect(Number(length), "length");
      if (this.#remaining === 0) this.#phase = "head";
    } else if (response.status !== 204 && response.status !== 304) {
      response.keepAlive = false;
      this.#phase = "until-close";
    }
  }

  #expect(bytes: number, phase: "length" | "chunk-data"): void {
    if (this.#bodyBytes + bytes > this.#maxBodyBytes) throw malformed("its body is larger than was asked for");
    this.#remaining = bytes;
    this.#phase = phase;
  }

  #take(count: number): void {
    if (count === 0) return;
    this.#bodyBytes += count;
    if (this.#bodyBytes > this.#maxBodyBytes) throw malformed("its body is larger than was asked for");
    this.#body.push(this.#buffer.subarray(0, count));
    this.#buffer = this.#buffer.subarray(count);
  }

  #readCounted(): "wait" | "again" | "done" {
    const count = Math.min(this.#remaining, this.#buffer.length);
    this.#remaining -= count;
    this.#take(count);
    if (this.#remaining > 0) return "wait";
    if (this.#phase === "length") return "done";
    this.#phase = "chunk-end";
    return "again";
  }

  #readChunkSize(): "wait" | "again" {
    const line = this.#takeLine();
    if (line === undefined) return "wait";
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/iu.exec(line)?.[1];
    if (size === undefined) throw malformed("a chunk has no size");
    if (Number.parseInt(size, 16) === 0) this.#phase = "trailer";
    else this.#expect(Number.parseInt(size, 16), "chunk-data");
    return "again";
  }

  #expectLineEnd(): "wait" | "again" {
    if (this.#buffer.length < 2) return "wait";
    if (!this.#buffer.subarray(0, 2).equals(CRLF)) throw malformed("a chunk is longer than its size");
    this.#buffer = this.#buffer.subarray(2);
    this.#phase = "chunk-size";
    return "again";
  }

  #readTrailer(): "wait" | "again" | "done" {
    const line = this.#takeLine();
    if (line === undefined) return "wait";
    return line === "" ? "done" : "again";
  }

  #takeLine(): string | undefined {
    const end = this.#buffer.indexOf(CRLF);
    if (end < 0) {
      if (this.#buffer.length > MAX_HEAD_BYTES) throw malformed("a line is too long");
      return undefined;
    }
    const line = this.#buffer.toString("latin1", 0, end);
    this.#buffer = this.#buffer.subarray(end + 2);
    return line;
  }

  #finish(): HttpResponse {
    const response = this.#response;
    if (response === undefined) throw malformed("it ended before its head");
    const body = this.#body.length === 1 ? (this.#body[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#body);
    this.#phase = "head";
    this.#body = [];
    this.#bodyBytes = 0;
    this.#response = undefined;
    return { ...response, body };
  }
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(":");
  if (colon <= 0) throw malformed("a header has no name");
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

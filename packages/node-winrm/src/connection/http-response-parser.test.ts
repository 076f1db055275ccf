import { expect } from "chai";
import fc from "fast-check";
import { type HttpResponse, HttpResponseParser } from "./http-response-parser.js";

function parse(text: string, sizes: readonly number[] = [1000]): HttpResponse | undefined {
  const parser = new HttpResponseParser(10_000);
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    const response = parser.push(bytes.subarray(at, at + size));
    if (response !== undefined) return response;
    at += size;
  }
  return parser.end();
}

describe("HttpResponseParser", () => {
  it("reads bodies of either form, however the stream is cut", () => {
    const body = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
    fc.assert(
      fc.property(
        fc.array(body),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (pieces, chunked, sizes) => {
          const whole = pieces.join("");
          const chunks = pieces
            .filter((piece) => piece !== "")
            .map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`)
            .join("");
          const text = chunked
            ? `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\nTrailer: x\r\n\r\n`
            : `HTTP/1.1 500 Internal Server Error\r\ncontent-length:${whole.length}\r\n\r\n${whole}`;
          const response = parse(text, sizes);
          expect(response?.body.toString("latin1")).to.equal(whole);
          expect(response?.status).to.equal(chunked ? 200 : 500);
          expect(response?.keepAlive).to.equal(true);
        },
      ),
    );
  });

  it("skips interim answers and keeps repeated headers", () => {
    const response = parse(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    );
    expect(response?.headers.filter(([name]) => name === "www-authenticate").map(([, value]) => value)).to.deep.equal([
      "Negotiate",
      "Basic",
    ]);
    expect(response?.keepAlive).to.equal(false);
  });

  it("takes a body without a length as ending with the connection", () => {
    expect(parse("HTTP/1.1 503 Busy\r\nContent-Type: text/html\r\n\r\n<html>")).to.include({
      status: 503,
      keepAlive: false,
    });
    expect(parse("HTTP/1.1 204 No Content\r\n\r\n")).to.include({ status: 204, keepAlive: true });
    expect(parse("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc")).to.equal(undefined);
  });

  const malformed: [string, string][] = [
    ["another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    ["a length beside chunks", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"],
    ["a chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"],
    ["a chunk longer than its size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"],
    ["a body over the limit", "HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n"],
    ["an endless head", `HTTP/1.1 200 OK\r\nX: ${"y".repeat(70_000)}`],
  ];
  for (const [what, text] of malformed) {
    it(`refuses ${what}`, () => {
      expect(() => parse(text))
        .to.throw("malformed")
        .with.property("code", "WINRM_PROTOCOL");
    });
  }
});

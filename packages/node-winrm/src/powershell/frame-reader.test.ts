import { expect } from "chai";
import fc from "fast-check";
import { type DamagedFrame, FrameReader } from "./frame-reader.js";
import { encodeFrameLines, encodeRequest, type Frame } from "./frames.js";

const TOKEN = "00ff00ff00ff00ff";
const answers = (onStray?: (line: string) => void): FrameReader =>
  new FrameReader({ prefix: TOKEN, kinds: true, ...(onStray && { onStray }) });
const lines = (id: number, payload: unknown, part?: number): string[] =>
  encodeFrameLines({ prefix: TOKEN, id, kind: "result" }, payload, part);
const bytes = (text: readonly string[]): Buffer => Buffer.from(text.map((line) => `${line}\r\n`).join(""));

function pushInPieces(reader: FrameReader, stream: Buffer, sizes: readonly number[]): (Frame | DamagedFrame)[] {
  const frames: (Frame | DamagedFrame)[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    frames.push(...reader.push(stream.subarray(at, at + size)));
    at += size;
  }
  return frames;
}

describe("FrameReader", () => {
  it("returns what was encoded, however the stream is cut and whatever stray text lies between", () => {
    const piece = fc.integer({ min: 1, max: 200 });
    const word = fc.string({ unit: "grapheme" }).filter((text) => !/[\r\n]/u.test(text) && !text.includes(TOKEN));
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.array(piece, { minLength: 1 }),
        piece,
        word,
        (values, sizes, part, noise) => {
          const stream = bytes(values.flatMap((value, index) => [noise, ...lines(index, value, part)]));
          const stray: string[] = [];
          const frames = pushInPieces(
            answers((line) => stray.push(line)),
            stream,
            sizes,
          );
          expect(
            frames.map((frame) => ("payload" in frame ? JSON.stringify(frame.payload) : frame.damage)),
          ).to.deep.equal(values.map((value) => JSON.stringify(value)));
          expect(stray).to.deep.equal(noise === "" ? [] : values.map(() => noise));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("reads requests, which name no kind", () => {
    const reader = new FrameReader({ prefix: "K1", kinds: false });
    expect(reader.push(encodeRequest(3, { method: "read", params: [] }))).to.deep.equal([
      { prefix: "K1", id: 3, payload: { method: "read", params: [] } },
    ]);
  });

  it("finds a frame behind text that has no line end of its own", () => {
    const stray: string[] = [];
    const reader = answers((line) => stray.push(line));
    expect(reader.push(bytes([`\ufeffhalf${lines(1, "x")[0]}`]))).to.have.length(1);
    expect(stray).to.deep.equal(["\ufeffhalf"]);
  });

  it("drops repeated parts and repeated frames", () => {
    const parts = lines(1, "a text of some length", 20);
    const reader = answers();
    expect(reader.push(bytes([parts[0] ?? "", ...parts, ...parts, ...lines(0, 1)]))).to.have.length(1);
    expect(reader.push(bytes(lines(2, 2)))).to.have.length(1);
  });

  it("reports damage once and reads the next frame", () => {
    const parts = lines(1, "a text of some length", 20);
    const reader = answers();
    const damaged = reader.push(bytes([parts[0] ?? "", ...parts.slice(2)]));
    expect(damaged).to.deep.equal([{ id: 1, kind: "result", damage: `part 2 of ${parts.length} is missing` }]);
    expect(
      reader.push(bytes(lines(2, "next").map((line) => line.replace(/ [0-9a-f]{8} /u, " 00000000 "))))[0],
    ).to.have.property("damage", "the checksum of part 1 is wrong");
    expect(reader.push(bytes(lines(3, "next")))[0]).to.have.property("payload", "next");
  });

  it("refuses a frame that unpacks to more than its limit", () => {
    const reader = new FrameReader({ prefix: TOKEN, kinds: true, maxPayloadBytes: 1000 });
    expect(reader.push(bytes(lines(1, "0".repeat(100_000))))[0]).to.have.property("damage");
  });

  it("hands endless lines and an unfinished last line over as stray output", () => {
    const stray: number[] = [];
    const reader = answers((line) => stray.push(line.length));
    for (let turn = 0; turn < 100; turn++) reader.push(Buffer.alloc(4096, 0x41));
    reader.end();
    expect(stray.reduce((sum, length) => sum + length, 0)).to.equal(409_600);
    expect(stray.length).to.be.greaterThan(4);
  });
});

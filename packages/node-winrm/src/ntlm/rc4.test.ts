import { expect } from "chai";
import fc from "fast-check";
import { Rc4 } from "./rc4.js";

describe("Rc4", () => {
  it("produces the published key stream", () => {
    const cipher = new Rc4(Buffer.from("Key"));
    expect(cipher.transform(Buffer.from("Plaintext")).toString("hex")).to.equal("bbf316e8d940af0ad3");
  });

  it("gives the same bytes whether the text comes whole or in pieces, and returns to its start on reset", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 256 }), fc.array(fc.uint8Array()), (key, pieces) => {
        const whole = new Rc4(key).transform(Buffer.concat(pieces));
        const cipher = new Rc4(key);
        expect(Buffer.concat(pieces.map((piece) => cipher.transform(piece))).equals(whole)).to.equal(true);
        cipher.reset();
        expect(cipher.transform(whole).equals(Buffer.concat(pieces))).to.equal(true);
      }),
    );
  });

  it("refuses a key of no length", () => {
    expect(() => new Rc4(Buffer.alloc(0))).to.throw(RangeError);
  });
});

import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { decodeEncryptedMultipart, encodeEncryptedMultipart, sealBody, unsealBody } from "./encrypted-multipart.js";
import { NtlmFlag } from "./negotiate-flags.js";
import { NtlmError } from "./ntlm-error.js";
import { SealingContext, sealingKey, signingKey } from "./sealing-context.js";

const KEY = Buffer.alloc(16, 0x55);
const FLAGS = 0xe2888235;
const PLAIN = Buffer.from("Plaintext", "utf16le");
const hexOf = ({ ciphertext, signature }: { ciphertext: Buffer; signature: Buffer }): [string, string] => [
  ciphertext.toString("hex"),
  signature.toString("hex"),
];

describe("SealingContext", () => {
  it("derives the keys of MS-NLMP 4.2.4, also the weakened ones", () => {
    expect(signingKey(KEY, "client").toString("hex")).to.equal("4788dc861b4782f35d43fd98fe1a2d39");
    expect(signingKey(KEY, "server").toString("hex")).to.equal("d04d6f10741041d1d246d64188d7a8ad");
    const seal = (flags: number): string[] => [
      sealingKey(KEY, flags, "client").toString("hex"),
      sealingKey(KEY, flags, "server").toString("hex"),
    ];
    expect(seal(FLAGS)).to.deep.equal(["59f600973cc4960a25480a7c196e4c58", "9355f3a957c1583d25c4c2f11e40390e"]);
    expect(seal(NtlmFlag.KEY_56)).to.deep.equal([
      "a5f7253c1065e8d3d68642040e71cfe0",
      "583e2f98959b385cd158f3734b5f5d3f",
    ]);
    expect(seal(0)).to.deep.equal(["42f964a471091a02ff4a77455366e4e5", "c5d3853b406b7c1241c595f0ce0750e2"]);
  });

  it("seals the messages of the vector in both directions, each continuing its key stream", () => {
    const client = new SealingContext(KEY, FLAGS, "client");
    const server = new SealingContext(KEY, FLAGS, "server");
    expect(hexOf(client.seal(PLAIN))).to.deep.equal([
      "54e50165bf1936dc996020c1811b0f06fb5f",
      "010000007fb38ec5c55d497600000000",
    ]);
    expect(hexOf(client.seal(PLAIN))).to.deep.equal([
      "64c308e09ea236e7f4232553c94a01e700fa",
      "01000000255405955d31d8c401000000",
    ]);
    expect(hexOf(server.seal(PLAIN))).to.deep.equal([
      "160871b730ba74e946c453d7465b54278dd0",
      "01000000b298b847ce7c580700000000",
    ]);
    expect(hexOf(server.seal(PLAIN))).to.deep.equal([
      "3db8ae180836dceebba76946aab5e969c977",
      "010000001c358b931a2feeb201000000",
    ]);
  });

  it("leaves the checksum in clear without key exchange", () => {
    const context = new SealingContext(KEY, (FLAGS & ~NtlmFlag.KEY_EXCHANGE) >>> 0, "client");
    expect(context.seal(PLAIN).signature.toString("hex")).to.equal("0100000070352851f256430900000000");
  });

  it("restarts the key stream but not the counter after a mechListMIC", () => {
    const context = new SealingContext(KEY, FLAGS, "client");
    expect(context.sign(Buffer.from("300c060a2b06010401823702020a", "hex")).toString("hex")).to.equal(
      "0100000022a3984fefbb9c3200000000",
    );
    context.restartCiphers();
    expect(hexOf(context.seal(PLAIN))).to.deep.equal([
      "54e50165bf1936dc996020c1811b0f06fb5f",
      "010000001deafbcced2a4ea901000000",
    ]);
  });

  it("opens whatever the other end sealed, in order, and refuses a change or a repetition", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { minLength: 1 }), (messages) => {
        const client = new SealingContext(KEY, FLAGS, "client");
        const server = new SealingContext(KEY, FLAGS, "server");
        const bodies = messages.map((message) => sealBody(client, message));
        messages.forEach((message, index) =>
          expect(unsealBody(server, bodies[index] as Buffer).equals(message)).to.equal(true),
        );
        expect(() => unsealBody(server, bodies[0] as Buffer)).to.throw(NtlmError, "signature");
      }),
      { numRuns: 50 },
    );
  });
});

describe("encrypted multipart body", () => {
  it("has the bytes of MS-WSMV 2.2.9.1.1", () => {
    const body = sealBody(new SealingContext(KEY, FLAGS, "client"), Buffer.from("<s:Envelope/>"));
    expect(body.length).to.equal(269);
    expect(createHash("sha256").update(body).digest("hex")).to.equal(
      "b1170e2c379ebb6ee3d7131fab93e4d6cf268fe4353bbcead02e724afa7b362f",
    );
  });

  it("carries any ciphertext, also one that contains the boundary", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.uint8Array(),
        fc.boolean(),
        (signature, bytes, boundary) => {
          const ciphertext = boundary
            ? Buffer.concat([bytes, Buffer.from("--Encrypted Boundary--\r\n"), bytes])
            : Buffer.from(bytes);
          const read = decodeEncryptedMultipart(
            encodeEncryptedMultipart({ signature: Buffer.from(signature), ciphertext }),
          );
          expect(read.ciphertext.equals(ciphertext) && read.signature.equals(signature)).to.equal(true);
        },
      ),
    );
  });

  it("tolerates missing tabs, a blank after the dashes, another order and letter case", () => {
    const head =
      "-- Encrypted Boundary\r\nContent-type: application/HTTP-SPNEGO-session-encrypted\r\n" +
      "ORIGINALCONTENT: Length=3;type=application/soap+xml;charset=UTF-8\r\n-- Encrypted Boundary\r\ncontent-type: application/octet-stream\r\n";
    const body = Buffer.concat([
      Buffer.from(head),
      Buffer.from([16, 0, 0, 0]),
      Buffer.alloc(16, 7),
      Buffer.from("abc"),
      Buffer.from("-- Encrypted Boundary--\r\n"),
    ]);
    expect(decodeEncryptedMultipart(body).ciphertext.toString()).to.equal("abc");
  });

  it("refuses lengths that do not fit and bodies of another kind", () => {
    const body = sealBody(new SealingContext(KEY, FLAGS, "client"), PLAIN);
    expect(() => decodeEncryptedMultipart(body.subarray(0, -30))).to.throw(NtlmError);
    expect(() => decodeEncryptedMultipart(Buffer.from("<html>busy</html>"))).to.throw(NtlmError);
  });
});

import { randomBytes } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { type VerifyOptions, verifyAuthenticate } from "./acceptor.js";
import { AvId, type AvPair, fileTime, utf16 } from "./av-pairs.js";
import { buildChallenge, parseChallenge } from "./challenge-message.js";
import { parseAuthenticate } from "./authenticate-message.js";
import { authenticate, type AuthenticateOptions } from "./initiator.js";
import { buildNegotiate } from "./negotiate-message.js";
import { NtlmFlag, SEALING_FLAGS } from "./negotiate-flags.js";
import { NtlmError } from "./ntlm-error.js";
import { upperCaseSimple } from "./ntlmv2-response.js";

/** Any UTF-16 text, also with lone surrogates; fast-check's own "binary" unit takes a second to set up. */
const text = (minLength = 0): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength, maxLength: 20 })
    .map((units) => String.fromCharCode(...units));

const NEGOTIATE = buildNegotiate(SEALING_FLAGS);
const INFO: AvPair[] = [
  { id: AvId.NB_DOMAIN_NAME, value: utf16("CORP") },
  { id: AvId.NB_COMPUTER_NAME, value: utf16("HOST") },
  { id: AvId.TIMESTAMP, value: fileTime(Date.UTC(2026, 10, 26)) },
];

function challengeWith(targetInfo: AvPair[] | undefined, flags = 0xe2898235): Buffer {
  return buildChallenge({
    flags,
    serverChallenge: randomBytes(8),
    targetName: "CORP",
    ...(targetInfo && { targetInfo }),
  });
}

function logon(challenge: Buffer, change: Partial<AuthenticateOptions> = {}, verify: VerifyOptions = {}): string {
  const options = {
    negotiate: NEGOTIATE,
    challenge,
    user: "admin",
    domain: "CORP",
    password: "right",
    requireSeal: true,
    ...change,
  };
  const { message, exportedSessionKey } = authenticate(options);
  const verdict = verifyAuthenticate(
    NEGOTIATE,
    challenge,
    message,
    (user) => (user === "admin" ? "right" : undefined),
    verify,
  );
  if (!verdict.ok) return verdict.reason;
  return verdict.exportedSessionKey.equals(exportedSessionKey) ? "accepted" : "keys differ";
}

describe("initiator and acceptor", () => {
  it("agree on a session key for any account, domain and password, with and without a timestamp", () => {
    fc.assert(
      fc.property(text(1), text(), text(), fc.boolean(), (user, domain, password, stamped) => {
        const challenge = challengeWith(stamped ? INFO : INFO.slice(0, 2));
        const sent = authenticate({ negotiate: NEGOTIATE, challenge, user, domain, password, requireSeal: true });
        const verdict = verifyAuthenticate(NEGOTIATE, challenge, sent.message, (name, realm) =>
          name === user && realm === domain ? password : undefined,
        );
        expect(verdict.ok && verdict.exportedSessionKey.equals(sent.exportedSessionKey)).to.equal(true);
        expect(parseAuthenticate(sent.message).mic !== undefined).to.equal(stamped);
      }),
      { numRuns: 50 },
    );
  });

  it("tell a wrong password from an unknown account", () => {
    expect(logon(challengeWith(INFO))).to.equal("accepted");
    expect(logon(challengeWith(INFO), { password: "wrong" })).to.equal("wrong-password");
    expect(logon(challengeWith(INFO), { user: "nobody" })).to.equal("unknown-account");
  });

  it("replace pairs that the server already sent", () => {
    const crowded = [
      ...INFO,
      { id: AvId.CHANNEL_BINDINGS, value: Buffer.alloc(16) },
      { id: AvId.TARGET_NAME, value: utf16("HTTP/other") },
    ];
    const bindings = Buffer.alloc(16, 9);
    expect(
      logon(
        challengeWith(crowded),
        { channelBindings: bindings, targetName: "HTTP/host" },
        { channelBindings: bindings, channelBindingPolicy: "strict" },
      ),
    ).to.equal("accepted");
  });

  it("follow the channel binding policy", () => {
    const channelBindings = Buffer.alloc(16, 9);
    expect(logon(challengeWith(INFO), {}, { channelBindings })).to.equal("accepted");
    expect(logon(challengeWith(INFO), {}, { channelBindings, channelBindingPolicy: "strict" })).to.equal(
      "missing-channel-binding",
    );
    expect(logon(challengeWith(INFO), { channelBindings: Buffer.alloc(16, 8) }, { channelBindings })).to.equal(
      "wrong-channel-binding",
    );
  });

  it("refuse a challenge that is weaker than NTLMv2 with sealing", () => {
    const without =
      (flag: number): (() => string) =>
      () =>
        logon(challengeWith(INFO, (0xe2898235 & ~flag) >>> 0));
    expect(without(NtlmFlag.EXTENDED_SESSION_SECURITY)).to.throw(NtlmError, "extended session security");
    expect(without(NtlmFlag.KEY_128)).to.throw(NtlmError, "128-bit");
    expect(without(NtlmFlag.SEAL)).to.throw(NtlmError, "sealing");
    expect(() => logon(challengeWith(undefined))).to.throw(NtlmError, "target information");
  });

  it("reject damaged messages without throwing anything but NtlmError", () => {
    const challenge = challengeWith(INFO);
    const { message } = authenticate({
      negotiate: NEGOTIATE,
      challenge,
      user: "admin",
      domain: "",
      password: "right",
      requireSeal: true,
    });
    fc.assert(
      fc.property(fc.nat(message.length - 1), fc.nat(255), fc.nat(message.length), (at, value, length) => {
        const damaged = Buffer.from(message.subarray(0, length));
        if (at < damaged.length) damaged[at] = value;
        const same = damaged.equals(message);
        const verdict = verifyAuthenticate(NEGOTIATE, challenge, damaged, () => "right");
        expect(verdict.ok).to.equal(same);
      }),
      { numRuns: 500 },
    );
  });

  it("parse a challenge that ends before the version", () => {
    const short = buildChallenge({ flags: 0x00008205, serverChallenge: Buffer.alloc(8, 1), targetName: "" }).subarray(
      0,
      48,
    );
    expect(parseChallenge(short)).to.include({ targetName: "" });
  });

  it("upper-case an account name without changing its length", () => {
    expect(upperCaseSimple("straße\u00e9")).to.equal("STRAßE\u00c9");
  });
});

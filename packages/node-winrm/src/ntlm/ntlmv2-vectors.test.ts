import { expect } from "chai";
import { verifyAuthenticate } from "./acceptor.js";
import { buildAuthenticate, parseAuthenticate } from "./authenticate-message.js";
import { AvId, buildAvPairs, fileTime, parseAvPairs, utf16, withAvPair } from "./av-pairs.js";
import { buildChallenge, parseChallenge } from "./challenge-message.js";
import { channelBindingOfHash } from "./channel-binding.js";
import { parseNegotiate } from "./negotiate-message.js";
import { authenticateFlags } from "./negotiate-flags.js";
import { computeMic, computeNtlmv2, cryptSessionKey, ntowfv1, ntowfv2 } from "./ntlmv2-response.js";

const hex = (text: string): Buffer => Buffer.from(text, "hex");

const SERVER_LIST = "02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000";
const CHALLENGE = hex(
  "4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef00000000000000002400240044000000060070170000000f" +
    "530065007200760065007200" +
    SERVER_LIST,
);
const TEMP =
  "01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e0001000c0053006500720076006500" +
  "72000000000000000000";
const LM_RESPONSE = "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa";
const NT_PROOF = "68cd0ab851e51c96aabc927bebef6a1c";
const AUTHENTICATE = hex(
  "4e544c4d5353500003000000180018006c00000054005400840000000c000c00480000000800080054000000100010005c00000010001000d8000000" +
    "358288e20501280a0000000f44006f006d00610069006e00550073006500720043004f004d0050005500540045005200" +
    LM_RESPONSE +
    NT_PROOF +
    TEMP +
    "c5dad2544fc9799094ce1ce90bc9d03e",
);
const RESPONSE_KEY = ntowfv2("Password", "User", "Domain");

describe("NTLMv2 by the example of MS-NLMP 4.2.4", () => {
  const response = computeNtlmv2({
    responseKey: RESPONSE_KEY,
    serverChallenge: hex("0123456789abcdef"),
    clientChallenge: Buffer.alloc(8, 0xaa),
    time: Buffer.alloc(8),
    targetInfo: hex(SERVER_LIST),
  });

  it("derives the response key", () => {
    expect(ntowfv1("Password").toString("hex")).to.equal("a4f49c406510bdcab6824ee7c30fd852");
    expect(RESPONSE_KEY.toString("hex")).to.equal("0c868a403bfd7a93a3001ef22ef02e3f");
  });

  it("computes the NTLMv2 and LMv2 responses and the session key", () => {
    expect(response.ntResponse.toString("hex")).to.equal(NT_PROOF + TEMP);
    expect(response.lmResponse.toString("hex")).to.equal(LM_RESPONSE);
    expect(response.sessionBaseKey.toString("hex")).to.equal("8de40ccadbc14a82f15cb0ad0de95ca3");
    expect(cryptSessionKey(response.sessionBaseKey, Buffer.alloc(16, 0x55)).toString("hex")).to.equal(
      "c5dad2544fc9799094ce1ce90bc9d03e",
    );
  });

  it("builds and parses the challenge message", () => {
    const parsed = parseChallenge(CHALLENGE);
    expect(parsed.flags).to.equal(0xe28a8233);
    expect(parsed.targetName).to.equal("Server");
    expect(buildAvPairs(parsed.targetInfo ?? []).toString("hex")).to.equal(SERVER_LIST);
    expect(buildChallenge(parsed).equals(CHALLENGE)).to.equal(true);
  });

  it("builds and parses the authenticate message that has no MIC", () => {
    const parsed = parseAuthenticate(AUTHENTICATE);
    expect(parsed).to.include({
      user: "User",
      domain: "Domain",
      workstation: "COMPUTER",
      flags: authenticateFlags(0xe28a8233),
    });
    expect(parsed.mic).to.equal(undefined);
    expect(buildAuthenticate(parsed).equals(AUTHENTICATE)).to.equal(true);
  });

  it("is accepted by the acceptor, with the exported session key", () => {
    const verdict = verifyAuthenticate(Buffer.alloc(0), CHALLENGE, AUTHENTICATE, () => "Password");
    expect(verdict).to.include({ ok: true, user: "User" });
    expect(verdict.ok && verdict.exportedSessionKey.toString("hex")).to.equal("55".repeat(16));
    expect(verifyAuthenticate(Buffer.alloc(0), CHALLENGE, AUTHENTICATE, () => "password")).to.deep.equal({
      ok: false,
      reason: "wrong-password",
      user: "User",
      domain: "Domain",
    });
  });
});

describe("NTLMv2 with channel binding and MIC (vector of Chromium's net/ntlm)", () => {
  const negotiate = hex("4e544c4d53535000010000000782080000000000200000000000000020000000");
  const bindings = channelBindingOfHash(hex("ea05fefecc6b0bd571dbbc5baa3ed45386d0446835f7b74c85621b9983475f95"));
  const type3 = hex(
    "4e544c4d535350000300000018001800580000008a008a00700000000c000c00fa0000000800080006010000100010000e0100000000000058000000" +
      "038208000000000000000000f7361633f0ad9bdf4a7c421bc6b824a30000000000000000000000000000000000000000000000008c0260dbef690662" +
      "af9c42d50782d2ed0101000000000000800bc8fd00d4d201aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e0001000c0053006500" +
      "720076006500720006000400020000000a0010006586e99d81c2fc984e47172fd4dd0310090016004800540054005000" +
      "2f00530065007200760065007200000000000000000044006f006d00610069006e00550073006500720043004f004d0050005500540045005200",
  );

  it("computes the binding, the file time, the proof and the session key", () => {
    expect(bindings.toString("hex")).to.equal("6586e99d81c2fc984e47172fd4dd0310");
    const time = hex("800bc8fd00d4d201");
    expect(fileTime(Number((131400439870000000n - 116444736000000000n) / 10000n)).equals(time)).to.equal(true);
    const micFlag = withAvPair(parseAvPairs(hex(SERVER_LIST)), AvId.FLAGS, hex("02000000"));
    const pairs = withAvPair(
      withAvPair(micFlag, AvId.CHANNEL_BINDINGS, bindings),
      AvId.TARGET_NAME,
      utf16("HTTP/Server"),
    );
    const response = computeNtlmv2({
      responseKey: RESPONSE_KEY,
      serverChallenge: hex("0123456789abcdef"),
      clientChallenge: Buffer.alloc(8, 0xaa),
      time,
      targetInfo: buildAvPairs(pairs),
    });
    expect(response.ntProof.toString("hex")).to.equal("8c0260dbef690662af9c42d50782d2ed");
    expect(response.sessionBaseKey.toString("hex")).to.equal("623dbd071be7a530b6a95c2eb4982470");
  });

  it("finds the MIC behind an unused version and recomputes it", () => {
    expect(parseNegotiate(negotiate)).to.include({ flags: 0x00088207, domain: "" });
    const parsed = parseAuthenticate(type3);
    expect(parsed.micOffset).to.equal(72);
    const blanked = Buffer.from(type3).fill(0, 72, 88);
    const mic = computeMic(hex("623dbd071be7a530b6a95c2eb4982470"), [negotiate, CHALLENGE, blanked]);
    expect(mic.toString("hex")).to.equal("f7361633f0ad9bdf4a7c421bc6b824a3");
  });

  it("is accepted under the strict channel binding policy, and refused when anything it covers differs", () => {
    const strict = { channelBindings: bindings, channelBindingPolicy: "strict" } as const;
    const verify = (one: Buffer, three: Buffer, options = strict as object): string => {
      const verdict = verifyAuthenticate(one, CHALLENGE, three, () => "Password", options);
      return verdict.ok ? "accepted" : verdict.reason;
    };
    expect(verify(negotiate, type3)).to.equal("accepted");
    expect(verify(negotiate, type3, { channelBindings: Buffer.alloc(16, 1) })).to.equal("wrong-channel-binding");
    expect(verify(Buffer.concat([negotiate, Buffer.from([0])]), type3)).to.equal("wrong-mic");
    const changed = Buffer.from(type3);
    changed[changed.length - 1] = 0x41;
    expect(verify(negotiate, changed)).to.equal("wrong-mic");
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { buildNegotiate } from "./negotiate-message.js";
import { SEALING_FLAGS } from "./negotiate-flags.js";
import { NtlmError } from "./ntlm-error.js";
import {
  buildNegTokenInit,
  buildNegTokenResponse,
  extractNtlm,
  MechanismOid,
  NegState,
  parseSpnego,
} from "./spnego-token.js";

const optionalBytes = fc.option(fc.uint8Array({ minLength: 1, maxLength: 70_000 }), { nil: undefined });

describe("SPNEGO tokens", () => {
  it("survive a round trip as NegTokenInit", () => {
    fc.assert(
      fc.property(optionalBytes, optionalBytes, (mechToken, mechListMic) => {
        const mechanisms = [MechanismOid.KERBEROS, MechanismOid.NTLM];
        const read = parseSpnego(
          buildNegTokenInit({ mechanisms, ...(mechToken && { mechToken }), ...(mechListMic && { mechListMic }) }),
        );
        if (read.kind !== "init") throw new Error(read.kind);
        expect(read.mechanisms).to.deep.equal(mechanisms);
        expect(read.mechToken?.toString("hex")).to.equal(mechToken && Buffer.from(mechToken).toString("hex"));
        expect(read.mechListMic?.toString("hex")).to.equal(mechListMic && Buffer.from(mechListMic).toString("hex"));
      }),
      { numRuns: 40 },
    );
  });

  it("survive a round trip as NegTokenResp, except for a MIC that only repeats the token", () => {
    const token = Buffer.from("abc");
    const read = parseSpnego(
      buildNegTokenResponse({
        state: NegState.ACCEPT_INCOMPLETE,
        mechanism: MechanismOid.NTLM,
        responseToken: token,
        mechListMic: token,
      }),
    );
    expect(read).to.deep.equal({ kind: "response", state: 1, mechanism: MechanismOid.NTLM, responseToken: token });
    const real = parseSpnego(buildNegTokenResponse({ state: 0, mechListMic: Buffer.alloc(16, 1) }));
    expect(real).to.deep.equal({ kind: "response", state: 0, mechListMic: Buffer.alloc(16, 1) });
  });

  it("keep the mechanism list as the initiator sent it", () => {
    const read = parseSpnego(buildNegTokenInit({ mechanisms: [MechanismOid.NTLM] }));
    expect(read.kind === "init" && read.mechanismList.toString("hex")).to.equal("300c060a2b06010401823702020a");
  });

  it("give up their NTLM message, wrapped or raw", () => {
    const ntlm = buildNegotiate(SEALING_FLAGS);
    expect(extractNtlm(ntlm)?.equals(ntlm)).to.equal(true);
    expect(extractNtlm(buildNegTokenInit({ mechanisms: [MechanismOid.NTLM], mechToken: ntlm }))?.equals(ntlm)).to.equal(
      true,
    );
    expect(extractNtlm(buildNegTokenResponse({ responseToken: ntlm }))?.equals(ntlm)).to.equal(true);
    expect(extractNtlm(buildNegTokenResponse({ state: 0 }))).to.equal(undefined);
  });

  it("are refused, never misread, when bytes are damaged", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          extractNtlm(bytes);
        } catch (error) {
          expect(error).to.be.instanceOf(NtlmError);
        }
      }),
    );
  });
});

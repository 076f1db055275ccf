import {
  authenticate,
  buildNegotiate,
  buildNegTokenInit,
  buildNegTokenResponse,
  ENCRYPTED_CONTENT_TYPE,
  MechanismOid,
  parseSpnego,
  SEALING_FLAGS,
  SealingContext,
  sealBody,
  unsealBody,
} from "@kijun/node-winrm";
import { expect } from "chai";
import { soap, tokenOf } from "./raw-connection.fixture.test.js";
import { ADMINISTRATOR, startServer } from "./scripted-server.fixture.test.js";
import { connect } from "./sealed-connection.fixture.test.js";
import { TRANSFER } from "./wsman-vocabulary.js";

describe("SPNEGO at the simulated WinRM service", () => {
  it("takes SPNEGO with the signatures over the mechanism list", async () => {
    const { port, server } = await startServer({ behaviour: { negotiate: "spnego" } });
    const connection = connect(port);
    const negotiate = buildNegotiate(SEALING_FLAGS);
    const init = buildNegTokenInit({ mechanisms: [MechanismOid.NTLM], mechToken: negotiate });
    const parsed = parseSpnego(init);
    const list = parsed.kind === "init" ? parsed.mechanismList : Buffer.alloc(0);
    const challenged = parseSpnego(
      tokenOf(await connection.post("", { authorization: `Negotiate ${init.toString("base64")}` })),
    );
    const challenge = (challenged.kind === "response" ? challenged.responseToken : undefined) ?? Buffer.alloc(0);
    const proof = authenticate({
      negotiate,
      challenge,
      user: "Kanri",
      domain: "",
      password: ADMINISTRATOR.password,
      requireSeal: true,
    });
    const context = new SealingContext(proof.exportedSessionKey, proof.flags, "client");
    const last = buildNegTokenResponse({ responseToken: proof.message, mechListMic: context.sign(list) });
    const accepted = await connection.post("", { authorization: `Negotiate ${last.toString("base64")}` });
    const final = parseSpnego(tokenOf(accepted));
    if (final.kind !== "response") expect.fail("the last token is no response");
    expect(final.state).to.equal(0);
    context.verify(list, final.mechListMic ?? Buffer.alloc(0));
    context.restartCiphers();
    const answer = await connection.post(sealBody(context, Buffer.from(soap(`${TRANSFER}/Create`, "<rsp:Shell/>"))), {
      "content-type": ENCRYPTED_CONTENT_TYPE,
    });
    expect(unsealBody(context, answer.body).toString()).to.include("<rsp:ShellId>");
    expect(server.violations).to.deep.equal([]);
  });

  it("asks for NTLM when a client begins with Kerberos inside SPNEGO", async () => {
    const { port } = await startServer();
    const init = buildNegTokenInit({
      mechanisms: [MechanismOid.KERBEROS, MechanismOid.NTLM],
      mechToken: Buffer.from("ticket"),
    });
    const answer = parseSpnego(
      tokenOf(await connect(port).post("", { authorization: `Negotiate ${init.toString("base64")}` })),
    );
    expect(answer).to.deep.include({ kind: "response", mechanism: MechanismOid.NTLM });
  });

  it("takes SPNEGO or raw tokens only, when told so", async () => {
    const { port } = await startServer({ behaviour: { negotiate: "spnego" } });
    const token = buildNegotiate(SEALING_FLAGS).toString("base64");
    expect(
      (await connect(port).post("", { authorization: `Negotiate ${token}` })).headers["www-authenticate"],
    ).to.equal("Negotiate, Kerberos");
  });
});

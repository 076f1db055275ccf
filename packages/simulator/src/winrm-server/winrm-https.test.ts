import { X509Certificate } from "node:crypto";
import { channelBindingHash, SEALING_FLAGS, SIGNING_FLAGS } from "@kijun/node-winrm";
import { expect } from "chai";
import { soap } from "./raw-connection.fixture.test.js";
import { ADMINISTRATOR, startServer } from "./scripted-server.fixture.test.js";
import { connect } from "./sealed-connection.fixture.test.js";
import { selfSignedCertificate } from "./self-signed-certificate.fixture.test.js";
import { TRANSFER } from "./wsman-vocabulary.js";

const CREATE = `${TRANSFER}/Create`;
const transport = selfSignedCertificate();
const bindings = channelBindingHash(new X509Certificate(transport.cert).raw);
const basic = (credentials: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
});

describe("the simulated WinRM service over HTTPS", () => {
  it("offers Basic and takes clear SOAP with it", async () => {
    const { server, port } = await startServer({ transport });
    const connection = connect(port, true);
    expect((await connection.post()).headers["www-authenticate"]).to.equal('Negotiate, Kerberos, Basic realm="WSMAN"');
    const answer = await connection.sendClear(
      soap(CREATE, "<rsp:Shell/>"),
      basic(`CS-01\\kanri:${ADMINISTRATOR.password}`),
    );
    expect(answer.status).to.equal(200);
    expect(answer.xml).to.include("<rsp:Owner>Kanri</rsp:Owner>");
    expect(server.violations).to.deep.equal([]);
  });

  it("counts a wrong Basic password", async () => {
    const { server, port } = await startServer({ transport });
    const answer = await connect(port, true).sendClear(soap(CREATE, "<rsp:Shell/>"), basic("Kanri:wrong"));
    expect(answer).to.deep.equal({ status: 401, xml: "", fault: undefined });
    expect([...server.statistics.failedLogons]).to.deep.equal([["Kanri", 1]]);
  });

  it("takes clear SOAP after an NTLM logon without sealing, and sealed bodies after one with it", async () => {
    const { server, port } = await startServer({ transport });
    const clear = connect(port, true);
    await clear.logon(ADMINISTRATOR, SIGNING_FLAGS);
    expect((await clear.sendClear(soap(CREATE, "<rsp:Shell/>"))).status).to.equal(200);
    const sealed = connect(port, true);
    await sealed.logon(ADMINISTRATOR, SEALING_FLAGS);
    expect(await sealed.createShell()).not.to.equal("");
    expect(server.violations).to.deep.equal([]);
  });

  it("checks a channel binding when there is one", async () => {
    const { server, port } = await startServer({ transport });
    expect((await connect(port, true).logon(ADMINISTRATOR, SIGNING_FLAGS, bindings)).status).to.equal(200);
    expect((await connect(port, true).logon(ADMINISTRATOR, SIGNING_FLAGS, Buffer.alloc(16, 7))).status).to.equal(401);
    expect(server.violations).to.deep.equal([
      "The channel binding of an AUTHENTICATE message is not that of this server's certificate.",
    ]);
    expect(server.statistics.failedLogons.size).to.equal(0);
  });

  it("insists on a channel binding when strict, and ignores a wrong one when told so", async () => {
    const { server, port } = await startServer({ transport, behaviour: { channelBinding: "strict" } });
    expect((await connect(port, true).logon(ADMINISTRATOR, SIGNING_FLAGS)).status).to.equal(401);
    expect((await connect(port, true).logon(ADMINISTRATOR, SIGNING_FLAGS, bindings)).status).to.equal(200);
    server.behaviour.channelBinding = "none";
    expect((await connect(port, true).logon(ADMINISTRATOR, SIGNING_FLAGS, Buffer.alloc(16, 7))).status).to.equal(200);
  });

  it("breaks open connections when cut and is back on its port when mended", async () => {
    const { server, port } = await startServer({ transport });
    const connection = connect(port, true);
    await connection.logon(ADMINISTRATOR);
    await server.cut();
    const outcome: unknown = await connection.post().catch((error: unknown) => error);
    expect(outcome).to.have.property("code").that.is.oneOf(["ECONNRESET", "ECONNREFUSED"]);
    await server.mend();
    expect((await connect(port, true).logon(ADMINISTRATOR)).status).to.equal(200);
    expect(server.statistics.bytesIn).to.be.greaterThan(500);
  });
});

import {
  AvId,
  authenticate,
  buildAuthenticate,
  buildNegotiate,
  computeNtlmv2,
  ENCRYPTED_CONTENT_TYPE,
  ntowfv2,
  parseChallenge,
  SEALING_FLAGS,
  sealBody,
  SIGNING_FLAGS,
} from "@kijun/node-winrm";
import { expect } from "chai";
import { soap, tokenOf } from "./raw-connection.fixture.test.js";
import { ADMINISTRATOR, LOCKED, startServer } from "./scripted-server.fixture.test.js";
import { connect, connectAs } from "./sealed-connection.fixture.test.js";
import type { LogonReport } from "./server-options.js";
import { TRANSFER } from "./wsman-vocabulary.js";

const CREATE = `${TRANSFER}/Create`;
const SHELL_BODY = "<rsp:Shell/>";

describe("logon to the simulated WinRM service", () => {
  it("offers Negotiate to a request without credentials", async () => {
    const { server, port } = await startServer();
    const answer = await connect(port).post();
    expect(answer.status).to.equal(401);
    expect(answer.headers["www-authenticate"]).to.equal("Negotiate, Kerberos");
    expect(server.violations).to.deep.equal([]);
  });

  it("takes a raw NTLM logon and sealed bodies after it", async () => {
    const { server, port } = await startServer();
    const connection = connect(port);
    expect((await connection.logon(ADMINISTRATOR)).status).to.equal(200);
    expect(await connection.createShell()).to.match(/^[0-9A-F-]{36}$/);
    expect(server.statistics).to.include({ successfulLogons: 1, openShells: 1, connections: 1, requests: 3 });
    expect(server.violations).to.deep.equal([]);
  });

  it("takes the first sealed body together with Type 3", async () => {
    const { port, server } = await startServer();
    const connection = connect(port);
    const { token } = await connection.prove(ADMINISTRATOR);
    const answer = await connection.send(soap(CREATE, SHELL_BODY), { authorization: token });
    expect(answer.status).to.equal(200);
    expect(server.violations).to.deep.equal([]);
  });

  it("answers 400 to the combined form when told to, without judging the password", async () => {
    const { port, server } = await startServer({ behaviour: { refuseCombinedAuthenticate: true } });
    const connection = connect(port);
    const { token } = await connection.prove(ADMINISTRATOR);
    const body = sealBody(connection.context, Buffer.from(soap(CREATE, SHELL_BODY)));
    const answer = await connection.post(body, { authorization: token, "content-type": ENCRYPTED_CONTENT_TYPE });
    expect(answer.status).to.equal(400);
    expect(server.statistics.successfulLogons).to.equal(0);
    expect((await connection.logon(ADMINISTRATOR)).status).to.equal(200);
  });

  it("counts one failed logon for a wrong password and says no more than 401", async () => {
    const reports: LogonReport[] = [];
    const { port, server } = await startServer({ onLogon: (report) => reports.push(report) });
    const answer = await connect(port).logon({ username: "KANRI", password: "wrong" });
    expect(answer.status).to.equal(401);
    expect(answer.body).to.have.length(0);
    expect([...server.statistics.failedLogons]).to.deep.equal([["Kanri", 1]]);
    expect(reports).to.deep.equal([{ username: "KANRI", outcome: "wrong-password", clientAddress: "127.0.0.1" }]);
    expect(server.violations).to.deep.equal([]);
  });

  it("refuses an unknown and a locked account in the same way", async () => {
    const { port, server } = await startServer();
    expect((await connect(port).logon({ username: "dareka", password: "x" })).status).to.equal(401);
    expect((await connect(port).logon(LOCKED)).status).to.equal(401);
    expect([...server.statistics.failedLogons]).to.deep.equal([
      ["dareka", 1],
      ["Teishi", 1],
    ]);
  });

  it("binds the logon to its connection", async () => {
    const { port, server } = await startServer();
    const { token } = await connect(port).prove(ADMINISTRATOR);
    expect((await connect(port).post("", { authorization: token })).status).to.equal(401);
    expect(server.violations).to.deep.equal([
      "An AUTHENTICATE message came on a connection that got no challenge: a logon belongs to its connection.",
    ]);
  });

  it("answers 400 to a sealed body on a connection without a logon", async () => {
    const { port, server } = await startServer();
    const first = await connectAs(port);
    const body = sealBody(first.context, Buffer.from(soap(CREATE, SHELL_BODY)));
    expect((await connect(port).post(body, { "content-type": ENCRYPTED_CONTENT_TYPE })).status).to.equal(400);
    expect(server.violations)
      .to.have.length(1)
      .and.to.satisfy((all: string[]) => all[0]?.includes("not authenticated"));
  });

  it("answers 400 to a repeated sealed body, whose sequence number is old", async () => {
    const { port, server } = await startServer();
    const connection = await connectAs(port);
    const body = sealBody(connection.context, Buffer.from(soap(CREATE, SHELL_BODY)));
    const headers = { "content-type": ENCRYPTED_CONTENT_TYPE };
    expect((await connection.post(body, headers)).status).to.equal(200);
    expect((await connection.post(body, headers)).status).to.equal(400);
    expect(server.violations).to.deep.equal([
      "A sealed body cannot be opened: the signature of a sealed message is wrong.",
    ]);
    expect(server.statistics.openShells).to.equal(1);
  });

  it("refuses a Type 3 whose MIC does not fit, and counts it against nobody", async () => {
    const { port, server } = await startServer();
    const connection = connect(port);
    const negotiate = buildNegotiate(SEALING_FLAGS);
    const challenge = tokenOf(
      await connection.post("", { authorization: `Negotiate ${negotiate.toString("base64")}` }),
    );
    const info = parseChallenge(challenge).targetInfo ?? [];
    expect(info.map(({ id }) => id))
      .to.include(AvId.TIMESTAMP)
      .and.not.to.include(AvId.FLAGS);
    const proof = authenticate({
      negotiate,
      challenge,
      user: "Kanri",
      domain: "",
      password: ADMINISTRATOR.password,
      requireSeal: true,
    });
    proof.message.fill(0, 72, 88);
    const answer = await connection.post("", { authorization: `Negotiate ${proof.message.toString("base64")}` });
    expect(answer.status).to.equal(401);
    expect(server.violations).to.deep.equal([
      "The MIC of an AUTHENTICATE message does not cover the three messages of its handshake.",
    ]);
    expect(server.statistics.failedLogons.size).to.equal(0);
  });

  it("refuses an AV pair that is sent twice", async () => {
    const { port, server } = await startServer({ behaviour: { timestamp: false } });
    const connection = connect(port);
    const negotiate = buildNegotiate(SEALING_FLAGS);
    const challenge = tokenOf(
      await connection.post("", { authorization: `Negotiate ${negotiate.toString("base64")}` }),
    );
    const { flags, serverChallenge } = parseChallenge(challenge);
    const pair = Buffer.from("0a001000" + "00".repeat(16), "hex");
    const response = computeNtlmv2({
      responseKey: ntowfv2(ADMINISTRATOR.password, "Kanri", ""),
      serverChallenge,
      clientChallenge: Buffer.alloc(8, 1),
      time: Buffer.alloc(8),
      targetInfo: Buffer.concat([pair, pair, Buffer.alloc(4)]),
    });
    const message = buildAuthenticate({
      flags,
      ...response,
      domain: "",
      user: "Kanri",
      workstation: "",
      encryptedSessionKey: Buffer.alloc(0),
    });
    expect((await connection.post("", { authorization: `Negotiate ${message.toString("base64")}` })).status).to.equal(
      401,
    );
    expect(server.violations).to.deep.equal(["An AUTHENTICATE message carries an AV pair twice."]);
  });

  it("records a Negotiate token on a connection that is logged on already", async () => {
    const { port, server } = await startServer();
    const connection = await connectAs(port);
    expect((await connection.logon(ADMINISTRATOR)).status).to.equal(200);
    expect(server.violations).to.deep.equal([
      "A Negotiate token was sent on a connection that is authenticated already.",
    ]);
  });

  it("refuses a clear body over HTTP, also after a logon without sealing", async () => {
    const { port, server } = await startServer();
    const connection = connect(port);
    expect((await connection.sendClear(soap(CREATE, SHELL_BODY))).status).to.equal(401);
    await connection.logon(ADMINISTRATOR, SIGNING_FLAGS);
    expect(await connection.sendClear(soap(CREATE, SHELL_BODY))).to.deep.equal({
      status: 500,
      xml: "",
      fault: undefined,
    });
    expect(server.violations).to.deep.equal([
      "A clear SOAP body was sent over HTTP without authentication.",
      "A clear SOAP body was sent over HTTP on an authenticated connection.",
    ]);
  });

  it("takes no Basic over HTTP and never looks at its password", async () => {
    const { port, server } = await startServer();
    const authorization = `Basic ${Buffer.from("Kanri:wrong").toString("base64")}`;
    expect((await connect(port).post("", { authorization })).status).to.equal(401);
    expect(server.statistics.failedLogons.size).to.equal(0);
    expect(server.violations).to.deep.equal(["Basic credentials were sent over HTTP."]);
  });
});

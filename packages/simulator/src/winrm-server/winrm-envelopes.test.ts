import { randomUUID } from "node:crypto";
import { SOAP_TYPE } from "@kijun/node-winrm";
import { expect } from "chai";
import { readAnswer, soap, type SoapOptions } from "./raw-connection.fixture.test.js";
import { OPERATOR, startServer } from "./scripted-server.fixture.test.js";
import { connect, connectAs } from "./sealed-connection.fixture.test.js";
import { parseDuration } from "./soap-request.js";
import { CONFIG, IDENTITY, SHELL, SOAP, TRANSFER } from "./wsman-vocabulary.js";

const CREATE = `${TRANSFER}/Create`;
const IDENTIFY = `<s:Envelope xmlns:s="${SOAP}"><s:Header/><s:Body><i:Identify xmlns:i="${IDENTITY}"/></s:Body></s:Envelope>`;

/** Sends one Create on a fresh server. */
async function create(options: SoapOptions, edit: (xml: string) => string = (xml) => xml, body = "<rsp:Shell/>") {
  const { port, server } = await startServer();
  const answer = await (await connectAs(port)).send(edit(soap(CREATE, body, options)));
  return { ...answer, violations: server.violations };
}

describe("envelopes of the simulated WinRM service", () => {
  it("relates the answer to the request and names its action", async () => {
    const messageId = `uuid:${randomUUID().toUpperCase()}`;
    const { xml } = await create({ messageId });
    expect(xml)
      .to.include(`<a:RelatesTo>${messageId}</a:RelatesTo>`)
      .and.to.include(`<a:Action>${CREATE}Response</a:Action>`);
  });

  it("refuses a MessageID that was used before", async () => {
    const { port, server } = await startServer();
    const connection = await connectAs(port);
    const envelope = soap(CREATE, "<rsp:Shell/>");
    expect((await connection.send(envelope)).status).to.equal(200);
    expect((await connection.send(envelope)).fault).to.equal(2_150_858_767);
    expect(server.violations).to.have.length(1);
    expect(server.violations[0]).to.match(/^The MessageID uuid:\S+ was used twice\.$/);
  });

  it("takes mustUnderstand with and without its namespace, and other prefixes", async () => {
    const renamed = (xml: string): string =>
      xml.replaceAll("s:mustUnderstand", "mustUnderstand").replaceAll("rsp:", "q:").replaceAll(":rsp", ":q");
    expect(await create({}, renamed))
      .to.include({ status: 200 })
      .and.to.deep.include({ violations: [] });
  });

  it("refuses an unknown header that has to be understood, and lets another pass", async () => {
    const unknown = (attribute: string): string => `<z:Haste xmlns:z="urn:z" ${attribute}>1</z:Haste>`;
    for (const attribute of ['s:mustUnderstand="true"', 'mustUnderstand="1"']) {
      const answer = await create({ extraHeaders: unknown(attribute) });
      expect(answer.fault).to.equal(2_150_858_768);
      expect(answer.xml).to.include("<s:Value>s:MustUnderstand</s:Value>").and.to.include("/2004/08/addressing/fault<");
      expect(answer.violations).to.deep.equal(["The header Haste is marked mustUnderstand and not known."]);
    }
    expect((await create({ extraHeaders: unknown('s:mustUnderstand="false"') })).status).to.equal(200);
  });

  it("says which header is missing", async () => {
    const answer = await create({}, (xml) => xml.replace(/<a:ReplyTo>.*<\/a:ReplyTo>/, ""));
    expect(answer.fault).to.equal(2_150_858_769);
    expect(answer.violations).to.deep.equal(["The header ReplyTo is missing."]);
  });

  const mistakes: [string, SoapOptions, (xml: string) => string, number][] = [
    ["a negative OperationTimeout", { timeout: "-PT5S" }, (xml) => xml, 2_150_858_767],
    ["an OperationTimeout that is no duration", { timeout: "20" }, (xml) => xml, 2_150_858_881],
    ["a MaxEnvelopeSize above the server's", { maxEnvelopeSize: 512_001 }, (xml) => xml, 2_150_858_823],
    ["a MaxEnvelopeSize below 8192", { maxEnvelopeSize: 8191 }, (xml) => xml, 2_150_858_805],
    ["an unknown resource", { resource: "urn:else" }, (xml) => xml, 2_150_858_752],
    ["an unknown action", {}, (xml) => xml.replace("transfer/Create", "transfer/Put"), 2_150_858_771],
    ["XML that is not well-formed", {}, (xml) => xml.replace("</s:Body>", ""), 2_150_858_819],
    ["a document type", {}, (xml) => `<!DOCTYPE x>${xml}`, 2_150_858_819],
    ["an undeclared prefix", {}, (xml) => xml.replace("<rsp:Shell/>", "<zzz:Shell/>"), 2_150_858_819],
    ["another body", {}, (xml) => xml.replace("<rsp:Shell/>", "<rsp:Signal/>"), 2_150_858_817],
    ["no body", {}, (xml) => xml.replace(/<s:Body>.*<\/s:Body>/, ""), 2_150_858_791],
    ["a code page that is no number", { options: { WINRS_CODEPAGE: "utf8" } }, (xml) => xml, 2_150_858_835],
    ["a shell id that is no GUID", {}, (xml) => xml.replace("<rsp:Shell/>", '<rsp:Shell ShellId="x"/>'), 2_150_858_817],
  ];
  for (const [name, options, edit, fault] of mistakes) {
    it(`refuses ${name} with fault ${fault}`, async () => {
      const answer = await create(options, edit);
      expect(answer).to.include({ status: 500, fault });
      expect(answer.violations).to.have.length(1);
    });
  }

  it("refuses an unknown option only when it has to comply", async () => {
    const withOption =
      (attribute: string) =>
      (xml: string): string =>
        xml.replace(
          "</s:Header>",
          `<w:OptionSet><w:Option Name="WINRS_HASTE" ${attribute}>1</w:Option></w:OptionSet></s:Header>`,
        );
    expect((await create({}, withOption('MustComply="true"'))).fault).to.equal(2_150_858_833);
    expect((await create({}, withOption(""))).status).to.equal(200);
  });

  it("takes a shell id and a command id that the client proposes", async () => {
    const { port } = await startServer();
    const connection = await connectAs(port);
    const [shellId, commandId] = [randomUUID(), randomUUID()];
    expect(await connection.createShell({}, `<rsp:Shell ShellId="${shellId}"/>`)).to.equal(shellId);
    const body = `<rsp:CommandLine CommandId="${commandId}"><rsp:Command>ping</rsp:Command></rsp:CommandLine>`;
    expect((await connection.send(soap(`${SHELL}/Command`, body, { shellId }))).xml).to.include(
      commandId.toUpperCase(),
    );
    expect((await connection.send(soap(`${SHELL}/Command`, body, { shellId }))).fault).to.equal(2_150_858_803);
  });

  it("answers 413 to an envelope above MaxEnvelopeSize and closes the connection", async () => {
    const { port, server } = await startServer({ behaviour: { maxEnvelopeBytes: 20_000 } });
    const connection = await connectAs(port);
    expect(
      (
        await connection.send(
          soap(CREATE, "<rsp:Shell/>", { maxEnvelopeSize: 20_000, extraHeaders: " ".repeat(20_000) }),
        )
      ).status,
    ).to.equal(413);
    expect((await connect(port).post("x".repeat(30_000))).status).to.equal(413);
    expect(server.violations).to.have.length(2);
  });

  it("answers a fault when its answer would be larger than the client takes", async () => {
    const variable = `<rsp:Variable Name="A">${"x".repeat(9000)}</rsp:Variable>`;
    const body = `<rsp:Shell><rsp:Environment>${variable}</rsp:Environment></rsp:Shell>`;
    expect((await create({ maxEnvelopeSize: 8192 }, undefined, body)).fault).to.equal(2_150_858_824);
  });

  it("answers Identify without a logon when asked to, without the version of the system", async () => {
    const { port, server } = await startServer();
    const connection = connect(port);
    const asked = { wsmanidentify: "unauthenticated" };
    expect((await connection.sendClear(IDENTIFY, asked)).xml).to.include("OS: 0.0.0 SP: 0.0 Stack: 3.0");
    expect((await connection.sendClear(soap(CREATE, "<rsp:Shell/>"), asked)).fault).to.equal(5);
    expect((await connection.sendClear(IDENTIFY)).status).to.equal(401);
    expect((await (await connectAs(port)).send(IDENTIFY)).xml).to.include("OS: 10.0.20348 SP: 0.0 Stack: 3.0");
    expect(server.violations).to.deep.equal([
      "A request other than Identify was sent without a logon.",
      "A clear SOAP body was sent over HTTP without authentication.",
    ]);
  });

  it("shows its configuration to an administrator only", async () => {
    const { port } = await startServer();
    const get = soap(`${TRANSFER}/Get`, "", { resource: CONFIG });
    const answer = await (await connectAs(port)).send(get);
    expect(answer.xml)
      .to.include("<cfg:MaxEnvelopeSizekb>500</cfg:MaxEnvelopeSizekb>")
      .and.to.include("<cfg:MaxShellsPerUser>30</cfg:MaxShellsPerUser>");
    const again = soap(`${TRANSFER}/Get`, "", { resource: CONFIG });
    expect((await (await connectAs(port, OPERATOR)).send(again)).fault).to.equal(5);
  });

  it("describes an open shell", async () => {
    const { port } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const { xml } = await connection.send(soap(`${TRANSFER}/Get`, "", { resource: SHELL, shellId }));
    expect(xml).to.include(`<rsp:ShellId>${shellId}</rsp:ShellId>`);
  });

  it("gives a command line that is too long to cmd.exe, which complains in Japanese", async () => {
    const { port, processes } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "x".repeat(8192));
    const { xml } = await connection.receive(shellId, commandId);
    expect(processes).to.deep.equal([]);
    expect(xml).to.include("<rsp:ExitCode>1</rsp:ExitCode>").and.to.include(">g1KDfYOT");
    await connection.run(shellId, "x".repeat(8192), { WINRS_SKIP_CMD_SHELL: "TRUE" });
    expect(processes).to.have.length(1);
  });

  it("answers fault 2147942402 when the machine cannot start the process", async () => {
    const { port } = await startServer({
      startProcess: () => {
        throw new Error("no such program");
      },
    });
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const body = "<rsp:CommandLine><rsp:Command>nothing.exe</rsp:Command></rsp:CommandLine>";
    expect((await connection.send(soap(`${SHELL}/Command`, body, { shellId }))).fault).to.equal(2_147_942_402);
  });

  it("refuses input that is not base64, for no command, or after its end", async () => {
    const { port, server } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "more");
    const send = (attributes: string, text: string): Promise<{ fault: number | undefined }> =>
      connection.send(
        soap(`${SHELL}/Send`, `<rsp:Send><rsp:Stream Name="stdin" ${attributes}>${text}</rsp:Stream></rsp:Send>`, {
          shellId,
        }),
      );
    expect((await send(`CommandId="${commandId}"`, "YQ=\r\n=")).fault).to.equal(undefined);
    expect((await send(`CommandId="${commandId}"`, "Y!==")).fault).to.equal(2_150_858_817);
    expect((await send("", "YQ==")).fault).to.equal(87);
    expect((await send(`CommandId="${commandId}" End="TRUE"`, "")).fault).to.equal(undefined);
    expect((await send(`CommandId="${commandId}"`, "YQ==")).fault).to.equal(2_147_942_632);
    expect(server.violations).to.include(`Input was sent to command ${commandId} after the end of its input.`);
  });

  it("does not pass the end of input on in console mode, and records that it was sent", async () => {
    const { port, processes, server } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "more", { WINRS_CONSOLEMODE_STDIN: "TRUE" });
    await connection.input(shellId, commandId, "x", true);
    expect(processes[0]?.ended).to.equal(false);
    expect(server.violations).to.have.length(1);
  });

  it("answers 404, 405 and 415 to what is no WS-Management at all", async () => {
    const { port } = await startServer();
    expect((await connect(port).post("", {}, "/else")).status).to.equal(404);
    expect((await connect(port).post("", {}, "/wsman", "GET")).status).to.equal(405);
    const answer = await connect(port).post(IDENTIFY, { wsmanidentify: "unauthenticated", "content-type": "text/xml" });
    expect(answer.status).to.equal(415);
    expect(readAnswer(answer.status, "").fault).to.equal(undefined);
    expect(
      (await connect(port).post(IDENTIFY, { wsmanidentify: "unauthenticated", "content-type": SOAP_TYPE })).status,
    ).to.equal(200);
  });
});

describe("durations", () => {
  it("are read from days down to fractions of a second", () => {
    expect(parseDuration("PT20S")).to.equal(20_000);
    expect(parseDuration("P1DT1H1M1.5S")).to.equal(90_061_500);
    expect(parseDuration("P0DT0H0M0S")).to.equal(0);
  });

  it("are refused when they have no length or no sense", () => {
    for (const text of ["P", "PT", "P1Y", "20", "PT5", "-PT5S", "PT1.S", ""])
      expect(parseDuration(text), text).to.equal(undefined);
  });
});

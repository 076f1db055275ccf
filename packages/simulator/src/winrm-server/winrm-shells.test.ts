import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { soap } from "./raw-connection.fixture.test.js";
import { ADMINISTRATOR, OPERATOR, startServer } from "./scripted-server.fixture.test.js";
import { connectAs, outputOf } from "./sealed-connection.fixture.test.js";
import { CMD_SHELL, SHELL, TRANSFER } from "./wsman-vocabulary.js";

const SHELL_GONE = 2_150_858_843;
const DONE = `State="${SHELL}/CommandState/Done"`;
const RUNNING = `State="${SHELL}/CommandState/Running"`;

describe("text shells of the simulated WinRM service", () => {
  it("describes the created shell as a recent Windows does", async () => {
    const { port } = await startServer();
    const connection = await connectAs(port);
    const body =
      "<rsp:Shell><rsp:InputStreams>stdin</rsp:InputStreams><rsp:OutputStreams>stdout stderr</rsp:OutputStreams>" +
      '<rsp:Environment><rsp:Variable Name="A">1 &lt; 2</rsp:Variable></rsp:Environment><rsp:IdleTimeOut>PT1M0.500S</rsp:IdleTimeOut></rsp:Shell>';
    const { xml } = await connection.send(
      soap(`${TRANSFER}/Create`, body, { options: { WINRS_CODEPAGE: "65001", WINRS_NOPROFILE: "TRUE" } }),
    );
    expect(xml)
      .to.include(`<a:Address>http://cs-01:5985/wsman</a:Address>`)
      .and.to.include(`<w:ResourceURI>${CMD_SHELL}</w:ResourceURI>`);
    expect(xml)
      .to.include('<rsp:Variable Name="A">1 &lt; 2</rsp:Variable>')
      .and.to.include("<rsp:IdleTimeOut>PT60.500S</rsp:IdleTimeOut>");
    expect(xml).to.include("<rsp:Owner>Kanri</rsp:Owner><rsp:ClientIP>127.0.0.1</rsp:ClientIP>");
  });

  it("starts a process with the joined command line and the shell's environment", async () => {
    const { port, processes } = await startServer();
    const connection = await connectAs(port);
    const environment =
      '<rsp:Shell><rsp:Environment><rsp:Variable Name="場所">札幌</rsp:Variable></rsp:Environment></rsp:Shell>';
    const shellId = await connection.createShell({}, environment);
    const body =
      "<rsp:CommandLine><rsp:Command>powershell</rsp:Command><rsp:Arguments>-c</rsp:Arguments><rsp:Arguments>&quot;a  b&quot;</rsp:Arguments></rsp:CommandLine>";
    await connection.send(soap(`${SHELL}/Command`, body, { shellId }));
    expect(processes).to.have.length(1);
    expect(processes[0])
      .to.include({ commandLine: 'powershell -c "a  b"' })
      .and.to.deep.include({ environment: { 場所: "札幌" } });
  });

  it("carries input to the process and its output, exit code and end of streams back in one answer", async () => {
    const { port, processes, server } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "more");
    await connection.input(shellId, commandId, "こんにちは", false);
    await connection.input(shellId, commandId, "", true);
    expect(processes[0]).to.deep.include({ input: Buffer.from("こんにちは"), ended: true });
    const waiting = connection.receive(shellId, commandId);
    await delay(20);
    processes[0]?.say("out");
    processes[0]?.say("err", "stderr");
    processes[0]?.exit(-1);
    const { xml } = await waiting;
    expect(outputOf(xml)).to.equal("out");
    expect(outputOf(xml, "stderr")).to.equal("err");
    expect(xml).to.include(DONE).and.to.include("<rsp:ExitCode>4294967295</rsp:ExitCode>");
    expect(xml.match(/End="true"/g)).to.have.length(2);
    expect((await connection.signal(shellId, commandId, "terminate")).status).to.equal(200);
    expect((await connection.deleteShell(shellId)).xml).to.include("<s:Body></s:Body>");
    expect(server.statistics).to.include({ openShells: 0, shellsOpened: 1 });
    expect(server.violations).to.deep.equal([]);
  });

  it("answers a Receive as soon as there is output, with the state Running", async () => {
    const { port, processes, server } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "ping");
    processes[0]?.say("first");
    const { xml } = await connection.receive(shellId, commandId);
    expect(outputOf(xml)).to.equal("first");
    expect(xml).to.include(RUNNING).and.not.to.include("ExitCode");
    server.behaviour.omitRunningState = true;
    processes[0]?.say("second");
    expect((await connection.receive(shellId, commandId)).xml).not.to.include("CommandState");
  });

  it("ends a Receive without output with fault 2150858793 when OperationTimeout is over", async () => {
    const { port } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "ping");
    const started = Date.now();
    const answer = await connection.receive(shellId, commandId, { timeout: "PT0.1S" });
    expect(Date.now() - started).to.be.within(480, 2000);
    expect(answer).to.include({ status: 500, fault: 2_150_858_793 });
    expect(answer.xml).to.include("<s:Value>s:Receiver</s:Value><s:Subcode><s:Value>w:TimedOut</s:Value></s:Subcode>");
    expect(answer.xml).to.include("OperationTimeout で指定された時間内");
  });

  it("keeps every answer within the client's MaxEnvelopeSize", async () => {
    const { port, processes } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "type");
    const text = Array.from({ length: 3000 }, (_, line) => `line ${line}\r\n`).join("");
    for (let start = 0; start < text.length; start += 777) processes[0]?.say(text.slice(start, start + 777));
    processes[0]?.exit(0);
    let received = "";
    for (let done = false; !done;) {
      const { xml } = await connection.receive(shellId, commandId, { maxEnvelopeSize: 8192 });
      expect(Buffer.byteLength(xml)).to.be.at.most(8192);
      received += outputOf(xml);
      done = xml.includes(DONE);
    }
    expect(received).to.equal(text);
  });

  it("ends the process on ctrl_c and still reports its exit", async () => {
    const { port, processes } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "ping -t");
    await connection.signal(shellId, commandId, "ctrl_c");
    expect(processes[0]?.killed).to.equal(true);
    expect((await connection.receive(shellId, commandId)).xml).to.include("<rsp:ExitCode>3221225786</rsp:ExitCode>");
  });

  it("knows a command no more after terminate, and kills what runs", async () => {
    const { port, processes } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "ping -t");
    await connection.signal(shellId, commandId, "Terminate");
    expect(processes[0]?.killed).to.equal(true);
    const answer = await connection.receive(shellId, commandId);
    expect(answer.fault).to.equal(SHELL_GONE);
    expect(answer.xml).to.include("faultDetail/UnexpectedSelectors").and.to.include("存在しないコマンド識別子");
  });

  it("kills a shell's processes when it is deleted and aborts a Receive that waits", async () => {
    const { port, processes } = await startServer();
    const first = await connectAs(port);
    const second = await connectAs(port);
    const shellId = await first.createShell();
    const commandId = await first.run(shellId, "ping -t");
    const waiting = first.receive(shellId, commandId);
    await delay(20);
    await second.deleteShell(shellId);
    expect(processes[0]?.killed).to.equal(true);
    expect((await waiting).fault).to.equal(995);
    expect((await first.deleteShell(shellId)).fault).to.equal(SHELL_GONE);
  });

  it("keeps output for the next Receive when the waiting one lost its connection", async () => {
    const { port, processes } = await startServer();
    const first = await connectAs(port);
    const shellId = await first.createShell();
    const commandId = await first.run(shellId, "ping");
    const waiting = first.receive(shellId, commandId).catch(() => "lost");
    await delay(20);
    first.close();
    expect(await waiting).to.equal("lost");
    await delay(20);
    processes[0]?.say("kept");
    const second = await connectAs(port);
    expect(outputOf((await second.receive(shellId, commandId)).xml)).to.equal("kept");
  });

  it("reaps a shell that stays idle, and records the leak", async () => {
    const { port, processes, server } = await startServer();
    const connection = await connectAs(port);
    await connection.createShell();
    const shellId = await connection.createShell(
      {},
      "<rsp:Shell><rsp:IdleTimeOut>PT0.2S</rsp:IdleTimeOut></rsp:Shell>",
    );
    const commandId = await connection.run(shellId, "ping");
    const answer = await connection.receive(shellId, commandId, { timeout: "PT0.5S" });
    expect(answer.fault, "a waiting Receive keeps the shell").to.equal(2_150_858_793);
    await delay(400);
    expect(server.statistics.openShells).to.equal(1);
    expect(processes[0]?.killed).to.equal(true);
    expect(server.violations).to.deep.equal([`Shell ${shellId} was left open until its idle time of 200 ms ended it.`]);
  });

  it("refuses a shell to an account that is no administrator", async () => {
    const { port, server } = await startServer();
    const connection = await connectAs(port, OPERATOR);
    const answer = await connection.send(soap(`${TRANSFER}/Create`, "<rsp:Shell/>"));
    expect(answer).to.include({ status: 500, fault: 5 });
    expect(answer.xml).to.include("w:AccessDenied").and.to.include("アクセスが拒否されました。");
    expect(server.violations).to.deep.equal([]);
  });

  it("lets nobody use the shell of another account", async () => {
    const other = { ...ADMINISTRATOR, username: "Betsu" };
    const { port } = await startServer({ accounts: () => [ADMINISTRATOR, other] });
    const shellId = await (await connectAs(port)).createShell();
    expect((await (await connectAs(port, other)).deleteShell(shellId)).fault).to.equal(5);
  });

  it("gives an account 30 shells, and a fault of the WMI form for the next", async () => {
    const { port, server } = await startServer();
    const connection = await connectAs(port);
    for (let count = 0; count < 30; count += 1) await connection.createShell();
    const answer = await connection.send(soap(`${TRANSFER}/Create`, "<rsp:Shell/>"));
    expect(answer.fault).to.equal(2_150_859_173);
    expect(answer.xml).to.include("HRESULT 0x803381a5").and.not.to.include("RelatesTo");
    expect(server.statistics.openShells).to.equal(30);
  });

  it("gives no operation back for a terminate", async () => {
    const { port } = await startServer({ behaviour: { operationsPerShell: 2 } });
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    for (let count = 0; count < 2; count += 1) {
      const commandId = await connection.run(shellId, "ping");
      await connection.signal(shellId, commandId, "terminate");
    }
    const body = "<rsp:CommandLine><rsp:Command>ping</rsp:Command></rsp:CommandLine>";
    expect((await connection.send(soap(`${SHELL}/Command`, body, { shellId }))).fault).to.equal(2_150_859_174);
  });
});

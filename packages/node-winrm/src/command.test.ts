import { expect } from "chai";
import { envelope, fault, type ScriptedProcess } from "./scripted-shells.fixture.test.js";
import { ClientBench, failure } from "./winrm-client.fixture.test.js";

const silent: ScriptedProcess = () => undefined;

/** Reads a command's output to its end. */
async function drain(command: {
  receive(): Promise<{ stdout: Uint8Array; done: boolean; exitCode: number | null }>;
}): Promise<{ text: string; exitCode: number | null }> {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { stdout, done, exitCode } = await command.receive();
    pieces.push(stdout);
    if (done) return { text: Buffer.concat(pieces).toString(), exitCode };
  }
}

describe("Shell and Command", () => {
  let bench: ClientBench;
  afterEach(() => bench.close());

  const start = async (): ReturnType<
    Awaited<ReturnType<Awaited<ReturnType<ClientBench["client"]>>["openShell"]>>["start"]
  > => (await (await bench.client()).openShell()).start("run");

  it("escapes the command line and refuses control characters", async () => {
    bench = new ClientBench();
    const shell = await (await bench.client()).openShell();
    await shell.start('echo "a" & <b> \u{20bb7}');
    expect(bench.shells.commandLines).to.deep.equal(["echo &#34;a&#34; &#38; &#60;b&#62; \u{20bb7}"]);
    expect((await failure(shell.start("bell \u0007"))).code).to.equal("WINRM_PROTOCOL");
  });

  it("sends large input in pieces under the envelope limit, whole and in order", async () => {
    bench = new ClientBench();
    const command = await start();
    const input = Buffer.from(Array.from({ length: 60_000 }, (_, index) => `${index},`).join(""));
    await command.send(input, { end: true });
    expect((await drain(command)).text).to.equal(input.toString());
    expect(bench.service.requests.filter((operation) => operation === "Send")).to.have.length(
      Math.ceil(input.length / 98_304),
    );
  });

  it("closes stdin with an empty piece", async () => {
    bench = new ClientBench();
    const command = await start();
    await command.send(new Uint8Array(0), { end: true });
    expect(await command.receive()).to.deep.include({ done: true, exitCode: 0 });
  });

  it("halves its pieces when the server finds them too large", async () => {
    bench = new ClientBench();
    const command = await start();
    bench.shells.intercept = ({ operation, xml, messageId }) =>
      operation === "Send" && xml.length > 60_000 ? fault(messageId, 2150858824) : undefined;
    await command.send(Buffer.alloc(100_000, 0x41), { end: true });
    expect((await drain(command)).text).to.have.length(100_000);
  });

  it("repeats a piece the server was too busy for, three times at most", async () => {
    bench = new ClientBench();
    const command = await start();
    let busy = 2;
    bench.shells.intercept = ({ operation, messageId }) =>
      operation === "Send" && busy-- > 0 ? fault(messageId, 170) : undefined;
    await command.send(Buffer.from("once"), { end: true });
    expect((await drain(command)).text).to.equal("once");
    busy = 9;
    expect((await failure(command.send(Buffer.from("x")))).faultCode).to.equal(170);
    expect(busy).to.equal(6);
  });

  it("counts a piece as written when its Send timed out", async () => {
    bench = new ClientBench();
    const command = await start();
    let sends = 0;
    bench.shells.intercept = ({ operation, messageId }) =>
      operation === "Send" && ++sends === 1 ? fault(messageId, 2150858793) : undefined;
    await command.send(Buffer.from("piece"));
    expect(sends).to.equal(1);
  });

  it("polls on silently until there is output", async () => {
    bench = new ClientBench(({ write }) =>
      setTimeout(() => {
        write("stderr", "late");
      }, 120),
    );
    const command = await start();
    let polls = 0;
    bench.shells.intercept = ({ operation, messageId }) =>
      operation === "Receive" && ++polls < 4 ? fault(messageId, 2150858793) : undefined;
    const { stderr, done, exitCode } = await command.receive();
    expect(Buffer.from(stderr).toString()).to.equal("late");
    expect({ done, exitCode, polls }).to.deep.equal({ done: false, exitCode: null, polls: 4 });
  });

  it("gives up at the caller's deadline, and the shell stays usable", async () => {
    bench = new ClientBench(silent);
    const command = await start();
    const started = performance.now();
    expect((await failure(command.receive({ deadlineMs: 300 }))).code).to.equal("WINRM_TIMEOUT");
    expect(performance.now() - started).to.be.lessThan(2500);
    await command.terminate();
    expect(bench.shells.signals).to.deep.equal(["terminate"]);
    expect(bench.service.connections).to.equal(1);
  });

  it("asks again over a new connection when the first breaks during Receive, once", async () => {
    bench = new ClientBench(({ write }) => {
      write("stdout", "kept");
    });
    const command = await start();
    let resets = 1;
    bench.shells.intercept = ({ operation }) => (operation === "Receive" && resets-- > 0 ? "reset" : undefined);
    expect(Buffer.from((await command.receive()).stdout).toString()).to.equal("kept");
    resets = 2;
    expect((await failure(command.receive())).code).to.equal("WINRM_UNREACHABLE");
  });

  it("returns exit codes as unsigned numbers, and no state as not finished", async () => {
    bench = new ClientBench(({ exit }) => {
      exit(4294967295);
    });
    expect((await (await start()).receive()).exitCode).to.equal(4294967295);
    bench.shells.intercept = ({ operation, messageId }) =>
      operation === "Receive" ? { status: 200, xml: envelope(messageId, "<sh:ReceiveResponse/>") } : undefined;
    expect(await (await start()).receive()).to.deep.include({ done: false, exitCode: null });
  });

  it("takes a shell or command that is gone as ended when it cleans up, and as an error otherwise", async () => {
    bench = new ClientBench(silent);
    const shell = await (await bench.client()).openShell();
    const command = await shell.start("x");
    bench.shells.shells.clear();
    expect((await failure(command.receive())).code).to.equal("WINRM_SHELL_GONE");
    await command.terminate();
    await shell.delete();
  });
});

import { connect as connectTcp, createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { soap } from "./raw-connection.fixture.test.js";
import { ADMINISTRATOR, startServer } from "./scripted-server.fixture.test.js";
import { connect, connectAs, outputOf } from "./sealed-connection.fixture.test.js";
import { type InjectionPoint, injectTimes } from "./server-options.js";
import { WinRMServer } from "./winrm-server.js";
import { TRANSFER } from "./wsman-vocabulary.js";

const CREATE = `${TRANSFER}/Create`;

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return "no error";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

describe("the simulated WinRM service on the network", () => {
  it("names the port that is in use", async () => {
    const { port } = await startServer();
    const second = new WinRMServer({
      computerName: "CS-02",
      accounts: () => [],
      startProcess: () => expect.fail("no process"),
    });
    const error: unknown = await second.listen(port).catch((reason: unknown) => reason);
    expect(error).to.be.an("error").with.property("message", `port ${port} on 127.0.0.1 is in use`);
    await second.close();
  });

  it("resets connections and ends shells when cut, and comes back on the same port", async () => {
    const { server, port, processes } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "ping -t");
    const waiting = codeOf(connection.receive(shellId, commandId));
    await delay(20);
    await server.cut();
    expect(await waiting).to.equal("ECONNRESET");
    expect(await codeOf(connect(port).post())).to.equal("ECONNREFUSED");
    expect(processes[0]?.killed).to.equal(true);
    expect(server.statistics.openShells).to.equal(0);
    await server.mend();
    const again = await connectAs(port);
    expect((await again.deleteShell(shellId)).fault).to.equal(2_150_858_843);
    expect(server.violations).to.deep.equal([]);
  });

  it("names the port when someone else took it before mend", async () => {
    const { server, port } = await startServer();
    await server.cut();
    const thief = createServer();
    await new Promise<void>((resolve) => thief.listen(port, "127.0.0.1", resolve));
    const error: unknown = await server.mend().catch((reason: unknown) => reason);
    expect(error).to.be.an("error").with.property("message", `port ${port} on 127.0.0.1 is in use`);
    await new Promise((resolve) => thief.close(resolve));
    await server.mend();
    expect((await connect(port).logon(ADMINISTRATOR)).status).to.equal(200);
  });

  it("counts bytes of open and closed connections", async () => {
    const { server, port } = await startServer();
    const connection = await connectAs(port);
    const open = server.statistics;
    expect(open.bytesIn).to.be.greaterThan(400);
    expect(open.bytesOut).to.be.greaterThan(400);
    connection.close();
    await delay(20);
    expect(server.statistics).to.include({ bytesIn: open.bytesIn, bytesOut: open.bytesOut });
  });

  for (const behaviour of [{ chunked: true }, { splitBytes: 1 }, { chunked: true, splitBytes: 100 }]) {
    it(`delivers the same answers with ${JSON.stringify(behaviour)}`, async () => {
      const { port, processes } = await startServer({ behaviour });
      const connection = await connectAs(port);
      const shellId = await connection.createShell();
      const commandId = await connection.run(shellId, "type");
      processes[0]?.say("住基ネット".repeat(300));
      expect(outputOf((await connection.receive(shellId, commandId)).xml)).to.equal("住基ネット".repeat(300));
    });
  }

  it("delays every answer by the latency", async () => {
    const { port, server } = await startServer();
    const connection = await connectAs(port);
    server.behaviour.latencyMs = 60;
    const started = performance.now();
    await connection.createShell();
    expect(performance.now() - started).to.be.within(55, 500);
  });

  it("records a second request before the first one is answered", async () => {
    const { port, server } = await startServer({ behaviour: { latencyMs: 100 } });
    const socket = connectTcp(port, "127.0.0.1");
    const request = "POST /wsman HTTP/1.1\r\nHost: cs-01\r\nContent-Length: 0\r\n\r\n";
    socket.write(request + request);
    await new Promise((resolve) => socket.once("close", resolve).on("error", () => undefined));
    expect(server.violations).to.deep.equal(["A request was sent on a connection before the answer to the last one."]);
  });

  it("records what is no HTTP", async () => {
    const { port, server } = await startServer();
    const socket = connectTcp(port, "127.0.0.1");
    socket.write("hello there\r\n\r\n");
    await new Promise((resolve) => socket.once("close", resolve).on("error", () => undefined));
    expect(server.violations).to.deep.equal(["A request is not HTTP: HPE_INVALID_METHOD."]);
  });

  it("records its own failure and drops the connection", async () => {
    const { port, server } = await startServer({
      accounts: () => {
        throw new Error("the model is broken");
      },
    });
    expect(await codeOf(connect(port).logon(ADMINISTRATOR))).to.equal("ECONNRESET");
    expect(server.violations[0]).to.match(/^The simulator failed on a request: Error: the model is broken/);
  });

  it("says nothing about a client that goes away in the middle of a request", async () => {
    const { port, server } = await startServer();
    const socket = connectTcp(port, "127.0.0.1");
    socket.write("POST /wsman HTTP/1.1\r\nHost: cs-01\r\nContent-Length: 10\r\n\r\nabc");
    await delay(30);
    socket.destroy();
    await delay(30);
    expect(server.violations).to.deep.equal([]);
  });

  it("resets an idle connection when told so", async () => {
    const { port } = await startServer({ behaviour: { idleResetMs: 50 } });
    const connection = await connectAs(port);
    await delay(120);
    // Node.js may notice the reset and open a new connection, on which the old keys are worth nothing.
    const outcome: unknown = await connection.send(soap(CREATE, "<rsp:Shell/>")).catch((error: unknown) => error);
    expect(outcome).to.satisfy(
      (result: { code?: string; status?: number }) => result.code === "ECONNRESET" || result.status === 400,
    );
  });
});

describe("faults on demand in the simulated WinRM service", () => {
  it("resets the connection before or after the work, as asked", async () => {
    const { port, server } = await startServer({ behaviour: { inject: injectTimes(1, "Create", "reset") } });
    expect(await codeOf((await connectAs(port)).createShell())).to.equal("ECONNRESET");
    expect(server.statistics.shellsOpened).to.equal(0);
    server.behaviour.inject = injectTimes(1, "Create", "reset-after");
    expect(await codeOf((await connectAs(port)).createShell())).to.equal("ECONNRESET");
    expect(server.statistics.shellsOpened).to.equal(1);
    expect(await (await connectAs(port)).createShell()).not.to.equal("");
  });

  it("counts the wrong password although the connection is reset in place of the answer", async () => {
    const { port, server } = await startServer({
      behaviour: { inject: injectTimes(1, "Authenticate", "reset-after") },
    });
    expect(await codeOf(connect(port).logon({ username: "Kanri", password: "wrong" }))).to.equal("ECONNRESET");
    expect([...server.statistics.failedLogons]).to.deep.equal([["Kanri", 1]]);
  });

  it("answers a number of Receives with the fault of a timeout and loses nothing", async () => {
    const { port, processes } = await startServer({
      behaviour: { inject: injectTimes(2, "Receive", { fault: 2_150_858_793 }) },
    });
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "type");
    processes[0]?.say("kept");
    expect((await connection.receive(shellId, commandId)).fault).to.equal(2_150_858_793);
    expect((await connection.receive(shellId, commandId)).fault).to.equal(2_150_858_793);
    expect(outputOf((await connection.receive(shellId, commandId)).xml)).to.equal("kept");
  });

  it("faults a Send whose data arrived, or did not", async () => {
    const { port, processes, server } = await startServer();
    const connection = await connectAs(port);
    const shellId = await connection.createShell();
    const commandId = await connection.run(shellId, "more");
    server.behaviour.inject = injectTimes(1, "Send", { fault: 2_150_858_793, carriedOut: true });
    expect((await connection.input(shellId, commandId, "a")).fault).to.equal(2_150_858_793);
    server.behaviour.inject = injectTimes(1, "Send", { fault: 170 });
    expect((await connection.input(shellId, commandId, "b")).fault).to.equal(170);
    expect(processes[0]?.input.toString()).to.equal("a");
  });

  it("gives either shape of fault, also for a code that it does not use itself", async () => {
    const { port, server } = await startServer({
      behaviour: { inject: injectTimes(1, "Create", { fault: 1460, shape: "wmi" }) },
    });
    const connection = await connectAs(port);
    expect((await connection.send(soap(CREATE, "<rsp:Shell/>"))).xml).to.include("HRESULT 0x000005b4");
    server.behaviour.inject = injectTimes(1, "Create", { fault: 2_150_859_175, shape: "wsman" });
    expect((await connection.send(soap(CREATE, "<rsp:Shell/>"))).xml).to.include('Code="2150859175"');
  });

  it("withdraws the logon with 401, is unavailable with HTML, or closes after the answer", async () => {
    const { port, server } = await startServer({ behaviour: { inject: injectTimes(1, "Create", "unauthorized") } });
    expect((await (await connectAs(port)).send(soap(CREATE, "<rsp:Shell/>"))).status).to.equal(401);
    server.behaviour.inject = injectTimes(1, "Negotiate", "unavailable");
    const unavailable = await connect(port).post("", { authorization: "Negotiate TlRMTVNTUAA=" });
    expect(unavailable.status).to.equal(503);
    expect(unavailable.headers["content-type"]).to.include("text/html");
    server.behaviour.inject = injectTimes(1, "Create", "close");
    const connection = await connectAs(port);
    expect(await connection.createShell()).not.to.equal("");
    expect((await connection.send(soap(CREATE, "<rsp:Shell/>"))).status).to.equal(400);
  });

  it("hangs after the handshake while the connection stays open", async () => {
    const points: InjectionPoint[] = [];
    const { port } = await startServer({
      behaviour: {
        inject: (point) => {
          points.push(point);
          return point.operation === "Create" ? "hang" : undefined;
        },
      },
    });
    const connection = await connectAs(port);
    const outcome = await Promise.race([connection.createShell(), delay(80, "nothing")]);
    expect(outcome).to.equal("nothing");
    expect(points).to.deep.equal([
      { operation: "Negotiate", occurrence: 1 },
      { operation: "Authenticate", occurrence: 1 },
      { operation: "Create", occurrence: 1 },
    ]);
  });
});

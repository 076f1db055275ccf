import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import { selfSignedCertificate } from "./connection/ecdsa-certificate.fixture.test.js";
import { CredentialLatch } from "./credentials/credential-latch.js";
import { Secret } from "./credentials/secret.js";
import { NtlmFlag } from "./ntlm/negotiate-flags.js";
import { envelope, fault } from "./scripted-shells.fixture.test.js";
import type { TraceEvent } from "./trace-event.js";
import { ClientBench, failure } from "./winrm-client.fixture.test.js";
import { WinRMClient } from "./winrm-client.js";

describe("WinRMClient", () => {
  let bench: ClientBench;
  afterEach(() => bench.close());

  it("needs six requests for a command: Type 1, Type 3 with Create, Command, Send, Receive, Delete", async () => {
    bench = new ClientBench();
    const client = await bench.client();
    const shell = await client.openShell();
    const command = await shell.start("findstr x");
    await command.send(Buffer.from("住基\r\n"), { end: true });
    const { stdout, done, exitCode } = await command.receive();
    expect(Buffer.from(stdout).toString()).to.equal("住基\r\n");
    expect({ done, exitCode }).to.deep.equal({ done: true, exitCode: 0 });
    await client.close();
    expect(bench.service.requests).to.deep.equal(["401", "Create", "Command", "Send", "Receive", "Delete"]);
    expect(bench.service.logons).to.deep.equal(["accepted"]);
    expect(bench.service.connections).to.equal(1);
    expect(client.statistics.requests).to.equal(6);
    expect(client.statistics.wireMs).to.be.greaterThan(0);
    expect(bench.shells.shells.size).to.equal(0);
  });

  const variants: [string, ConstructorParameters<typeof ClientBench>[1]][] = [
    ["chunked answers", { chunked: true }],
    ["challenges wrapped in SPNEGO", { spnego: true }],
    ["challenges without a timestamp", { timestamp: false }],
  ];
  for (const [what, options] of variants) {
    it(`understands ${what}`, async () => {
      bench = new ClientBench(undefined, options);
      expect((await (await bench.client()).openShell()).id).to.match(/^uuid:/u);
    });
  }

  it("logs on in the split form after HTTP 400 to the combined one, and keeps to it", async () => {
    bench = new ClientBench(undefined, { combined: "400" });
    const client = await bench.client();
    await client.openShell();
    expect(bench.service.logons).to.deep.equal(["accepted"]);
    for (const socket of bench.service.sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await client.openShell();
    expect(bench.service.connections).to.equal(3);
    expect(bench.service.logons).to.deep.equal(["accepted", "accepted"]);
  });

  it("does not log on a second time when the connection breaks after an unproven logon, not even for another client", async () => {
    bench = new ClientBench(undefined, { combined: "reset", accounts: { admin: "another" } });
    expect(await failure((await bench.client()).openShell())).to.include({ code: "WINRM_UNREACHABLE" });
    const error = await failure((await bench.client()).openShell());
    expect(error.message).to.match(/whether the password is right is not known/u);
    expect(bench.service.logons).to.deep.equal(["wrong-password"]);
  });

  it("logs on in the split form after a reset when the credential is known to be right", async () => {
    bench = new ClientBench();
    await (await bench.client()).openShell();
    bench.service.options.combined = "reset";
    await (await bench.client()).openShell();
    expect(bench.service.logons).to.deep.equal(["accepted", "accepted", "accepted"]);
  });

  it("tries a wrong password once and says so without showing it", async () => {
    bench = new ClientBench();
    const credential = bench.credential({ password: new Secret("not the password") });
    const client = await bench.client({ credential });
    const error = await failure(client.openShell());
    expect(error).to.include({ code: "WINRM_AUTH_FAILED", status: 401, operation: "Create" });
    expect(error.hint).to.match(/locked/u);
    expect(
      inspect(error, { depth: 9 }) + JSON.stringify(error) + inspect(client, { depth: 9, showHidden: true }),
    ).not.to.include("not the password");
    expect((await failure(client.openShell())).code).to.equal("WINRM_CREDENTIAL_LATCHED");
    expect((await failure((await bench.client({ credential })).openShell())).code).to.equal("WINRM_CREDENTIAL_LATCHED");
    expect(bench.service.logons).to.deep.equal(["wrong-password"]);
  });

  it("proves a credential on one connection while others wait, so that a wrong one costs one logon", async () => {
    bench = new ClientBench();
    const credential = bench.credential({ domain: "corp", password: new Secret("wrong for all") });
    const attempts = Array.from({ length: 20 }, async () => failure((await bench.client({ credential })).openShell()));
    const codes = (await Promise.all(attempts)).map((error) => error.code).sort();
    expect(codes).to.deep.equal(["WINRM_AUTH_FAILED", ...Array.from({ length: 19 }, () => "WINRM_CREDENTIAL_LATCHED")]);
    expect(bench.service.logons).to.deep.equal(["wrong-password"]);
  });

  it("refuses a challenge without sealing, and a server that does not offer Negotiate", async () => {
    bench = new ClientBench(undefined, { withoutFlags: NtlmFlag.SEAL });
    expect(await failure((await bench.client()).openShell())).to.include({ code: "WINRM_POLICY" });
    bench.service.options.offer = 'Basic realm="WSMAN"';
    expect((await failure((await bench.client()).openShell())).message).to.match(/offers Basic/u);
    expect(bench.service.logons).to.deep.equal([]);
  });

  it("refuses clear text on a sealed connection", async () => {
    bench = new ClientBench();
    const shell = await (await bench.client()).openShell();
    bench.shells.intercept = ({ messageId }) => ({ status: 200, xml: envelope(messageId, ""), clear: true });
    const error = await failure(shell.start("x"));
    expect(error).to.include({ code: "WINRM_PROTOCOL" });
    expect(error.message).to.match(/clear text/u);
  });

  it("refuses an answer to another message", async () => {
    bench = new ClientBench();
    const shell = await (await bench.client()).openShell();
    bench.shells.intercept = () => ({ status: 200, xml: envelope("uuid:0", "") });
    expect((await failure(shell.start("x"))).message).to.match(/another message/u);
  });

  it("turns HTML of the HTTP layer into an error of its status", async () => {
    bench = new ClientBench();
    const client = await bench.client();
    for (const [status, code] of [
      [503, "WINRM_QUOTA"],
      [404, "WINRM_UNREACHABLE"],
      [413, "WINRM_ENVELOPE_TOO_LARGE"],
      [400, "WINRM_PROTOCOL"],
    ] as const) {
      const shell = await client.openShell();
      bench.shells.intercept = () => ({ status, xml: "<html>busy</html>", clear: true, contentType: "text/html" });
      expect(await failure(shell.start("x"))).to.include({ code, status });
      bench.shells.intercept = () => undefined;
    }
  });

  it("maps faults to codes, with number, operation and activity", async () => {
    bench = new ClientBench();
    const shell = await (await bench.client()).openShell();
    const expected = [
      [5, "WINRM_ACCESS_DENIED"],
      ["0x803381A5", "WINRM_QUOTA"],
      [-2144108453, "WINRM_SHELL_GONE"],
      [2150859180, "WINRM_POLICY"],
      [7, "WINRM_PROTOCOL"],
    ] as const;
    for (const [number, code] of expected) {
      bench.shells.intercept = ({ messageId }) => fault(messageId, number);
      const error = await failure(shell.start("x"));
      expect(error).to.include({ code, operation: "Command", activityId: "act-1", status: 500 });
      expect(error.faultCode).to.equal(Number(number) >>> 0);
    }
  });

  it("opens a new connection after the server closed an idle one", async () => {
    bench = new ClientBench();
    const client = await bench.client();
    const shell = await client.openShell();
    bench.shells.intercept = (message) => {
      bench.shells.intercept = () => undefined;
      return { status: 500, close: true, xml: fault(message.messageId, 2150858817).xml };
    };
    await failure(shell.start("x"));
    await shell.start("y");
    expect(bench.service.connections).to.equal(2);
    expect(bench.shells.commandLines).to.deep.equal(["y"]);
  });

  it("never repeats a message that may have had an effect", async () => {
    bench = new ClientBench();
    const shell = await (await bench.client()).openShell();
    bench.shells.intercept = ({ operation }) => (operation === "Command" ? "reset" : undefined);
    expect((await failure(shell.start("x"))).code).to.equal("WINRM_UNREACHABLE");
    expect(bench.service.requests.filter((operation) => operation === "Command")).to.have.length(1);
  });

  it("identifies a service without a credential", async () => {
    bench = new ClientBench();
    expect(await (await bench.client()).identify()).to.deep.equal({
      protocolVersion: "v",
      productVendor: "Microsoft Corporation",
      productVersion: "OS: 0.0.0",
    });
    expect(bench.service.logons).to.deep.equal([]);
  });

  it("cancels a message under way by the signal, and still deletes the shell when closed", async () => {
    bench = new ClientBench();
    const controller = new AbortController();
    const client = await bench.client({ signal: controller.signal });
    const command = await (await client.openShell()).start("x");
    setTimeout(() => {
      controller.abort();
    }, 30);
    expect((await failure(command.receive())).code).to.equal("WINRM_CANCELLED");
    expect((await failure(client.openShell())).code).to.equal("WINRM_CANCELLED");
    expect(bench.shells.shells.size).to.equal(1);
    await client.close();
    expect(bench.shells.shells.size).to.equal(0);
  });

  it("deletes a shell that was cancelled while it was opened", async () => {
    bench = new ClientBench();
    const controller = new AbortController();
    const client = await bench.client({ signal: controller.signal });
    bench.shells.intercept = ({ operation }) => {
      if (operation === "Create") controller.abort();
      return undefined;
    };
    expect((await failure(client.openShell())).code).to.equal("WINRM_CANCELLED");
    expect(bench.service.requests).to.deep.equal(["401", "Create", "Delete"]);
    expect(bench.shells.shells.size).to.equal(0);
  });

  it("closes while a long poll is under way", async () => {
    bench = new ClientBench();
    const client = await bench.client();
    const command = await (await client.openShell()).start("x");
    const polling = failure(command.receive());
    await new Promise((resolve) => setTimeout(resolve, 20));
    const started = performance.now();
    await client.close();
    expect((await polling).code).to.equal("WINRM_CANCELLED");
    expect(performance.now() - started).to.be.lessThan(1000);
    expect(bench.shells.shells.size).to.equal(0);
    expect((await failure(client.openShell())).code).to.equal("WINRM_CANCELLED");
  });

  it("opens no connection any more once it is closed", async () => {
    bench = new ClientBench();
    const client = await bench.client();
    const shell = await client.openShell();
    await client.close();
    expect((await failure(shell.start("x"))).code).to.equal("WINRM_CANCELLED");
    expect((await failure(client.openShell())).code).to.equal("WINRM_CANCELLED");
    expect(bench.service.connections).to.equal(1);
  });

  it("records a rejection in the latch, where the next client finds it", async () => {
    bench = new ClientBench();
    const folder = mkdtempSync(join(tmpdir(), "latch-"));
    const latch = new CredentialLatch(folder);
    const credential = bench.credential({ password: new Secret("latched") });
    await failure((await bench.client({ credential, latch })).openShell());
    const error = await failure((await bench.client({ credential, latch })).openShell());
    expect(error.code).to.equal("WINRM_CREDENTIAL_LATCHED");
    expect(latch.list()).to.have.length(1);
    expect(bench.service.logons).to.have.length(1);
    latch.release(latch.list()[0]?.id ?? "");
    expect((await failure((await bench.client({ credential, latch })).openShell())).code).to.equal("WINRM_AUTH_FAILED");
    rmSync(folder, { recursive: true });
  });

  it("reports what happens on the wire, without content", async () => {
    bench = new ClientBench();
    const events: TraceEvent[] = [];
    await (await bench.client({ trace: (event) => events.push(event) })).openShell();
    const wire = events.filter(({ kind }) => kind !== "shell");
    expect(wire.map((event) => event.kind)).to.deep.equal(["connected", "exchange", "exchange", "logon"]);
    expect(wire[3]).to.deep.equal({ kind: "logon", host: "localhost", outcome: "accepted", form: "combined" });
    expect(JSON.stringify(events)).not.to.match(/Envelope|Negotiate [A-Za-z0-9+/]/u);
  });
});

describe("WinRMClient without a service", () => {
  const credential = { username: "a", password: new Secret("b"), scheme: "ntlm" } as const;

  it("reports a refused connection", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => probe.once("listening", resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const client = new WinRMClient({ endpoint: { host: "127.0.0.1", port, transport: "http" }, credential });
    expect((await failure(client.openShell())).code).to.equal("WINRM_CONNECT_REFUSED");
  });

  it("gives up at the connect limit, and reports a name nobody knows", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as AddressInfo;
    const endpoint = { host: "127.0.0.1", port, transport: "https" } as const;
    const error = await failure(new WinRMClient({ endpoint, credential, connectTimeoutMs: 60 }).openShell());
    silent.close();
    expect(error.code).to.equal("WINRM_CONNECT_TIMEOUT");
    const unknown = new WinRMClient({
      endpoint: { host: "no-such-host.invalid", port, transport: "http" },
      credential,
    });
    expect((await failure(unknown.openShell())).code).to.equal("WINRM_UNREACHABLE");
  });

  it("does not send Basic over plain HTTP", () => {
    const create = (): unknown =>
      new WinRMClient({
        endpoint: { host: "h", port: 5985, transport: "http" },
        credential: { ...credential, scheme: "basic" },
      });
    expect(create).to.throw("Basic").with.property("code", "WINRM_POLICY");
  });
});

describe("WinRMClient over TLS", () => {
  let bench: ClientBench;
  afterEach(() => bench.close());

  for (const hash of ["sha256", "sha384", "sha512"] as const) {
    it(`binds an NTLM logon to a certificate signed with ${hash}, for a strict server`, async () => {
      const tls = selfSignedCertificate(hash);
      bench = new ClientBench(undefined, { tls, verify: { channelBindingPolicy: "strict" } });
      const endpoint = { ...(await bench.endpoint()), tls: { ca: tls.cert } };
      await (await bench.client({ endpoint })).openShell();
      expect(bench.service.logons).to.deep.equal(["accepted"]);
      await failure((await bench.client({ endpoint, channelBinding: false })).openShell());
      expect(bench.service.logons).to.deep.equal(["accepted", "missing-channel-binding"]);
    });
  }

  it("speaks Basic, and takes a 401 as final", async () => {
    const tls = selfSignedCertificate();
    bench = new ClientBench(undefined, { tls });
    const endpoint = { ...(await bench.endpoint()), tls: { ca: tls.cert } };
    const shell = await (
      await bench.client({ endpoint, credential: bench.credential({ scheme: "basic" }) })
    ).openShell();
    await shell.start("x");
    expect(bench.service.requests).to.deep.equal(["Create", "Command"]);
    const wrong = bench.credential({ scheme: "basic", password: new Secret("wrong for basic") });
    expect((await failure((await bench.client({ endpoint, credential: wrong })).openShell())).code).to.equal(
      "WINRM_AUTH_FAILED",
    );
    expect((await failure((await bench.client({ endpoint, credential: wrong })).openShell())).code).to.equal(
      "WINRM_CREDENTIAL_LATCHED",
    );
  });

  it("does not take the 401 of a server without Basic for a wrong password", async () => {
    const tls = selfSignedCertificate();
    bench = new ClientBench(undefined, { tls, offer: "Negotiate", accounts: {} });
    const endpoint = { ...(await bench.endpoint()), tls: { ca: tls.cert } };
    const credential = bench.credential({ scheme: "basic" });
    expect((await failure((await bench.client({ endpoint, credential })).openShell())).code).to.equal("WINRM_POLICY");
    expect((await failure((await bench.client({ endpoint, credential })).openShell())).code).to.equal("WINRM_POLICY");
  });

  it("trusts a pinned certificate and no other", async () => {
    const tls = selfSignedCertificate();
    bench = new ClientBench(undefined, { tls });
    const plain = await bench.endpoint();
    const fingerprint256 = createHash("sha256")
      .update(tls.der)
      .digest("hex")
      .replace(/..(?=.)/gu, "$&:");
    await (await bench.client({ endpoint: { ...plain, tls: { fingerprint256 } } })).openShell();
    const other = { ...plain, tls: { fingerprint256: fingerprint256.replace(/^../u, "00") } };
    expect((await failure((await bench.client({ endpoint: other })).openShell())).code).to.equal("WINRM_TLS");
    expect((await failure((await bench.client({ endpoint: plain })).openShell())).code).to.equal("WINRM_TLS");
    expect(bench.service.logons).to.deep.equal(["accepted"]);
  });

  it("refuses a certificate for another name", async () => {
    const tls = selfSignedCertificate();
    bench = new ClientBench(undefined, { tls });
    const endpoint = { ...(await bench.endpoint()), host: "elsewhere", tls: { ca: tls.cert } };
    expect((await failure((await bench.client({ endpoint })).openShell())).code).to.equal("WINRM_TLS");
  });
});

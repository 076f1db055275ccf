import { setTimeout as delay } from "node:timers/promises";
import {
  type Credential,
  type Endpoint,
  Secret,
  WinRMClient,
  type WinRMClientOptions,
  WinRMError,
} from "@kijun/node-winrm";
import { expect } from "chai";
import { ADMINISTRATOR, OPERATOR, startServer } from "./scripted-server.fixture.test.js";
import { selfSignedCertificate } from "./self-signed-certificate.fixture.test.js";
import { injectTimes, type ServerAccount } from "./server-options.js";

const clients: WinRMClient[] = [];

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function credentialOf(account: ServerAccount, scheme: Credential["scheme"] = "ntlm"): Credential {
  return { username: account.username, password: new Secret(account.password), scheme };
}

function clientOf(port: number, options: Partial<WinRMClientOptions> = {}): WinRMClient {
  const endpoint: Endpoint = { host: "127.0.0.1", port, transport: "http" };
  const client = new WinRMClient({ endpoint, credential: credentialOf(ADMINISTRATOR), ...options });
  clients.push(client);
  return client;
}

async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  return error instanceof WinRMError ? error.code : undefined;
}

describe("node-winrm's client at the simulated WinRM service", () => {
  for (const logonForm of ["combined", "split"] as const) {
    it(`runs a command with the ${logonForm} logon, in as few requests as the protocol allows, without a violation`, async () => {
      const { server, port, processes } = await startServer();
      const client = clientOf(port, { logonForm });
      const shell = await client.openShell();
      const command = await shell.start("more");
      await command.send(Buffer.from("こんにちは"), { end: true });
      processes[0]?.say(processes[0].input.toString());
      processes[0]?.exit(5);
      const received = await command.receive();
      expect(received).to.deep.include({ exitCode: 5 });
      expect(Buffer.from(received.stdout).toString()).to.equal("こんにちは");
      await command.terminate();
      await client.close();
      expect(server.statistics).to.include({
        requests: logonForm === "combined" ? 7 : 8,
        connections: 1,
        openShells: 0,
      });
      expect(server.violations).to.deep.equal([]);
    });
  }

  it("falls back to the split form where the combined one is refused", async () => {
    const { server, port } = await startServer({ behaviour: { refuseCombinedAuthenticate: true } });
    await clientOf(port).openShell();
    expect(server.statistics.successfulLogons).to.equal(1);
    expect(server.violations).to.deep.equal([]);
  });

  it("works over HTTPS by NTLM with a strict channel binding, and by Basic", async () => {
    const transport = selfSignedCertificate();
    const { server, port } = await startServer({ transport, behaviour: { channelBinding: "strict" } });
    const endpoint: Endpoint = {
      host: "localhost",
      port,
      transport: "https",
      dial: { host: "127.0.0.1", port },
      tls: { ca: transport.cert },
    };
    await clientOf(port, { endpoint }).openShell();
    await clientOf(port, { endpoint, credential: credentialOf(ADMINISTRATOR, "basic") }).openShell();
    expect(server.statistics.shellsOpened).to.equal(2);
    expect(server.violations).to.deep.equal([]);
  });

  it("tries a wrong password once", async () => {
    const { server, port } = await startServer();
    const wrong = credentialOf({ ...ADMINISTRATOR, password: "wrong" });
    expect(await refusal(clientOf(port, { credential: wrong }).openShell())).to.equal("WINRM_AUTH_FAILED");
    await refusal(clientOf(port, { credential: wrong }).openShell());
    expect([...server.statistics.failedLogons]).to.deep.equal([["Kanri", 1]]);
  });

  it("tells an account without rights from a wrong password", async () => {
    const { server, port } = await startServer();
    const code = await refusal(clientOf(port, { credential: credentialOf(OPERATOR) }).openShell());
    expect(code).to.be.a("string").and.not.to.equal("WINRM_AUTH_FAILED");
    expect(server.statistics.failedLogons.size).to.equal(0);
  });

  it("polls through timeouts and gets on after a reset of the waiting connection", async () => {
    const { server, port, processes } = await startServer();
    server.behaviour.inject = injectTimes(3, "Receive", { fault: 2_150_858_793 });
    const shell = await clientOf(port).openShell();
    const command = await shell.start("ping");
    processes[0]?.say("polled");
    expect(Buffer.from((await command.receive()).stdout).toString()).to.equal("polled");
    server.behaviour.inject = injectTimes(1, "Receive", "reset");
    processes[0]?.say("again");
    expect(Buffer.from((await command.receive()).stdout).toString()).to.equal("again");
    expect(server.violations).to.deep.equal([]);
  });

  it("reads answers that come in chunks and small pieces, and input larger than an envelope", async () => {
    const { server, port, processes } = await startServer({ behaviour: { chunked: true, splitBytes: 700 } });
    const shell = await clientOf(port).openShell();
    const command = await shell.start("more");
    const input = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    await command.send(input, { end: true });
    expect(processes[0]?.input.equals(input)).to.equal(true);
    processes[0]?.emit("stdout", input);
    processes[0]?.exit(0);
    const parts: Uint8Array[] = [];
    for (let done = false; !done;) {
      const received = await command.receive();
      parts.push(received.stdout);
      done = received.done;
    }
    expect(Buffer.concat(parts).equals(input)).to.equal(true);
    expect(server.violations).to.deep.equal([]);
  });

  it("finds its shell gone after the machine was off", async () => {
    const { server, port } = await startServer();
    const shell = await clientOf(port).openShell();
    await server.cut();
    expect(await refusal(clientOf(port).openShell())).to.be.a("string");
    await server.mend();
    await delay(10);
    expect(await refusal(shell.start("ping"))).to.be.a("string");
    expect(server.statistics.openShells).to.equal(0);
  });

  it("identifies the service without a logon", async () => {
    const { server, port } = await startServer();
    expect(await clientOf(port).identify()).to.deep.include({ productVendor: "Microsoft Corporation" });
    expect(server.violations).to.deep.equal([]);
  });
});

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import { PowerShellSession, Secret, WinRMClient, WinRMError } from "@kijun/node-winrm";
import { expect } from "chai";

import { SimulatedMachine } from "./simulated-machine.js";
import { usedMachine } from "./used-machine.js";

const account = { username: "kijun-agent", password: "only for this test", administrator: true };
const expected = { computerName: "JUKI-CS1" };

describe("SimulatedMachine", () => {
  let machine: SimulatedMachine;
  let client: WinRMClient;

  beforeEach(async () => {
    const origin = {
      computerName: "JUKI-CS1",
      role: "communication-server",
      operatingSystem: "Windows Server 2022",
      locale: "ja-JP",
      seed: "a",
    } as const;
    machine = new SimulatedMachine({ state: usedMachine(origin), accounts: [account] });
    client = connect(await machine.listen(), account.password);
  });
  afterEach(async () => {
    await client.close();
    await machine.close();
  });

  function connect(port: number, password: string): WinRMClient {
    const credential = { username: account.username, password: new Secret(password), scheme: "ntlm" } as const;
    return new WinRMClient({ endpoint: { host: "127.0.0.1", port, transport: "http" }, credential });
  }

  async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
    const error: unknown = await work.catch((reason: unknown) => reason);
    return error instanceof WinRMError ? error.code : undefined;
  }

  it("reads and changes its settings over the wire, and finds them changed afterwards", async () => {
    const session = await PowerShellSession.open(client, { script: agentScript(["account-lockout"]) });
    const area = {
      id: "account-lockout",
      function: "AccountLockout",
      request: { keys: ["LockoutBadCount", "LockoutDuration", "ResetLockoutCount"] },
    };
    const desired = { LockoutBadCount: 5, LockoutDuration: 15, ResetLockoutCount: 15 };
    await session.request("apply", { expected, areas: [{ ...area, desired }] });
    const answer = sessionAnswerSchema.parse(await session.request("snapshot", { expected, areas: [area] }));
    expect(answer.areas["account-lockout"]?.facts).to.include(desired);
    await session.close();
    expect(machine.state.securityPolicy).to.include(desired);
    expect(machine.statistics).to.include({ successfulLogons: 1, openShells: 0 });
    expect(machine.violations).to.deep.equal([]);
  });

  it("says that it is another machine and reads nothing", async () => {
    const session = await PowerShellSession.open(client, { script: agentScript([]) });
    const areas = [
      {
        id: "account-lockout",
        function: "AccountLockout",
        request: { keys: ["LockoutBadCount", "LockoutDuration", "ResetLockoutCount"] },
      },
    ];
    const answer = sessionAnswerSchema.parse(
      await session.request("snapshot", { expected: { computerName: "OTHER" }, areas }),
    );
    expect(answer).to.deep.include({ wrongMachine: true, areas: {} });
    await session.close();
  });

  it("runs hostname and knows no other program", async () => {
    const shell = await client.openShell();
    const hostname = await (await shell.start("hostname")).receive();
    expect(Buffer.from(hostname.stdout).toString()).to.equal("JUKI-CS1\r\n");
    expect((await (await shell.start("whoami")).receive()).exitCode).to.equal(1);
  });

  it("counts a rejected password", async () => {
    const stranger = connect(machine.port, "wrong");
    expect(await refusalOf(stranger.openShell())).to.equal("WINRM_AUTH_FAILED");
    await stranger.close();
    expect(machine.statistics.failedLogons.get(account.username)).to.equal(1);
  });

  it("refuses connections while it is cut off, and answers at the same port when it is mended", async () => {
    const { port } = machine;
    await machine.cut();
    expect(machine.on).to.equal(false);
    expect(await refusalOf(client.openShell())).to.equal("WINRM_CONNECT_REFUSED");
    await machine.mend();
    expect(machine.on).to.equal(true);
    const again = connect(port, account.password);
    await again.openShell();
    await again.close();
  });
});

import { randomUUID } from "node:crypto";

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer } from "@kijun/agent";
import { PowerShellSession, Secret, WinRMClient, WinRMError } from "@kijun/node-winrm";
import { expect } from "chai";

import type { ServerAccount } from "../winrm-server/server-options.js";
import type { MachineTrouble } from "./machine-trouble.js";
import { SimulatedMachine } from "./simulated-machine.js";
import { usedMachine } from "./used-machine.js";

const areas = [
  {
    id: "account-lockout",
    function: "AccountLockout",
    request: { keys: ["LockoutBadCount", "LockoutDuration", "ResetLockoutCount"] },
  },
  { id: "screen-saver", function: "ScreenSaver", request: {} },
];

describe("a simulated machine in trouble", () => {
  let machine: SimulatedMachine;
  let account: ServerAccount;

  beforeEach(async () => {
    // A password of its own: one that was refused is not tried again by this process.
    account = { username: "kijun-agent", password: randomUUID(), administrator: true };
    const operatingSystem = "Windows 11 Pro";
    const origin = {
      computerName: "KITA-T001",
      role: "terminal",
      operatingSystem,
      locale: "ja-JP",
      seed: "t",
    } as const;
    machine = new SimulatedMachine({ state: usedMachine(origin), accounts: [account] });
    await machine.listen();
  });
  afterEach(() => machine.close());

  async function ask(limits: { connectTimeoutMs?: number; signal?: AbortSignal } = {}): Promise<SessionAnswer> {
    const endpoint = { host: "127.0.0.1", port: machine.port, transport: "http" } as const;
    const credential = { username: account.username, password: new Secret(account.password), scheme: "ntlm" } as const;
    const client = new WinRMClient({ endpoint, credential, ...limits });
    try {
      const session = await PowerShellSession.open(client, { script: agentScript(areas.map(({ id }) => id)) });
      const request = { expected: { computerName: "KITA-T001" }, areas };
      const answer = sessionAnswerSchema.parse(await session.request("snapshot", request));
      await session.close();
      return answer;
    } finally {
      await client.close();
    }
  }

  async function refusal(trouble: MachineTrouble, limits?: Parameters<typeof ask>[0]): Promise<string> {
    await machine.fallInto(trouble);
    const error: unknown = await ask(limits).catch((reason: unknown) => reason);
    return error instanceof WinRMError ? error.code : `not refused: ${String(error)}`;
  }

  it("refuses connections while it is off", async () => {
    expect(await refusal({ kind: "off" })).to.equal("WINRM_CONNECT_REFUSED");
    expect(machine.on).to.equal(false);
  });

  it("lets a connection wait until the client gives up while it is silent, however many there are", async function () {
    if (process.platform === "win32") this.skip();
    await machine.fallInto({ kind: "silent" });
    const tries = Array.from({ length: 3 }, () => ask({ connectTimeoutMs: 300 }).catch((reason: unknown) => reason));
    for (const error of await Promise.all(tries))
      expect(error).to.be.instanceOf(WinRMError).with.property("code", "WINRM_CONNECT_TIMEOUT");
    expect(machine.statistics.connections).to.equal(0);
  });

  it("answers as another computer and reads nothing while its address is a stranger's", async () => {
    await machine.fallInto({ kind: "stranger" });
    const { identity, ...rest } = await ask();
    expect(rest).to.deep.equal({ wrongMachine: true, areas: {} });
    expect(identity.computerName).to.equal("STRANGER-PC");
    expect(identity.machineGuid).to.not.equal(machine.state.machineGuid);
  });

  it("refuses the password that was right before, and counts the failed logon", async () => {
    expect(await refusal({ kind: "password" })).to.equal("WINRM_AUTH_FAILED");
    expect([...machine.statistics.failedLogons]).to.deep.equal([["kijun-agent", 1]]);
  });

  it("denies one area and answers the others", async () => {
    await machine.fallInto({ kind: "deny", area: "screen-saver" });
    const answer = await ask();
    expect(answer.areas["screen-saver"]?.failure?.code).to.equal("ACCESS_DENIED");
    expect(answer.areas["account-lockout"]).to.have.property("facts");
  });

  it("takes the logon and never answers while it hangs", async () => {
    const reachedShell = new AbortController();
    const { inject } = machine.behaviour;
    machine.behaviour.inject = (point) => {
      const played = inject(point);
      if (played === "hang") reachedShell.abort();
      return played;
    };
    expect(await refusal({ kind: "hang" }, { signal: reachedShell.signal })).to.equal("WINRM_CANCELLED");
    expect(machine.statistics).to.include({ successfulLogons: 1, shellsOpened: 0 });
  });

  it("answers as ever once it is mended, whatever was wrong", async () => {
    const troubles: MachineTrouble[] = [
      { kind: "off" },
      { kind: "silent" },
      { kind: "stranger" },
      { kind: "password" },
      { kind: "deny", area: "screen-saver" },
      { kind: "hang" },
    ];
    for (const trouble of troubles) {
      await machine.fallInto(trouble);
      expect(machine.trouble).to.deep.equal(trouble);
      await machine.mend();
      const answer = await ask();
      expect(answer.wrongMachine, trouble.kind).to.equal(false);
      expect(answer.areas["screen-saver"], trouble.kind).to.have.property("facts");
    }
  });
});

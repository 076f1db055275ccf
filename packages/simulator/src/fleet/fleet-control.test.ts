import { request } from "node:http";

import { agentScript, sessionAnswerSchema } from "@kijun/agent";
import type { SessionAnswer } from "@kijun/agent";
import { KijunError } from "@kijun/core";
import { PowerShellSession, Secret, WinRMClient, WinRMError } from "@kijun/node-winrm";
import { expect } from "chai";

import { breakSetting, cutHost, fleetStatus, machineAreas, mendHost, stopFleet } from "./fleet-control.js";
import type { HostStatus } from "./fleet-machine.js";
import { declared, FleetBench } from "./small-fleet.fixture.test.js";
import { startFleet } from "./start-fleet.js";

/** One fleet for all tests here; each uses machines of its own. */
describe("a running fleet", () => {
  const bench = new FleetBench();
  const { folder } = bench;
  before(() => startFleet(bench.options()));
  after(() => bench.dispose());

  async function statusOf(name: string): Promise<HostStatus | undefined> {
    const status = await fleetStatus(folder);
    return status.running ? status.hosts.find((host) => host.name === name) : undefined;
  }

  async function failure(work: Promise<unknown>): Promise<KijunError> {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof KijunError) return error;
    throw new Error(`not refused: ${String(error)}`);
  }

  /** A client as the provider makes it: the address of the declaration, the route and the credential from the folder. */
  function clientOf(address: string, over: { readonly password?: string } = {}): WinRMClient {
    const [host = "", port = ""] = ((bench.json("routes.json") as Record<string, string>)[address] ?? "").split(":");
    const account = (bench.json("credentials.json") as Record<string, { username: string; password: string }>)[
      "fleet-admin"
    ];
    const password = new Secret(over.password ?? account?.password ?? "");
    const endpoint = { host: address, port: 5985, transport: "http", dial: { host, port: Number(port) } } as const;
    return new WinRMClient({ endpoint, credential: { username: account?.username ?? "", password, scheme: "ntlm" } });
  }

  async function ask(address: string, computerName: string, method: string, desired?: object): Promise<SessionAnswer> {
    const client = clientOf(address);
    try {
      const session = await PowerShellSession.open(client, { script: agentScript(["account-lockout"]) });
      const areas = [
        {
          id: "account-lockout",
          function: "AccountLockout",
          request: { keys: ["LockoutBadCount", "LockoutDuration", "ResetLockoutCount"] },
          ...(desired && { desired }),
        },
      ];
      const answer = sessionAnswerSchema.parse(await session.request(method, { expected: { computerName }, areas }));
      await session.close();
      return answer;
    } finally {
      await client.close();
    }
  }

  it("holds what it was rolled out with, on every machine", async () => {
    for (const host of ["JUKI-CS1", "KITA-T001", "KITA-T002", "KITA-T003"]) {
      expect(await machineAreas(folder, host, declared), host).to.deep.equal(declared);
    }
  });

  it("answers WinRM at the routes with the credential, counts what it saw, and finds no violation", async () => {
    const { identity, areas } = await ask("192.0.2.1", "JUKI-CS1", "snapshot");
    expect(identity.computerName).to.equal("JUKI-CS1");
    expect(areas["account-lockout"]?.facts).to.include({ LockoutBadCount: 5 });
    const seen = await statusOf("JUKI-CS1");
    expect(seen).to.include({ on: true, connections: 1, logons: 1, failedLogons: 0, openShells: 0 });
    expect(seen?.violations).to.deep.equal([]);
  });

  it("shows a broken setting to the next who reads, and takes the correction", async () => {
    const broken = await breakSetting(folder, "kita-t001", "account-lockout.thresholdAttempts", "0");
    expect(broken).to.deep.equal({ path: "accountLockout.thresholdAttempts", before: 5, after: 0 });
    const read = await ask("192.0.2.2", "KITA-T001", "snapshot");
    expect(read.areas["account-lockout"]?.facts).to.deep.include({ LockoutBadCount: 0 });
    await ask("192.0.2.2", "KITA-T001", "apply", { LockoutBadCount: 5, LockoutDuration: 15, ResetLockoutCount: 15 });
    expect(await machineAreas(folder, "KITA-T001", declared)).to.deep.equal(declared);
  });

  it("counts a refused password", async () => {
    const client = clientOf("192.0.2.3", { password: "wrong" });
    const error: unknown = await client.openShell().catch((reason: unknown) => reason);
    await client.close();
    expect(error).to.be.instanceOf(WinRMError).with.property("code", "WINRM_AUTH_FAILED");
    expect(await statusOf("KITA-T002")).to.include({ failedLogons: 1, logons: 0 });
  });

  it("cuts a machine off and mends it without losing its settings", async () => {
    await breakSetting(folder, "KITA-T003", "accountLockout.thresholdAttempts", 9);
    expect(await cutHost(folder, "KITA-T003")).to.include({ name: "KITA-T003", on: false });
    const error: unknown = await ask("192.0.2.4", "KITA-T003", "snapshot").catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(WinRMError).with.property("code", "WINRM_CONNECT_REFUSED");
    expect(await statusOf("KITA-T003")).to.include({ on: false });
    expect(await mendHost(folder, "KITA-T003")).to.include({ on: true });
    const { areas } = await ask("192.0.2.4", "KITA-T003", "snapshot");
    expect(areas["account-lockout"]?.facts).to.include({ LockoutBadCount: 9 });
  });

  it("suggests the machine and the setting that a wrong name comes close to", async () => {
    const unknownHost = await failure(cutHost(folder, "KTA-T001"));
    expect(unknownHost.code).to.equal("HOST_UNKNOWN");
    expect(unknownHost.hint).to.match(/similar names: KITA-T001,/);
    const unknownSetting = await failure(breakSetting(folder, "KITA-T001", "accountLockout.treshold", "0"));
    expect(unknownSetting.code).to.equal("SETTING_UNKNOWN");
    expect((await failure(breakSetting(folder, "KITA-T001", "accountLockout.thresholdAttempts", "x"))).code).to.equal(
      "ARGUMENT_INVALID",
    );
  });

  it("refuses a second fleet from the same folder and names the first", async () => {
    const { code, message, hint } = await failure(startFleet(bench.options()));
    expect(code).to.equal("FLEET_ALREADY_RUNNING");
    const { pid } = bench.json("fleet.json") as { pid: number };
    expect(message).to.include("4 machines").and.to.include(String(pid));
    expect(hint).to.include("kijun fleet stop");
    expect(await statusOf("KITA-T001")).to.have.property("on", true);
  });

  it("refuses its control channel to who does not know the token", async () => {
    const { port } = bench.json("fleet.json") as { port: number };
    const status = await new Promise((resolve, reject) => {
      const sent = request({
        host: "127.0.0.1",
        port,
        path: "/stop",
        method: "POST",
        headers: { authorization: "Bearer guess" },
      });
      sent
        .on("response", (response) => {
          resolve(response.statusCode);
        })
        .on("error", reject)
        .end();
    });
    expect(status).to.equal(401);
    expect(await fleetStatus(folder)).to.have.property("running", true);
  });
});

describe("a fleet that is not running", () => {
  const bench = new FleetBench();
  after(() => bench.dispose());

  it("has a status, can be stopped without effect, and takes no command", async () => {
    expect(await fleetStatus(bench.folder)).to.deep.equal({ running: false });
    expect(await stopFleet(bench.folder)).to.equal(false);
    const error: unknown = await breakSetting(bench.folder, "A", "b.c", 1).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(KijunError).and.include({ code: "FLEET_NOT_RUNNING" });
    expect(error).to.have.property("hint").that.includes("kijun fleet start");
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { KijunError } from "@kijun/core";
import { expect } from "chai";

import { breakSetting, fleetStatus, machineAreas, stopFleet } from "./fleet-control.js";
import { isAlive } from "./process-alive.js";
import { declared, FleetBench, smallFleet } from "./small-fleet.fixture.test.js";
import { startFleet } from "./start-fleet.js";

async function failure(work: Promise<unknown>): Promise<KijunError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof KijunError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

async function processIdOf(bench: FleetBench): Promise<number> {
  const status = await fleetStatus(bench.folder);
  return status.running ? status.pid : 0;
}

/** A process that ends at once, and whose number nobody has afterwards. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return child.pid ?? 0;
}

describe("startFleet", () => {
  let bench: FleetBench;
  beforeEach(() => (bench = new FleetBench()));
  afterEach(() => bench.dispose());

  it("waits until every machine listens, and leaves routes and a credential that nobody else can read", async () => {
    const status = await startFleet(bench.options());
    if (!status.running) throw new Error("not running");
    expect(status.hosts.map(({ name, on }) => [name, on])).to.deep.equal(
      smallFleet().hosts.map(({ name }) => [name, true]),
    );
    const routes = status.hosts.map(({ address, port }) => [address, `127.0.0.1:${port}`]);
    expect(bench.json("routes.json")).to.deep.equal(Object.fromEntries(routes));
    expect(bench.json("credentials.json")).to.have.all.keys("fleet-admin");
    expect(bench.json("credentials.json")).to.have.nested.property("fleet-admin.username", "kijun-agent");
    expect(bench.json("fleet.json")).to.include({ pid: status.pid, asOf: "2026-01-15", hosts: 4 });
    if (process.platform !== "win32") {
      for (const name of readdirSync(bench.folder))
        expect(statSync(join(bench.folder, name)).mode & 0o777, name).to.equal(0o600);
    }
  });

  it("clears away what a fleet that died has left", async () => {
    const stale = {
      pid: await deadProcess(),
      port: 9,
      token: "x",
      started: "2026-01-01T00:00:00Z",
      asOf: "2026-01-01",
      hosts: 1,
    };
    writeFileSync(join(bench.folder, "fleet.json"), JSON.stringify(stale));
    writeFileSync(join(bench.folder, "routes.json"), '{"192.0.2.99":"127.0.0.1:9"}');
    expect(await fleetStatus(bench.folder)).to.deep.equal({ running: false });
    await startFleet(bench.options());
    expect(bench.json("routes.json")).to.not.have.property("192.0.2.99");
  });

  it("is not deceived by another process that got the number of a fleet that died", async () => {
    const stale = {
      pid: process.pid,
      port: 9,
      token: "x",
      started: "2026-01-01T00:00:00Z",
      asOf: "2026-01-01",
      hosts: 1,
    };
    writeFileSync(join(bench.folder, "fleet.json"), JSON.stringify(stale));
    expect(await startFleet(bench.options())).to.have.property("running", true);
  });

  it("says which file is damaged instead of guessing", async () => {
    const path = join(bench.folder, "fleet.json");
    writeFileSync(path, "{");
    const { code, message } = await failure(startFleet(bench.options()));
    expect(code).to.equal("STATE_CORRUPTED");
    expect(message).to.include(path);
    rmSync(path);
  });

  it("names the port that is taken, and leaves nothing running", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    try {
      for (const first of [port, port - 2]) {
        const { code, message } = await failure(startFleet(bench.options({ port: first })));
        expect(code).to.equal("PORT_IN_USE");
        expect(message).to.match(/\b\d+ on 127\.0\.0\.1 is in use/);
        // Another process of this computer may hold one of the ports before it.
        expect(Number(/\d+/.exec(message)?.[0])).to.be.within(first, port);
      }
      expect(readdirSync(bench.folder)).to.deep.equal([]);
    } finally {
      taken.close();
    }
  });

  it("names the machine and the operating system that cannot be simulated", async () => {
    const [host, ...others] = smallFleet().hosts;
    if (host === undefined) throw new Error("no host");
    const specification = { ...smallFleet(), hosts: [{ ...host, operatingSystem: "Solaris" }, ...others] };
    const { code, message } = await failure(startFleet(bench.options({ specification })));
    expect(code).to.equal("BASELINE_INVALID");
    expect(message).to.include("Solaris");
  });

  it("begins anew at each start, with another password, unless it keeps its state", async () => {
    const credentials = (): string => readFileSync(join(bench.folder, "credentials.json"), "utf8");
    await startFleet(bench.options());
    const first = credentials();
    await breakSetting(bench.folder, "KITA-T001", "accountLockout.thresholdAttempts", 0);
    await stopFleet(bench.folder);
    expect(readdirSync(bench.folder)).to.deep.equal([]);
    await startFleet(bench.options());
    expect(credentials()).to.not.equal(first);
    expect(await machineAreas(bench.folder, "KITA-T001", declared)).to.deep.equal(declared);
  });

  it("goes on with kept state, also after its process was killed, until a fresh one is asked for", async () => {
    await startFleet(bench.options({ keep: true }));
    await breakSetting(bench.folder, "KITA-T001", "accountLockout.thresholdAttempts", 0);
    await stopFleet(bench.folder);
    expect(JSON.stringify(bench.json("state.json"))).to.have.length.lessThan(5000);

    await startFleet(bench.options({ keep: true }));
    const changed = await machineAreas(bench.folder, "KITA-T001", declared);
    expect(changed).to.have.nested.property("accountLockout.thresholdAttempts", 0);
    expect(await machineAreas(bench.folder, "KITA-T002", declared)).to.deep.equal(declared);
    await breakSetting(bench.folder, "KITA-T002", "accountLockout.thresholdAttempts", 7);
    await delay(600);
    process.kill(await processIdOf(bench), "SIGKILL");

    await startFleet(bench.options({ keep: true }));
    const after = await machineAreas(bench.folder, "KITA-T002", declared);
    expect(after).to.have.nested.property("accountLockout.thresholdAttempts", 7);
    await stopFleet(bench.folder);

    await startFleet(bench.options({ keep: true, fresh: true }));
    expect(await machineAreas(bench.folder, "KITA-T001", declared)).to.deep.equal(declared);
  });
});

describe("the process of a fleet", () => {
  let bench: FleetBench;
  beforeEach(() => (bench = new FleetBench()));
  afterEach(() => bench.dispose());

  async function gone(pid: number): Promise<void> {
    for (let waited = 0; isAlive(pid); waited += 20) {
      if (waited > 5000) throw new Error(`process ${pid} lives on`);
      await delay(20);
    }
  }

  it("ends when its owner is gone, and leaves no file", async () => {
    const owner = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"]);
    await startFleet(bench.options({ owner: owner.pid ?? 0 }));
    const pid = await processIdOf(bench);
    owner.kill("SIGKILL");
    await gone(pid);
    expect(readdirSync(bench.folder)).to.deep.equal([]);
  });

  it("ends on SIGTERM, and leaves no file", async function () {
    if (process.platform === "win32") this.skip();
    await startFleet(bench.options());
    const pid = await processIdOf(bench);
    process.kill(pid, "SIGTERM");
    await gone(pid);
    expect(readdirSync(bench.folder)).to.deep.equal([]);
  });
});

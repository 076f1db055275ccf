import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { deleteLeftShells } from "@kijun/provider/live";
import { recordedShells } from "@kijun/provider/run";
import { injectTimes } from "@kijun/simulator";
import type { SimulatedMachine } from "@kijun/simulator";
import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";

const HOST = "KITA-T001";
const areas = { accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 } };
/** Long enough to kill a provider between a request that was carried out and its answer. */
const SLOW_MS = 400;
/** WSManFault of a shell that is not known. */
const UNKNOWN_SHELL = 2150858843;

describe("shells of a provider that was killed", function () {
  this.timeout(60_000);
  let bench: ProviderBench;
  let machine: SimulatedMachine;
  const environment = { ...process.env };

  beforeEach(async () => {
    bench = new ProviderBench();
    machine = await bench.addMachine(HOST);
    const file = (name: string): string => join(bench.home, `${name}.json`);
    process.env["KIJUN_HOME"] = bench.home;
    process.env["KIJUN_ROUTES"] = file("routes");
    process.env["KIJUN_CREDENTIALS"] = file("credentials");
  });
  afterEach(async () => {
    for (const name of ["KIJUN_HOME", "KIJUN_ROUTES", "KIJUN_CREDENTIALS"]) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
    await bench.dispose();
  });

  /** Proves the password; the shell is over, and so is its record. */
  async function read(): Promise<void> {
    const stock = await bench.startRun();
    bench.declare(HOST, areas);
    await stock.read(HOST, bench.outputs(HOST));
    while (machine.statistics.openShells > 0 || recordedShells().length > 0) await delay(5);
  }

  /** Kills a provider after its shell was opened and before it knows that. */
  async function killWhileOpening(): Promise<void> {
    const stock = await bench.startRun();
    bench.declare(HOST, areas);
    machine.behaviour.latencyMs = SLOW_MS;
    const reading = stock.read(HOST, bench.outputs(HOST)).catch(() => undefined);
    while (machine.statistics.openShells === 0) await delay(5);
    await stock.stop();
    await reading;
    machine.behaviour.latencyMs = 0;
    expect(machine.statistics.openShells).to.equal(1);
  }

  const clear = (): Promise<number> => deleteLeftShells(recordedShells(), AbortSignal.timeout(5_000));

  it("are on record, and are deleted by whoever comes after it", async () => {
    await read();
    await killWhileOpening();
    expect(recordedShells().map(({ host, credential }) => ({ host, credential }))).to.deep.equal([
      { host: HOST, credential: "admin" },
    ]);
    expect(await clear()).to.equal(1);
    expect(machine.statistics.openShells).to.equal(0);
    expect(recordedShells()).to.deep.equal([]);
    expect(machine.violations).to.deep.equal([]);
  });

  it("are looked for once more, since a machine may just be opening one", async () => {
    await read();
    await killWhileOpening();
    machine.behaviour.inject = injectTimes(1, "Delete", { fault: UNKNOWN_SHELL });
    expect(await clear()).to.equal(1);
    expect(machine.statistics.openShells).to.equal(0);
  });

  it("are worth no logon with a password that has not worked yet", async () => {
    await killWhileOpening();
    const { connections } = machine.statistics;
    expect(await clear()).to.equal(0);
    expect(machine.statistics.connections).to.equal(connections);
    expect(recordedShells()).to.deep.equal([]);
  });

  it("are given up when the machine does not answer any more", async () => {
    await read();
    await killWhileOpening();
    await machine.cut();
    expect(await clear()).to.equal(0);
    expect(recordedShells()).to.deep.equal([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { areaText } from "@kijun/core";
import type { CanonicalArea } from "@kijun/core";
import { appendToFleetFile, contactFilePath, fleetFilePath } from "@kijun/provider/run";
import type { FleetFileEntry } from "@kijun/provider/run";
import { SimulatedMachine, usedMachine } from "@kijun/simulator";
import { expect } from "chai";

import { contactsTold, failureOf, StockProvider } from "./stock-provider.js";
import type { Properties } from "./stock-provider.js";

const PROVIDER = 'exports.handler = () => require("@kijun/provider/handler").machineProvider();';
const HOST = "KITA-T001";
const ADDRESS = "192.0.2.1";
const desired = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };

/** The simulated password of this test's account; it must not appear in anything that the process answers. */
const CANARY = "Canary-7f3a-password";

describe("our handler in the dynamic provider process of the SDK", function () {
  this.timeout(30_000);
  let home: string;
  let machine: SimulatedMachine;
  let stock: StockProvider;

  const inputs = (lockout: CanonicalArea = desired): Properties => ({
    ...{
      host: HOST,
      address: ADDRESS,
      port: 5985,
      transport: "http",
      credential: "admin",
      site: "kita",
      reading: "complete",
    },
    accountLockout: areaText(lockout),
    __provider: PROVIDER,
  });

  function declare(over: Partial<FleetFileEntry> = {}): void {
    const entry: FleetFileEntry = {
      ...{
        host: HOST,
        urn: "urn:machine",
        address: ADDRESS,
        port: 5985,
        transport: "http",
        credential: "admin",
        site: "kita",
      },
      ...{ areas: { accountLockout: desired }, ignored: [], dryRun: true, provenance: {}, items: {} },
      ...over,
    };
    appendToFleetFile(fleetFilePath(stock.engineAddress, join(home, "run")), entry);
  }

  const environment = (): NodeJS.ProcessEnv => ({
    KIJUN_HOME: home,
    KIJUN_RUN: join(home, "run"),
    KIJUN_ROUTES: join(home, "routes.json"),
    KIJUN_CREDENTIALS: join(home, "credentials.json"),
  });

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), "kijun-contract-"));
    mkdirSync(join(home, "run"));
    machine = new SimulatedMachine({
      state: usedMachine({
        computerName: HOST,
        role: "terminal",
        operatingSystem: "Windows 11 Pro",
        locale: "ja-JP",
        seed: "contract",
      }),
      accounts: [{ username: "kijun-agent", password: CANARY, administrator: true }],
    });
    const port = await machine.listen();
    writeFileSync(join(home, "routes.json"), JSON.stringify({ [ADDRESS]: `127.0.0.1:${String(port)}` }));
    writeFileSync(
      join(home, "credentials.json"),
      JSON.stringify({ admin: { username: "kijun-agent", password: CANARY } }),
      { mode: 0o600 },
    );
    stock = await StockProvider.start(environment());
  });

  afterEach(async () => {
    await stock.stop();
    await machine.close();
    rmSync(home, { recursive: true, force: true });
  });

  it("echoes the inputs of a check and says live => declared of an unknown machine once", async () => {
    declare();
    expect(await stock.check({}, inputs())).to.deep.equal(inputs());
    await contactsTold(contactFilePath(stock.engineAddress, join(home, "run")));
    expect(stock.messages).to.have.lengthOf(1);
    expect(stock.messages[0]?.urn).to.equal("urn:machine");
    expect(stock.messages[0]?.text).to.match(/^KITA-T001: live => declared\n {2}~ accountLockout\.\w+: /);
  });

  it("answers a read in exactly the shape of a check after an apply, so that nothing differs", async () => {
    declare();
    const created = await stock.create(inputs());
    expect(created.id).to.equal(HOST);
    expect(Object.keys(created.outputs).sort()).to.deep.equal(["__live", "__provider", "__readAt", "host"]);
    const read = await stock.read(HOST, created.outputs);
    expect(read.inputs).to.deep.equal(await stock.check(inputs(), inputs()));
  });

  it("asks a machine once, however many calls come at the same time and first", async () => {
    declare();
    const outputs = { host: HOST, __live: "{}", __readAt: "", __provider: PROVIDER };
    await Promise.all(Array.from({ length: 20 }, () => stock.read(HOST, outputs)));
    expect(machine.statistics.successfulLogons).to.equal(1);
  });

  it("leaves the comparison to the engine, and replaces only a machine of another name", async () => {
    const outputs = { host: HOST, __live: "{}", __readAt: "", __provider: PROVIDER };
    expect(await stock.diff(HOST, outputs, inputs())).to.deep.equal({ changes: 0, replaces: [] });
    expect((await stock.diff(HOST, outputs, { ...inputs(), host: "OTHER" })).replaces).to.deep.equal(["host"]);
  });

  it("answers a read of a machine that is off with its last values and a reading that differs", async () => {
    declare();
    const created = await stock.create(inputs());
    await machine.cut();
    const read = await stock.read(HOST, created.outputs);
    expect(read.inputs["accountLockout"]).to.equal(areaText(desired));
    expect(read.inputs["reading"]).to.match(/^unreachable: WINRM_CONNECT_REFUSED, last read 20/);
  });

  it("does not ask a machine again that did not answer a moment ago", async () => {
    declare();
    const created = await stock.create(inputs());
    await machine.cut();
    await stock.read(HOST, created.outputs);
    await machine.mend();
    const { connections } = machine.statistics;
    const error = failureOf(await stock.update(HOST, created.outputs, inputs()).catch((reason: unknown) => reason));
    expect(error.message).to.include("WINRM_CONNECT_REFUSED");
    expect(machine.statistics.connections).to.equal(connections);
  });

  it("reads a machine that left the program at the address of its outputs", async () => {
    declare();
    const created = await stock.create(inputs());
    const later = await StockProvider.start(environment());
    const read = await later.read(HOST, created.outputs).finally(() => later.stop());
    expect(read.inputs["accountLockout"]).to.equal(areaText(desired));
  });

  it("reads and changes nothing on another machine, and names it", async () => {
    declare({ host: "OTHER" });
    const error = failureOf(await stock.create({ ...inputs(), host: "OTHER" }).catch((reason: unknown) => reason));
    expect(error.message).to.include("WRONG_MACHINE").and.to.include(HOST);
    expect(error.details, "nothing is recorded in the state").to.equal(false);
  });

  it("records what a machine holds when part of an apply fails, and names each setting", async () => {
    declare();
    const wrong = { ...desired, durationMinutes: 5 };
    const error = failureOf(await stock.create(inputs(wrong)).catch((reason: unknown) => reason));
    expect(error.details, "the engine records the readback").to.equal(true);
    expect(error.message).to.include("could not be applied");
  });

  it("keeps unknown keys and odd values of old states from harm", async () => {
    declare();
    const odd = {
      host: HOST,
      __live: "{broken",
      __readAt: "",
      __provider: PROVIDER,
      strange: { nested: [1, null, "x"] },
    };
    const read = await stock.read(HOST, odd);
    expect(read.inputs["reading"]).to.equal("complete");
  });

  it("never answers with the password of its account", async () => {
    declare();
    const created = await stock.create(inputs());
    const read = await stock.read(HOST, created.outputs);
    expect(JSON.stringify([created, read, stock.messages])).to.not.include(CANARY);
  });

  it("ends by itself within seconds once the engine is gone", async () => {
    declare();
    await stock.read(HOST, { host: HOST, __live: "{}", __readAt: "", __provider: PROVIDER });
    stock.loseEngine();
    await stock.exited;
    expect(machine.statistics.openShells).to.equal(0);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { SimulatedMachine, usedMachine } from "@kijun/simulator";
import type { SimulatedMachineOptions } from "@kijun/simulator";
import { expect } from "chai";

import { machine } from "../run/host-readings.fixture.test.js";
import type { Check } from "./doctor-check.js";
import { machineChecks } from "./machine-checks.js";

const account = { username: "kijun-agent", password: "only for this test", administrator: true };
const credential = { username: account.username, password: account.password };
const TOLD = ["KIJUN_HOME", "KIJUN_RUN", "KIJUN_ROUTES", "KIJUN_CREDENTIALS"];

describe("machineChecks", () => {
  let home: string;
  let simulated: SimulatedMachine | undefined;
  let before: Record<string, string | undefined>;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "kijun-checks-"));
    before = Object.fromEntries(TOLD.map((name) => [name, process.env[name]]));
    const at = (name: string): string => join(home, name);
    writeFileSync(at("credentials.json"), JSON.stringify({ "fleet-admin": credential }), { mode: 0o600 });
    Object.assign(process.env, { KIJUN_HOME: home, KIJUN_RUN: home });
    Object.assign(process.env, { KIJUN_ROUTES: at("routes.json"), KIJUN_CREDENTIALS: at("credentials.json") });
  });
  afterEach(async () => {
    await simulated?.close();
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    rmSync(home, { recursive: true, force: true });
  });

  /** The checks of one machine by their id. Each has an address of its own, since routes are read once. */
  async function checksOf(
    address: string,
    diagnosis: SimulatedMachineOptions["diagnosis"],
    computerName = "KITA-T001",
  ): Promise<ReadonlyMap<string, Check>> {
    const state = usedMachine({
      ...{ computerName, role: "terminal", locale: "ja-JP", seed: "a" },
      operatingSystem: "Windows 11 Pro 23H2",
    });
    simulated = new SimulatedMachine({ state, accounts: [account], ...(diagnosis === undefined ? {} : { diagnosis }) });
    const port = await simulated.listen();
    writeFileSync(join(home, "routes.json"), JSON.stringify({ [address]: `127.0.0.1:${String(port)}` }));
    const entry = machine("KITA-T001", { address });
    const checks = await machineChecks([entry], new AbortController().signal, process.env);
    return new Map(checks.map((check) => [check.id, check]));
  }

  it("finds nothing wrong with a machine that is as it should be, and leaves no shell open", async () => {
    const checks = await checksOf("192.0.2.11", undefined);
    expect([...checks.values()].map(({ id, status }) => `${id} ${status}`)).to.deep.equal([
      ...["reachable ok", "logon ok", "identity ok", "clock ok", "rights ok", "powershell ok", "language ok"],
      ...["build ok", "reading ok"],
    ]);
    expect(simulated?.statistics).to.include({ openShells: 0 });
  });

  it("says what a restricted language mode, filtered rights and a wrong clock need", async () => {
    const checks = await checksOf("192.0.2.12", {
      ...{ languageMode: "ConstrainedLanguage", administrator: false, clockOffsetMs: -600_000 },
    });
    expect(checks.get("language")).to.include({ status: "fail", cause: "unreadable" });
    expect(checks.get("language")?.next?.en).to.include("AppLocker, WDAC");
    expect(checks.get("rights")?.next?.en).to.include("LocalAccountTokenFilterPolicy");
    expect(checks.get("clock")).to.include({ status: "fail" });
    expect(checks.get("clock")?.message.en).to.match(/^about (?:599|600|601) s behind this computer$/);
    for (const { next } of checks.values()) expect(next?.ja === "").to.not.equal(true);
  });

  it("warns of a clock that is off by more than a minute", async () => {
    const checks = await checksOf("192.0.2.13", { clockOffsetMs: 120_000 });
    expect(checks.get("clock")).to.include({ status: "warn" });
    expect(checks.get("clock")?.message.ja).to.include("進んでいる");
  });

  it("tells another machine at the address, and judges nothing of it", async () => {
    const checks = await checksOf("192.0.2.14", undefined, "KITA-T009");
    expect(checks.get("identity")).to.include({ status: "fail", cause: "unreadable" });
    expect(checks.get("identity")?.message.en).to.include("WRONG_MACHINE 192.0.2.14 answers as KITA-T009");
    expect([...checks.keys()]).to.deep.equal(["reachable", "logon", "identity", "reading"]);
  });
});

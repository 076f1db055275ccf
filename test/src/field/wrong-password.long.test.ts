import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { credentialLatch } from "@kijun/provider/credentials";
import { appendToFleetFile, fleetFilePath } from "@kijun/provider/run";
import { SimulatedMachine, usedMachine } from "@kijun/simulator";
import { expect } from "chai";

import { failureOf, StockProvider } from "../integration/stock-provider.js";
import type { Properties } from "../integration/stock-provider.js";

const MACHINES = 132;
const PROVIDER = 'exports.handler = () => require("@kijun/provider/handler").machineProvider();';
const WRONG = "Canary-19c4-wrong";
const desired = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };

interface Fleet {
  readonly name: string;
  readonly address: string;
  readonly machine: SimulatedMachine;
}

/**
 * The provider processes of a preview, an `up` (which has two) and a second `up`, against machines that count failed
 * logons. One account object stands on every machine, so that the sum of what they count is what a domain controller would.
 */
describe("a wrong password", function () {
  this.timeout(120_000);
  this.slow(20_000);
  let home: string;
  let fleet: readonly Fleet[];
  const running: StockProvider[] = [];

  before(async () => {
    const accounts = [{ username: "kijun-agent", password: "the right one", administrator: true }];
    fleet = Array.from({ length: MACHINES }, (_, index) => {
      const name = `KITA-T${String(index + 1).padStart(3, "0")}`;
      const origin = { computerName: name, role: "terminal", operatingSystem: "Windows 11 Pro" } as const;
      const state = usedMachine({ ...origin, locale: "ja-JP", seed: name });
      return { name, address: `198.51.100.${index + 1}`, machine: new SimulatedMachine({ state, accounts }) };
    });
    await Promise.all(fleet.map(({ machine }) => machine.listen()));
  });

  after(async () => {
    await Promise.all(fleet.map(({ machine }) => machine.close()));
  });

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "kijun-wrong-password-"));
    mkdirSync(join(home, "run"));
    const routes = fleet.map(({ address, machine }) => [address, `127.0.0.1:${machine.port}`] as const);
    writeFileSync(join(home, "routes.json"), JSON.stringify(Object.fromEntries(routes)));
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((provider) => provider.stop()));
    rmSync(home, { recursive: true, force: true });
  });

  function use(credential: { password: string; domain?: string }): void {
    const content = JSON.stringify({ admin: { username: "kijun-agent", ...credential } });
    writeFileSync(join(home, "credentials.json"), content, { mode: 0o600 });
  }

  async function start(variables: NodeJS.ProcessEnv = {}): Promise<StockProvider> {
    const provider = await StockProvider.start({
      ...variables,
      KIJUN_HOME: home,
      KIJUN_RUN: join(home, "run"),
      KIJUN_ROUTES: join(home, "routes.json"),
      KIJUN_CREDENTIALS: join(home, "credentials.json"),
    });
    running.push(provider);
    const path = fleetFilePath(provider.engineAddress, join(home, "run"));
    for (const { name: host, address } of fleet) {
      appendToFleetFile(path, {
        ...{ host, urn: `urn:${host}`, address, port: 5985, transport: "http", credential: "admin", site: "kita" },
        ...{ areas: { accountLockout: desired }, ignored: [], dryRun: true, provenance: {}, items: {} },
      });
    }
    return provider;
  }

  const inputs = ({ name: host, address }: Fleet): Properties => ({
    ...{ host, address, port: 5985, transport: "http", credential: "admin", site: "kita", reading: "complete" },
    accountLockout: desired,
    __provider: PROVIDER,
  });

  const readOne = ({ name }: Fleet, provider: StockProvider): Promise<unknown> =>
    provider.read(name, { host: name, __live: "{}", __readAt: "", __provider: PROVIDER });

  /** What the engine asks in a preview of known machines: the messages under them. */
  async function preview(provider: StockProvider): Promise<string[]> {
    await Promise.all(fleet.map((member) => readOne(member, provider)));
    return provider.messages.map(({ text }) => text);
  }

  async function apply(provider: StockProvider): Promise<string[]> {
    const create = async (member: Fleet): Promise<string> =>
      failureOf(await provider.create(inputs(member)).catch((reason: unknown) => reason)).message;
    return Promise.all(fleet.map(create));
  }

  const failedLogons = (): number[] =>
    fleet.map(({ machine }) => [...machine.statistics.failedLogons.values()].reduce((sum, count) => sum + count, 0));

  async function additionalFailures(work: () => Promise<void>): Promise<number[]> {
    const earlier = failedLogons();
    await work();
    return failedLogons().map((count, index) => count - (earlier[index] ?? 0));
  }

  const count = (texts: readonly string[], part: string): number => texts.filter((text) => text.includes(part)).length;

  it("of local accounts costs each machine one failed logon over preview, apply and a second apply", async () => {
    use({ password: WRONG });
    const failures = await additionalFailures(async () => {
      const first = await preview(await start());
      expect(count(first, "WINRM_AUTH_FAILED")).to.equal(MACHINES);
      for (const time of ["first", "second"]) {
        const reread = await preview(await start());
        const applied = await apply(await start());
        expect(count(reread, "WINRM_CREDENTIAL_LATCHED"), time).to.equal(MACHINES);
        expect(count(applied, "WINRM_CREDENTIAL_LATCHED"), time).to.equal(MACHINES);
      }
    });
    expect(failures).to.deep.equal(fleet.map(() => 1));
    expect(credentialLatch(home).list()).to.have.lengthOf(MACHINES);
  });

  it("of one domain account costs one failed logon in all, and says what may be wrong and what to do", async () => {
    use({ password: WRONG, domain: "CORP" });
    const failures = await additionalFailures(async () => {
      const first = await preview(await start());
      expect(count(first, "WINRM_AUTH_FAILED")).to.equal(1);
      expect(count(first, "WINRM_CREDENTIAL_LATCHED")).to.equal(MACHINES - 1);
      expect(count(first, "kijun credential retry corp")).to.equal(MACHINES);
      expect(count(first, "Possible causes: wrong password, unknown, locked")).to.equal(MACHINES);
      for (const time of ["first", "second"])
        expect(count(await apply(await start()), "WINRM_CREDENTIAL_LATCHED"), time).to.equal(MACHINES);
    });
    expect(failures.reduce((sum, each) => sum + each)).to.equal(1);
    expect(filesHolding(home, WRONG)).to.deep.equal([join(home, "credentials.json")]);
  });

  it("or a right one is tried nowhere else when the first machine hangs, and each machine is told where to look", async () => {
    use({ password: "the right one", domain: "CORP" });
    const [first, ...others] = fleet;
    if (first === undefined) throw new Error("the fleet is empty");
    await first.machine.fallInto({ kind: "hang" });
    const { requests } = first.machine.statistics;
    const logons = (): number[] => others.map(({ machine }) => machine.statistics.successfulLogons);
    const before = logons();
    try {
      const provider = await start({ KIJUN_DEADLINE_SECONDS: "2" });
      const hanging = readOne(first, provider);
      while (first.machine.statistics.requests < requests + 2) await delay(5);
      await Promise.all([hanging, ...others.map((member) => readOne(member, provider))]);
      const texts = provider.messages.map(({ text }) => text);
      expect(count(texts, `${first.name} at ${first.address} was not done within 2 s`)).to.equal(1);
      expect(count(texts, `Look at ${first.address}`)).to.equal(MACHINES - 1);
      const again = await preview(await start());
      expect(count(again, `Look at ${first.address}`)).to.equal(MACHINES);
      expect(count(again, "kijun credential retry corp")).to.equal(MACHINES);
    } finally {
      await first.machine.mend();
    }
    expect(logons()).to.deep.equal(before);
  });

  it("costs the same when two provider processes start at the same moment", async () => {
    for (const [domain, expected] of [
      ["CORP", 1],
      ["", MACHINES],
    ] as const) {
      use({ password: `${WRONG}-${domain}`, domain });
      const failures = await additionalFailures(async () => {
        const providers = await Promise.all([start(), start()]);
        const texts = (await Promise.all(providers.map(preview))).flat();
        expect(count(texts, "WINRM_AUTH_FAILED"), domain).to.equal(expected);
        expect(count(texts, "WINRM_CREDENTIAL_LATCHED"), domain).to.equal(2 * MACHINES - expected);
      });
      expect(
        failures.reduce((sum, each) => sum + each),
        domain,
      ).to.equal(expected);
      expect(Math.max(...failures)).to.equal(1);
    }
  });

  it("is tried once more after a release, and a corrected one at once", async () => {
    use({ password: WRONG, domain: "CORP" });
    const failures = await additionalFailures(async () => {
      await preview(await start());
      const latch = credentialLatch(home);
      for (const { id } of latch.list()) latch.release(id);
      expect(count(await preview(await start()), "WINRM_AUTH_FAILED")).to.equal(1);
      use({ password: "the right one", domain: "CORP" });
      expect(count(await preview(await start()), "WINRM_")).to.equal(0);
    });
    expect(failures.reduce((sum, each) => sum + each)).to.equal(2);
  });

  it("that cannot be found is looked for once and sends nothing to any machine", async () => {
    const mark = join(home, "asked");
    const command = [
      process.execPath,
      "-e",
      `require("fs").appendFileSync(process.argv[1], "x"); process.exit(1)`,
      mark,
    ];
    const content = JSON.stringify({ admin: { username: "kijun-agent", command } });
    writeFileSync(join(home, "credentials.json"), content, { mode: 0o600 });
    const requests = fleet.map(({ machine }) => machine.statistics.requests);
    const texts = await preview(await start());
    expect(count(texts, "CREDENTIAL_MISSING")).to.equal(MACHINES);
    expect(new Set(texts.map((text) => text.replace(/KITA-T\d+/g, ""))).size, "one cause for all").to.equal(1);
    expect(readFileSync(mark, "utf8")).to.equal("x");
    expect(fleet.map(({ machine }) => machine.statistics.requests)).to.deep.equal(requests);
  });
});

/** Files below a folder in which a text stands. */
function filesHolding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path, "utf8").includes(text));
}

import { appendFileSync } from "node:fs";

import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";
import { failureOf } from "./stock-provider.js";

const HOST = "KITA-T001";
const accountLockout = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };

/** Cuts the line of whoever manages the machine over WinRM: block goes before allow. */
const cutting = {
  accountLockout,
  firewallRules: { "block-all": "block in tcp 5985" },
};

describe("changes that are not made", function () {
  this.timeout(30_000);
  let bench: ProviderBench;

  beforeEach(async () => {
    bench = new ProviderBench();
    await bench.addMachine(HOST);
  });
  afterEach(() => bench.dispose());

  const refusedPaths = (): string[] =>
    bench.journal.flatMap((entry) => (entry.kind === "refused" ? [`${entry.host} ${entry.path}`] : []));

  it("are named in the preview of a new machine when they would cut the line to it", async () => {
    const stock = await bench.startRun();
    bench.declare(HOST, cutting);
    await stock.check({}, bench.inputs(HOST, cutting));
    const [message] = await bench.told();
    expect(message).to.match(/! firewallRules\.block-all: LINE_WOULD_BE_CUT: .*block-all/);
    expect(refusedPaths()).to.deep.equal([`${HOST} firewallRules.block-all`]);
  });

  it("are named under a machine that the state knows, as its diff cannot", async () => {
    const stock = await bench.startRun();
    bench.declare(HOST, cutting);
    await stock.read(HOST, bench.outputs(HOST));
    expect(stock.messages.map(({ urn }) => urn)).to.deep.equal([`urn:${HOST}`]);
    expect(stock.messages[0]?.text).to.match(/would be refused\n {2}! firewallRules\.block-all/);
    expect(refusedPaths()).to.deep.equal([`${HOST} firewallRules.block-all`]);
  });

  it("are not applied, with the rule and the next step, while other areas of the machine are", async () => {
    const stock = await bench.startRun();
    bench.declare(HOST, cutting);
    const failure = failureOf(await stock.create(bench.inputs(HOST, cutting)).catch((error: unknown) => error));
    expect(failure.details, "the engine records what the machine holds").to.equal(true);
    const results = bench.journal.flatMap((entry) => (entry.kind === "applied" ? entry.results : []));
    const failed = results.filter(({ outcome }) => outcome === "failed");
    expect(failed.map(({ path, code }) => [path, code])).to.deep.equal([
      ["firewallRules.block-all", "LINE_WOULD_BE_CUT"],
    ]);
    expect(results.find(({ path }) => path === "accountLockout.thresholdAttempts")?.outcome).to.equal("changed");
    expect(JSON.stringify(bench.machines.get(HOST)?.state.registry)).to.not.include("block-all");
  });

  it("are none when the program of the run has left no word of the machine", async () => {
    const before = JSON.stringify(bench.machines.get(HOST)?.state);
    const stock = await bench.startRun({ PULUMI_PROJECT: "sapporo" });
    const urnOf = (project: string): string => `urn:pulumi:dev::${project}::kijun:Machine::${HOST}`;
    bench.declare(HOST, { accountLockout }, { urn: urnOf("another") });
    const call = stock.create(bench.inputs(HOST, { accountLockout }));
    const failure = failureOf(await call.catch((error: unknown) => error));
    expect(failure.message).to.include("FLEET_FILE_MISSING").and.to.include("KIJUN_RUN");
    expect(JSON.stringify(bench.machines.get(HOST)?.state)).to.equal(before);
    expect(bench.machines.get(HOST)?.statistics.connections).to.equal(0);
    bench.declare(HOST, { accountLockout }, { urn: urnOf("sapporo") });
    expect((await stock.create(bench.inputs(HOST, { accountLockout }))).id).to.equal(HOST);
  });

  it("are none when the fleet file is damaged, and the error names its line", async () => {
    const stock = await bench.startRun();
    appendFileSync(bench.fleetFile, '{"host":"KITA-T001"}\n');
    const call = stock.check({}, bench.inputs(HOST, { accountLockout }));
    const failure = failureOf(await call.catch((error: unknown) => error));
    expect(failure.message).to.match(/line 1 of the fleet file .* is not a machine/);
    expect(bench.machines.get(HOST)?.statistics.connections).to.equal(0);
  });
});

import { expect } from "chai";
import type { SimulatedMachine } from "@kijun/simulator";

import { ProviderBench } from "./provider-bench.js";
import { failureOf, recordedBy } from "./stock-provider.js";
import type { StockProvider } from "./stock-provider.js";

const HOST = "KITA-T001";
const lockout = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };
const areas = { accountLockout: lockout };
const screenSaver = { active: true, timeoutSeconds: 600 };

/** What the SDK's process promises and needs, method by method; everything else rests on it. */
describe("the contract of each method with the dynamic provider process", function () {
  this.timeout(30_000);
  let bench: ProviderBench;
  let machine: SimulatedMachine;
  let stock: StockProvider;

  beforeEach(async () => {
    bench = new ProviderBench();
    machine = await bench.addMachine(HOST);
    stock = await bench.startRun();
    bench.declare(HOST, areas, { dryRun: false });
  });
  afterEach(() => bench.dispose());

  const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((reason: unknown) => reason);

  it("configure: takes the whole configuration of a stack and asks for no secrets", async () => {
    const args = { "kijun:odd": "", "fixture:nested": '{"a":[null,1]}', "pulumi:tags": "{}" };
    expect(await stock.configure(args)).to.equal(false);
    expect(await stock.check({}, bench.inputs(HOST, areas))).to.deep.equal(bench.inputs(HOST, areas));
  });

  it("check: answers the inputs as they came, with the frozen provider text", async () => {
    const inputs = bench.inputs(HOST, areas);
    expect(await stock.check({}, inputs)).to.deep.equal(inputs);
    expect(await stock.check({ ...inputs, site: "another" }, inputs)).to.deep.equal(inputs);
  });

  it("check: finds the provider in the old inputs while the new text is not known yet", async () => {
    const olds = bench.inputs(HOST, areas);
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const answer = await stock.check(olds, { ...olds, __provider: unknown });
    expect(answer).to.deep.equal({ ...olds, __provider: unknown });
  });

  it("diff: leaves the comparison to the engine, and replaces a machine of another name only", async () => {
    const outputs = bench.outputs(HOST);
    const inputs = bench.inputs(HOST, areas);
    expect(await stock.diff(HOST, outputs, inputs)).to.deep.equal({ changes: 0, replaces: [] });
    expect(await stock.diff(HOST, outputs, { ...inputs, host: HOST.toLowerCase() })).to.have.deep.property(
      "replaces",
      [],
    );
    expect(await stock.diff(HOST, outputs, { ...inputs, host: "B" })).to.have.deep.property("replaces", ["host"]);
  });

  it("create, read, update: answer outputs of one shape, and inputs in the shape of a check", async () => {
    const inputs = bench.inputs(HOST, areas);
    const created = await stock.create(inputs);
    const shape = ["__live", "__provider", "__readAt", "host"];
    expect([created.id, Object.keys(created.outputs).sort()]).to.deep.equal([HOST, shape]);
    const read = await stock.read(HOST, created.outputs);
    expect(Object.keys(read.outputs).sort()).to.deep.equal(shape);
    expect(read.inputs).to.deep.equal(await stock.check(inputs, inputs));
    const updated = await stock.update(HOST, read.outputs, bench.inputs(HOST, { ...areas, screenSaver }));
    expect(Object.keys(updated).sort()).to.deep.equal(shape);
    expect(machine.state.securityPolicy).to.include({ LockoutBadCount: 5 });
  });

  it("create and update: have the engine record the readback of a partial failure, the provider text included", async () => {
    await machine.fallInto({ kind: "deny", area: "screen-saver" });
    const inputs = bench.inputs(HOST, { ...areas, screenSaver });
    bench.declare(HOST, { ...areas, screenSaver }, { dryRun: false });
    for (const call of [stock.create(inputs), stock.update(HOST, bench.outputs(HOST), inputs)]) {
      const recorded = recordedBy(await failure(call));
      expect(recorded?.id).to.equal(HOST);
      expect(recorded?.reasons.join()).to.include("screenSaver").and.to.include("ACCESS_DENIED");
      // Without the text nobody can read the machine any more: each later preview of the whole stack fails.
      expect(Object.keys(recorded?.properties ?? {}).sort()).to.deep.equal([
        "__live",
        "__provider",
        "__readAt",
        "host",
      ]);
    }
  });

  it("create and update: have the engine record nothing of a machine that was not reached", async () => {
    await machine.cut();
    const inputs = bench.inputs(HOST, areas);
    for (const call of [stock.create(inputs), stock.update(HOST, bench.outputs(HOST), inputs)]) {
      const error = await failure(call);
      expect(recordedBy(error)).to.equal(undefined);
      expect(failureOf(error).message).to.include(HOST).and.to.include("WINRM_CONNECT_REFUSED");
    }
  });

  it("delete: touches no machine, whatever the state says of it", async () => {
    await stock.delete(HOST, bench.outputs(HOST));
    await stock.delete("GONE", { ...bench.outputs("GONE"), __live: "{broken" });
    expect(machine.statistics.connections).to.equal(0);
  });

  it("cancel: is acknowledged and leaves the process able to answer", async () => {
    await stock.cancel();
    expect(await stock.diff(HOST, bench.outputs(HOST), bench.inputs(HOST, areas))).to.have.property("changes", 0);
  });
});

import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";
import { failureOf } from "./stock-provider.js";
import type { FailedCall, Properties } from "./stock-provider.js";

const HOST = "KITA-T001";
const areas = { accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 } };

/** What the state would hold of a machine. */
function liveOf(outputs: Properties): { identity?: { machineGuid: string } } {
  return JSON.parse(outputs["__live"] as string) as { identity?: { machineGuid: string } };
}

function withoutIdentity(outputs: Properties): Properties {
  return { ...outputs, __live: JSON.stringify({ ...liveOf(outputs), identity: undefined }) };
}

async function refused(call: Promise<unknown>): Promise<FailedCall> {
  return failureOf(
    await call.then(
      () => new Error("not refused"),
      (error: unknown) => error,
    ),
  );
}

describe("the identity of a machine in the state", function () {
  this.timeout(30_000);
  let bench: ProviderBench;

  beforeEach(async () => {
    bench = new ProviderBench();
    await bench.addMachine(HOST);
  });
  afterEach(() => bench.dispose());

  function machineGuid(): string {
    return bench.machines.get(HOST)?.state.machineGuid ?? "";
  }

  function rebuild(): void {
    const machine = bench.machines.get(HOST);
    if (machine !== undefined) machine.state.machineGuid = "0d0d0d0d-0000-4000-8000-000000000001";
  }

  async function recorded(): Promise<Properties> {
    const stock = await bench.startRun();
    bench.declare(HOST, areas);
    return (await stock.create(bench.inputs(HOST, areas))).outputs;
  }

  it("is recorded by the first create and by each read", async () => {
    const outputs = await recorded();
    expect(liveOf(outputs).identity?.machineGuid).to.equal(machineGuid());
    const stock = await bench.startRun();
    bench.declare(HOST, areas);
    expect(liveOf((await stock.read(HOST, outputs)).outputs).identity?.machineGuid).to.equal(machineGuid());
  });

  it("is added without a word to a state from before it was recorded", async () => {
    const old = withoutIdentity(await recorded());
    const stock = await bench.startRun();
    bench.declare(HOST, areas);
    const read = await stock.read(HOST, old);
    expect(liveOf(read.outputs).identity?.machineGuid).to.equal(machineGuid());
    expect(read.inputs).to.deep.equal(bench.inputs(HOST, areas));
    expect(stock.messages).to.deep.equal([]);
  });

  it("keeps a rebuilt machine from being read or changed, and names the way to take it over", async () => {
    const outputs = await recorded();
    const before = JSON.stringify(bench.machines.get(HOST)?.state.securityPolicy);
    rebuild();
    const stock = await bench.startRun();
    const wanted = { accountLockout: { ...areas.accountLockout, thresholdAttempts: 3 } };
    bench.declare(HOST, wanted);
    const read = await stock.read(HOST, outputs);
    expect(read.inputs["reading"]).to.match(/^unreachable: WRONG_MACHINE, last read 20/);
    expect(liveOf(read.outputs).identity, "the state keeps whom it knows").to.deep.equal(liveOf(outputs).identity);
    expect(stock.messages[0]?.text).to.match(/rebuilt or replaced.*kijun replace KITA-T001/);
    const failure = await refused(stock.update(HOST, outputs, bench.inputs(HOST, wanted)));
    expect(failure.message).to.include("KITA-T001: WRONG_MACHINE").and.to.include("kijun replace KITA-T001");
    expect(failure.details, "nothing is recorded in the state").to.equal(false);
    expect(JSON.stringify(bench.machines.get(HOST)?.state.securityPolicy)).to.equal(before);
  });

  it("is taken over from a machine that KIJUN_REPLACE names, and from no other", async () => {
    const outputs = await recorded();
    rebuild();
    let stock = await bench.startRun({ KIJUN_REPLACE: "KITA-T009" });
    bench.declare(HOST, areas);
    expect((await stock.read(HOST, outputs)).inputs["reading"]).to.include("WRONG_MACHINE");
    stock = await bench.startRun({ KIJUN_REPLACE: "KITA-T009,kita-t001" });
    bench.declare(HOST, areas);
    const read = await stock.read(HOST, outputs);
    expect(read.inputs["reading"]).to.equal("complete");
    expect(liveOf(read.outputs).identity?.machineGuid).to.equal(machineGuid());
    const updated = await stock.update(HOST, outputs, bench.inputs(HOST, areas));
    expect(liveOf(updated).identity?.machineGuid).to.equal(machineGuid());
  });

  it("goes by the computer name alone where another machine has the address", async () => {
    const outputs = await recorded();
    await bench.machines.get(HOST)?.fallInto({ kind: "stranger" });
    const stock = await bench.startRun({ KIJUN_REPLACE: HOST });
    bench.declare(HOST, areas);
    await stock.read(HOST, outputs);
    expect(stock.messages[0]?.text).to.include("answers as STRANGER-PC").and.to.include("correct the declaration");
  });
});

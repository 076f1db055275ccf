import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";
import { failureOf } from "./stock-provider.js";

const HOST = "KITA-T001";
const areas = { accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 } };

describe("adopting through the provider process", function () {
  this.timeout(30_000);
  let bench: ProviderBench;

  beforeEach(async () => {
    bench = new ProviderBench();
    await bench.addMachine(HOST);
  });
  afterEach(() => bench.dispose());

  const stateOf = (host: string): string => JSON.stringify(bench.machines.get(host)?.state);

  it("records what a machine holds and who it is, and writes nothing on it", async () => {
    const before = stateOf(HOST);
    const stock = await bench.startRun({ KIJUN_MODE: "adopt" });
    bench.declare(HOST, areas, { dryRun: false });
    const { outputs } = await stock.create(bench.inputs(HOST, areas));
    expect(stateOf(HOST)).to.equal(before);
    const live = JSON.parse(outputs["__live"] as string) as { areas: object; identity: { machineGuid: string } };
    expect(live.identity.machineGuid).to.equal(bench.machines.get(HOST)?.state.machineGuid);
    expect(live.areas).to.have.property("accountLockout").that.does.not.deep.equal(areas.accountLockout);
    expect(bench.journal.flatMap((entry) => (entry.kind === "reading" ? [entry.known] : []))).to.deep.equal([false]);
  });

  it("never touches a machine that the state knows", async () => {
    let stock = await bench.startRun();
    bench.declare(HOST, areas);
    const { outputs } = await stock.create(bench.inputs(HOST, areas));
    const before = stateOf(HOST);
    stock = await bench.startRun({ KIJUN_MODE: "adopt" });
    const other = { accountLockout: { ...areas.accountLockout, thresholdAttempts: 3 } };
    bench.declare(HOST, other, { dryRun: false });
    const call = stock.update(HOST, outputs, bench.inputs(HOST, other));
    const failure = failureOf(await call.catch((error: unknown) => error));
    expect(failure.message).to.include("KITA-T001: MACHINE_KNOWN");
    expect(failure.details, "the state stays as it is").to.equal(false);
    expect(stateOf(HOST)).to.equal(before);
    expect(bench.machines.get(HOST)?.statistics.successfulLogons).to.equal(1);
  });

  it("records no machine that cannot be read", async () => {
    await bench.machines.get(HOST)?.cut();
    const stock = await bench.startRun({ KIJUN_MODE: "adopt" });
    bench.declare(HOST, areas, { dryRun: false });
    const call = stock.create(bench.inputs(HOST, areas));
    const failure = failureOf(await call.catch((error: unknown) => error));
    expect(failure.message).to.include("KITA-T001: WINRM_CONNECT_REFUSED");
    expect(failure.details, "nothing is recorded").to.equal(false);
  });
});

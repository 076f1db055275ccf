import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";
import type { StockProvider } from "./stock-provider.js";

const HOSTS = ["KITA-T001", "KITA-T002", "KITA-T003"];
const areas = { accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 } };
const AT_ONCE = 20;

/** The process answers calls before the first one has made the provider ready: all at once is the ordinary case. */
describe("concurrent first calls of the dynamic provider process", function () {
  this.timeout(30_000);
  let bench: ProviderBench;
  let stock: StockProvider;

  beforeEach(async () => {
    bench = new ProviderBench();
    for (const host of HOSTS) await bench.addMachine(host);
    stock = await bench.startRun();
    for (const host of HOSTS) bench.declare(host, areas);
  });
  afterEach(() => bench.dispose());

  function logons(): (number | undefined)[] {
    return HOSTS.map((host) => bench.machines.get(host)?.statistics.successfulLogons);
  }

  it("are all answered, of every kind, with one logon a machine", async () => {
    const calls = Array.from({ length: AT_ONCE }, (_, index) => {
      const host = HOSTS[index % HOSTS.length] ?? "";
      const [inputs, outputs] = [bench.inputs(host, areas), bench.outputs(host)];
      return [
        stock.check({}, inputs).then((answer) => expect(answer).to.deep.equal(inputs)),
        stock.read(host, outputs).then(({ inputs: { reading } }) => expect(reading).to.equal("complete")),
        stock.diff(host, outputs, inputs).then(({ replaces }) => expect(replaces).to.deep.equal([])),
        stock.delete(host, outputs),
      ];
    });
    await Promise.all([stock.configure({}), ...calls.flat()]);
    expect(logons()).to.deep.equal([1, 1, 1]);
  });

  it("write each machine once at a time, and the last state of each is the declared one", async () => {
    const changed = await Promise.all(HOSTS.map((host) => stock.create(bench.inputs(host, areas))));
    expect(changed.map(({ id }) => id)).to.deep.equal(HOSTS);
    for (const machine of bench.machines.values())
      expect(machine.state.securityPolicy).to.include({ LockoutBadCount: 5 });
  });

  it("do not wait for a machine that is silent", async function () {
    if (process.platform === "win32") this.skip();
    await bench.machines.get("KITA-T001")?.fallInto({ kind: "silent" });
    const answered: string[] = [];
    await Promise.all(HOSTS.map((host) => stock.read(host, bench.outputs(host)).then(() => answered.push(host))));
    expect(answered.at(-1)).to.equal("KITA-T001");
  });
});

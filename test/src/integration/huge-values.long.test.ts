import type { CanonicalArea } from "@kijun/core";
import { compileSettings } from "@kijun/settings";
import type { SimulatedMachine } from "@kijun/simulator";
import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";
import { recordedBy } from "./stock-provider.js";
import type { StockProvider } from "./stock-provider.js";

const HOST = "KITA-T001";

/** Many rules, 5,000 of them in a megabyte, as one area in its canonical form. */
function manyRules(count: number): CanonicalArea {
  // Every other network, which cannot be joined into one range.
  const remoteAddress = Array.from({ length: 12 }, (_, index) => `10.${String(2 * index)}.0.0/16`);
  const names = Array.from({ length: count }, (_, index) => `kijun-rule-${String(index).padStart(5, "0")}`);
  const rule = { direction: "in", action: "allow", protocol: "tcp", remoteAddress } as const;
  const firewallRules = Object.fromEntries(names.map((name, index) => [name, { ...rule, localPort: 1024 + index }]));
  return compileSettings({ firewallRules }, "fixture", "", []).areas["firewallRules"] ?? {};
}

describe("many rules in the dynamic provider process", function () {
  this.timeout(60_000);
  let bench: ProviderBench;
  let machine: SimulatedMachine;
  let stock: StockProvider;

  beforeEach(async () => {
    bench = new ProviderBench();
    machine = await bench.addMachine(HOST);
    stock = await bench.startRun();
  });
  afterEach(() => bench.dispose());

  it("of which there are 5,000, pass check and diff, are written, and read back equal", async () => {
    const firewallRules = manyRules(5000);
    expect(JSON.stringify(firewallRules).length).to.be.greaterThan(950_000);
    bench.declare(HOST, { firewallRules }, { dryRun: false });
    const inputs = bench.inputs(HOST, { firewallRules });
    expect(await stock.check(inputs, inputs)).to.deep.equal(inputs);
    expect(await stock.diff(HOST, bench.outputs(HOST), inputs)).to.deep.include({ replaces: [] });
    const { outputs } = await stock.create(inputs);
    const read = await stock.read(HOST, outputs);
    expect(read.inputs).to.deep.equal(inputs);
  });

  it("of which there are 1,000, do not keep the answer to a partial failure from the engine", async () => {
    // That answer travels as a header, and Node.js never sends one of more than 64 KiB: the call would have no end.
    const declared = { firewallRules: manyRules(1000), screenSaver: { active: true } };
    await machine.fallInto({ kind: "deny", area: "screen-saver" });
    bench.declare(HOST, declared, { dryRun: false });
    const error: unknown = await stock.create(bench.inputs(HOST, declared)).catch((reason: unknown) => reason);
    expect(recordedBy(error)?.reasons.join()).to.include("screenSaver");
  });
});

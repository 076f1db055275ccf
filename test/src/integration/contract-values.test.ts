import { expect } from "chai";

import { ProviderBench } from "./provider-bench.js";
import type { Properties, StockProvider } from "./stock-provider.js";

const HOST = "KITA-T001";
const lockout = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };
const areas = { accountLockout: lockout };

/** Values that a state, another version or a hand may hold; none of them means anything to the handler. */
const ODD: Properties = {
  empty: "",
  japanese: "北区役所戸籍住民課 ｻｰﾋﾞｽ が",
  astral: "葛󠄀飾 👩‍💻 \u{10ffff}",
  control: "tab\tnewline\r\n\u0001\u007f",
  half: 0.1,
  large: 2 ** 53,
  nothing: null,
  nested: { nothing: null, list: [null, [], {}, "", { deep: [null] }], "": "empty name" },
  "a.b[0]": "a path as a name",
  constructor: "c",
  toString: "t",
  hasOwnProperty: false,
  absent: "absent",
  unreadable: "unreadable: CODE (detail)",
  quoted: '"absent"',
};

describe("odd values in the dynamic provider process", function () {
  this.timeout(60_000);
  let bench: ProviderBench;
  let stock: StockProvider;

  beforeEach(async () => {
    bench = new ProviderBench();
    await bench.addMachine(HOST);
    stock = await bench.startRun();
  });
  afterEach(() => bench.dispose());

  it("pass a check unchanged, under keys that nobody knows", async () => {
    bench.declare(HOST, areas);
    const inputs = { ...bench.inputs(HOST, areas), ...ODD };
    expect(await stock.check({}, inputs)).to.deep.equal(inputs);
    expect(await stock.diff(HOST, { ...bench.outputs(HOST), ...ODD }, inputs)).to.deep.include({ replaces: [] });
  });

  it("lose the last digits of a number beyond 2^53, which is why large ones travel as text", async () => {
    bench.declare(HOST, areas);
    const text = "9007199254740993";
    const answer = await stock.check({}, { ...bench.inputs(HOST, areas), number: Number(text), text });
    expect(answer).to.include({ number: 2 ** 53, text });
  });

  it("in old outputs harm neither a read nor an update", async () => {
    bench.declare(HOST, areas, { dryRun: false });
    for (const live of [
      "",
      "{broken",
      "null",
      "[]",
      '{"areas":null}',
      '{"areas":{"accountLockout":[1]},"address":7}',
    ]) {
      const odd = { ...bench.outputs(HOST), ...ODD, __live: live };
      const { inputs, outputs } = await stock.read(HOST, odd);
      expect(inputs["reading"], live).to.equal("complete");
      expect(Object.keys(outputs).sort(), live).to.deep.equal(["__live", "__provider", "__readAt", "host"]);
    }
    const updated = await stock.update(HOST, { ...bench.outputs(HOST), ...ODD }, bench.inputs(HOST, areas));
    expect(updated["host"]).to.equal(HOST);
  });

  it("of a machine that left the program are answered as they came, and it is said that it was not read", async () => {
    for (const live of ["{broken", "null", "[]", "7"]) {
      const outputs = { ...bench.outputs("GONE-T009"), __live: live };
      const answer = await stock.read("GONE-T009", outputs);
      // Without inputs in the answer the engine keeps those of the state.
      expect(answer, live).to.deep.equal({ outputs, inputs: {} });
      expect(stock.messages.at(-1)?.text, live).to.match(/^GONE-T009: not read: STATE_CORRUPTED: /);
    }
    expect(stock.messages).to.have.lengthOf(4);
  });
});

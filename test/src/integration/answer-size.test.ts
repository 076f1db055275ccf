import { expect } from "chai";

import { readOverTheWire } from "../agent-bench/answer-on-the-wire.js";
import { crowdedMachine } from "../agent-bench/crowded-machine.js";

describe("the answer of a machine with much of everything", () => {
  it("stays below 512 KiB on the wire, with every area in it", async function () {
    this.timeout(60_000);
    const crowded = crowdedMachine();
    const { answer, answerBytes } = await readOverTheWire(crowded);
    expect(Object.keys(answer.areas)).to.have.members(crowded.areas.map(({ id }) => id));
    const unread = Object.entries(answer.areas).filter(([, { failure }]) => failure !== undefined);
    expect(unread).to.deep.equal([]);
    expect(JSON.stringify(answer).length, "bytes to be carried").to.be.greaterThan(150_000);
    expect(answerBytes)
      .to.be.greaterThan(10_000)
      .and.below(512 * 1024);
  });
});

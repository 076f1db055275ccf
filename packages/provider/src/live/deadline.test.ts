import { once } from "node:events";

import { expect } from "chai";

import { Deadline } from "./deadline.js";

const FAR_MS = 60_000;

describe("Deadline", () => {
  it("ends the work when its time has run out, and says so", async () => {
    const deadline = new Deadline(new AbortController().signal, 1);
    await once(deadline.signal, "abort");
    expect(deadline.passed).to.equal(true);
    deadline.release();
  });

  it("ends with everything else, which is no time that ran out", () => {
    const everything = new AbortController();
    const early = new Deadline(everything.signal, FAR_MS);
    everything.abort();
    const late = new Deadline(everything.signal, FAR_MS);
    for (const deadline of [early, late]) {
      expect(deadline.signal.aborted).to.equal(true);
      expect(deadline.passed).to.equal(false);
      deadline.release();
    }
  });

  it("waits for work that closes what it has opened, and for none that does not", async () => {
    const closing = new Deadline(new AbortController().signal, 10);
    const closed = once(closing.signal, "abort").then(() => "closed");
    expect(await closing.until(closed)).to.equal("closed");
    const hanging = new Deadline(new AbortController().signal, 1);
    const outcome = await hanging.until(new Promise<string>(() => undefined)).catch(() => "given up");
    expect([outcome, hanging.passed]).to.deep.equal(["given up", true]);
    for (const deadline of [closing, hanging]) deadline.release();
  });

  it("is over with the work", () => {
    const everything = new AbortController();
    const deadline = new Deadline(everything.signal, FAR_MS);
    deadline.release();
    everything.abort();
    expect(deadline.signal.aborted).to.equal(false);
  });
});

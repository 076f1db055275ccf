import { once } from "node:events";

import { expect } from "chai";

import { HostPlaces } from "./host-places.js";

/** Work that ends when it is told to. */
function held(): { readonly done: Promise<void>; end(): void } {
  const end = new EventTarget();
  return { done: once(end, "end").then(() => undefined), end: () => end.dispatchEvent(new Event("end")) };
}

describe("HostPlaces", () => {
  it("lets nobody wait for a machine that does not accept a connection", async () => {
    const places = new HostPlaces(1);
    const off = held();
    const waiting = places.run(() => off.done);
    // Would wait for ever if the first one kept its place.
    expect(await places.run(() => Promise.resolve("read"))).to.equal("read");
    off.end();
    await waiting;
  });

  it("keeps to its size while machines are worked on", async () => {
    const places = new HostPlaces(2);
    let running = 0;
    let most = 0;
    const work = async (connected: () => void): Promise<void> => {
      connected();
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await Promise.all(Array.from({ length: 20 }, () => places.run(work)));
    expect(most).to.equal(2);
  });
});

import { expect } from "chai";
import fc from "fast-check";

import { Limit } from "./limit.js";

describe("Limit", () => {
  it("never runs more at once than its size, and runs everything", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 20 }),
        async (size, outcomes) => {
          const limit = new Limit(size);
          let running = 0;
          let most = 0;
          let done = 0;
          const work = async (fails: boolean): Promise<void> => {
            most = Math.max(most, ++running);
            await Promise.resolve();
            running--;
            done++;
            if (fails) throw new Error("failed");
          };
          await Promise.allSettled(outcomes.map((fails) => limit.run(() => work(fails))));
          expect(most).to.be.at.most(size);
          expect(done).to.equal(outcomes.length);
        },
      ),
    );
  });
});

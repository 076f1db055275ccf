import { expect } from "chai";
import { z } from "zod";

import { entryLine } from "./entry-line.js";
import type { PropertyMeta } from "./setting-area.js";

const meta = { label: { ja: "順", en: "order" }, windowsKey: "Order", source: "test" } satisfies PropertyMeta;

const line = entryLine(
  z.strictObject({
    members: z.array(z.string()).optional().meta(meta),
    servers: z
      .array(z.string())
      .optional()
      .meta({ ...meta, ordered: true }),
  }),
);

describe("the lists of an entry's line", () => {
  it("are the same text in any order, but for those whose order means something", () => {
    expect(line.format({ members: ["b", "a"], servers: ["b", "a"] })).to.equal("members a b, servers b a");
    expect(line.parse("members a b, servers b a")).to.deep.equal({ members: ["a", "b"], servers: ["b", "a"] });
  });

  it("say that they are empty", () => {
    expect(line.parse(line.format({ members: [], servers: [] }))).to.deep.equal({ members: [], servers: [] });
  });

  it("say of an entry without any of its fields that it is there", () => {
    expect(line.format({})).to.equal("present");
    expect(line.parse("present")).to.deep.equal({});
  });
});

import { expect } from "chai";
import { z } from "zod";

import { defineArea } from "./setting-area.js";
import { childSchema, propertyMeta, propertyNames } from "./schema-property.js";
import type { PropertyMeta } from "./setting-area.js";

const meta = (windowsKey: string) =>
  ({ label: { ja: windowsKey, en: windowsKey }, windowsKey, source: "test" }) satisfies PropertyMeta;

const sample = defineArea({
  id: "sample-area-one",
  title: { ja: "見本", en: "sample" },
  schema: z.strictObject({
    size: z.int().optional().meta(meta("Size")),
    group: z
      .strictObject({ inner: z.boolean().meta(meta("Inner")) })
      .optional()
      .meta(meta("Group")),
    named: z.record(z.string(), z.strictObject({ port: z.int().optional() }).meta(meta("Named"))).optional(),
    either: z.union([z.literal("absent"), z.strictObject({ level: z.int() })]).optional(),
  }),
  facts: z.object({ Size: z.int() }),
  format: ({ size }) => ({ size: size ?? 0 }),
  parse: () => ({}),
  fromWindows: ({ Size }) => ({ size: Size }),
  toWindows: () => ({}),
  direction: () => "neutral",
});

describe("defineArea", () => {
  it("names the input property after the id", () => {
    expect(sample.property).to.equal("sampleAreaOne");
  });

  it("formats only what the schema accepts", () => {
    expect(sample.format({ size: 3 })).to.deep.equal({ size: 3 });
    expect(() => sample.format({ size: "3" })).to.throw();
  });

  it("canonicalises only facts of the known shape", () => {
    expect(sample.fromWindows({ Size: 4, More: 5 }, {})).to.deep.equal({ size: 4 });
    expect(() => sample.fromWindows({ Size: null }, {})).to.throw();
  });

  it("asks for nothing where an area is read as a whole", () => {
    expect(sample.readRequest({})).to.deep.equal({});
  });
});

describe("the schema's properties", () => {
  it("have the meta of the nearest property that has one", () => {
    expect(propertyMeta(sample, ["size"])?.windowsKey).to.equal("Size");
    expect(propertyMeta(sample, ["group", "inner"])?.windowsKey).to.equal("Inner");
    expect(propertyMeta(sample, ["named", "any name", "port"])?.windowsKey).to.equal("Named");
    expect(propertyMeta(sample, ["either", "level"])).to.equal(undefined);
    expect(propertyMeta(sample, ["nothing"])).to.equal(undefined);
  });

  it("are named below objects and the objects of a union, not below maps", () => {
    expect(propertyNames(sample.schema)).to.deep.equal(["size", "group", "named", "either"]);
    expect(namesBelow("either")).to.deep.equal(["level"]);
    expect(namesBelow("named")).to.deep.equal([]);
    expect(namesBelow("size")).to.deep.equal([]);
  });

  function namesBelow(name: string): string[] | undefined {
    const child = childSchema(sample.schema, name);
    return child === undefined ? undefined : propertyNames(child);
  }
});

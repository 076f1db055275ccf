import { readFileSync } from "node:fs";

import { Ajv } from "ajv";
import { expect } from "chai";
import fc from "fast-check";

import { anyRun } from "./arbitrary-run.fixture.test.js";
import { exitCodes } from "./exit-codes.js";
import { renderJson } from "./render-json.js";
import { change, host, run } from "./sample-run.fixture.test.js";

const text = readFileSync(new URL("../run-record.schema.json", import.meta.url), "utf8");
const schema = JSON.parse(text) as object;
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

describe("run-record.schema.json", () => {
  it("accepts every record that the type allows", () => {
    fc.assert(
      fc.property(anyRun, (record) => {
        expect(validate(JSON.parse(renderJson(record))), JSON.stringify(validate.errors)).to.equal(true);
      }),
    );
  });

  it("accepts keys that a later tool adds", () => {
    expect(validate({ ...run(), findings: [], hosts: [{ ...host("T1"), serialNumber: "S1" }] })).to.equal(true);
  });

  const wrong: readonly [string, object][] = [
    ["another version", { schema: "kijun.run/2" }],
    ["an exit code that is not in the table", { exit: { code: 6, reasons: [] } }],
    ["a status that is none", { hosts: [{ ...host("T1"), status: "unchanged" }] }],
    ["a local time", { startedAt: "2026-01-14T10:32:10+09:00" }],
    ["a value that is no scalar", { changes: [{ ...change("T1"), live: null }] }],
    [
      "an unreadable setting without its area",
      { unreadable: [{ host: "T1", path: "a.b", code: "X", message: "", hint: "" }] },
    ],
    ["a negative time", { timing: { ...run().timing, wireMs: -1 } }],
  ];
  for (const [what, part] of wrong) {
    it(`refuses ${what}`, () => {
      expect(validate({ ...run(), ...part })).to.equal(false);
    });
  }

  it("knows the exit codes and causes of the table and no others", () => {
    const { properties } = schema as {
      properties: { exit: { properties: { code: { enum: number[] }; reasons: { items: { enum: string[] } } } } };
    };
    const { code, reasons } = properties.exit.properties;
    expect(code.enum).to.deep.equal(exitCodes.map((row) => row.code));
    expect(reasons.items.enum).to.have.members(exitCodes.map(({ name }) => name).filter((name) => name !== "done"));
  });
});

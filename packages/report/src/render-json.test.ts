import { expect } from "chai";
import fc from "fast-check";

import { anyRun } from "./arbitrary-run.fixture.test.js";
import { renderJson } from "./render-json.js";
import type { RunRecord } from "./run-record.js";
import { change, host, run } from "./sample-run.fixture.test.js";

describe("renderJson", () => {
  it("sorts machines and changes by name as people count", () => {
    const record = run({ hosts: [host("T10"), host("T2")], changes: [change("T10"), change("T2")] });
    const read = JSON.parse(renderJson(record)) as RunRecord;
    expect(read.hosts.map(({ name }) => name)).to.deep.equal(["T2", "T10"]);
    expect(read.changes.map(({ host: name }) => name)).to.deep.equal(["T2", "T10"]);
  });

  it("keeps the order of exit reasons, which has a meaning", () => {
    const exit = { code: 13, reasons: ["weakening", "unreadable"] } as const;
    expect((JSON.parse(renderJson(run({ exit }))) as RunRecord).exit).to.deep.equal(exit);
  });

  it("is one document that says the same as the record", () => {
    fc.assert(
      fc.property(anyRun, (record) => {
        const read = JSON.parse(renderJson(record)) as RunRecord;
        expect(read.changes).to.have.deep.members(JSON.parse(JSON.stringify(record.changes)) as object[]);
        expect(read.unreadable).to.have.deep.members(JSON.parse(JSON.stringify(record.unreadable)) as object[]);
        expect(renderJson(read)).to.equal(renderJson(record));
      }),
    );
  });
});

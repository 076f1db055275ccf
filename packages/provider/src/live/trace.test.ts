import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { traceFile, traceOf } from "./trace.js";

describe("traceOf", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-trace-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the events of the named machine with their time, whatever the case of the name", () => {
    const trace = traceOf("KITA-T001", { KIJUN_RUN: folder, KIJUN_TRACE: "kita-t001" });
    trace?.({ kind: "connected", host: "192.0.2.1", milliseconds: 3 });
    trace?.({ kind: "logon", host: "192.0.2.1", outcome: "accepted", form: "combined" });
    const lines = readFileSync(traceFile("kita-t001", folder), "utf8").trimEnd().split("\n");
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.map(({ kind }) => kind)).to.deep.equal(["connected", "logon"]);
    for (const { at } of events) expect(at).to.match(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
  });

  it("writes nothing of other machines, or when none is named", () => {
    expect(traceOf("KITA-T002", { KIJUN_RUN: folder, KIJUN_TRACE: "KITA-T001" })).to.equal(undefined);
    expect(traceOf("KITA-T001", { KIJUN_RUN: folder })).to.equal(undefined);
    expect(existsSync(traceFile("KITA-T002", folder))).to.equal(false);
  });
});

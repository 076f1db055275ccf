import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { readStored, rememberReading } from "./last-readings.js";
import type { CompleteReading } from "./last-readings.js";

const identity = { computerName: "KITA-T001", machineGuid: "g", serialNumber: "s", build: "26100.1" };

function reading(readAt: string): CompleteReading {
  return { kind: "complete", identity, areas: { accountLockout: { thresholdAttempts: 5 } }, readAt };
}

describe("readStored", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kijun-readings-"))));
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it("gives back what was remembered, whatever the case of the name", async () => {
    const remembered = reading("2026-01-14T01:00:00.000Z");
    await rememberReading("KITA-T001", remembered, { KIJUN_HOME: home });
    expect(readStored("kita-t001", { KIJUN_HOME: home })).to.deep.equal({ kind: "reading", reading: remembered });
  });

  it("tells a machine that was never read", () => {
    expect(readStored("KITA-T001", { KIJUN_HOME: home })).to.deep.equal({ kind: "none" });
  });

  it("names a file that is cut off, holds something else or is empty, and takes nothing from it", () => {
    mkdirSync(join(home, "last-readings"));
    const path = join(home, "last-readings", "kita-t001.json");
    const whole = JSON.stringify(reading("2026-01-14T01:00:00.000Z"));
    const others = ['{"kind":"unreachable"}', '{"kind":"complete","areas":{"a":[1]},"readAt":"2026-01-14"}', ""];
    for (const content of [whole.slice(0, -9), ...others, whole.replace("2026-01-14T01", "soon")]) {
      writeFileSync(path, content);
      const stored = readStored("KITA-T001", { KIJUN_HOME: home });
      expect(stored, content).to.deep.equal({ kind: "invalid", path, problem: "damaged" });
    }
  });

  it("names a reading from the future", async () => {
    await rememberReading("KITA-T001", reading("2999-01-01T00:00:00.000Z"), { KIJUN_HOME: home });
    expect(readStored("KITA-T001", { KIJUN_HOME: home })).to.include({ kind: "invalid", problem: "future" });
  });
});

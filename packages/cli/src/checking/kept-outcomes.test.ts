import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { fiscalYear } from "@kijun/core";
import { keepReading } from "@kijun/provider/live";
import { expect } from "chai";

import { machine } from "../run/host-readings.fixture.test.js";
import { isStillToRead, keptOutcomes } from "./kept-outcomes.js";

const YEAR = fiscalYear(2024);
const ENTRY = machine("KITA-T001");

describe("what is kept of machines for a fiscal year", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "kijun-kept-outcomes-"))));
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const instants: readonly [observedAt: string, day: string, counts: boolean][] = [
    ["2024-03-31T14:59:59.999Z", "2024-03-31", false],
    ["2024-03-31T15:00:00Z", "2024-04-01", true],
    ["2025-03-31T14:59:59.999Z", "2025-03-31", true],
    ["2025-03-31T15:00:00Z", "2025-04-01", false],
  ];
  for (const [observedAt, day, counts] of instants) {
    it(`${counts ? "counts" : "does not count"} a reading of ${observedAt}, also where the run began in the year before`, async () => {
      const identity = { computerName: "KITA-T001", machineGuid: "g", serialNumber: "s", build: "26100.1" };
      const content = { host: "KITA-T001", source: "live", observedAt, receivedAt: observedAt, requests: {} } as const;
      await keepReading({ ...content, answer: { identity, wrongMachine: false, areas: {} } }, { KIJUN_HOME: home });
      const [outcome] = keptOutcomes([ENTRY], YEAR, { environment: { KIJUN_HOME: home }, folder: home });
      const reading = outcome?.reading?.reading;
      if (counts) expect(reading).to.include({ kind: "complete", readAt: observedAt });
      else
        expect(reading).to.deep.include({
          kind: "unreachable",
          code: "READ_ON_ANOTHER_DAY",
          message: `it was last read on ${day}; what counts is from 2024-04-01 to 2025-03-31`,
        });
      if (outcome !== undefined && !counts) expect(isStillToRead(outcome)).to.equal(true);
    });
  }
});

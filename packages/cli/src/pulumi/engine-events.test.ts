import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { MACHINE_TYPE } from "@kijun/core";
import { expect } from "chai";

import { readEngineEvents } from "./engine-events.js";

const MACHINE = `urn:pulumi:dev::fixture::kijun:fleet:Site$${MACHINE_TYPE}::KITA-T001`;

describe("readEngineEvents", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "kijun-events-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A log as the engine writes it: one event a line, the last line cut off where it was killed. */
  function read(events: readonly object[], rest = ""): ReturnType<typeof readEngineEvents> {
    const path = join(folder, "events.ndjson");
    writeFileSync(
      path,
      events.map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event }) + "\n").join("") + rest,
    );
    return readEngineEvents(path);
  }

  it("keeps messages, refusals and counts, and leaves debugging out", () => {
    const found = read([
      { diagnosticEvent: { severity: "debug", message: "noise\n", color: "never" } },
      { diagnosticEvent: { severity: "error", message: "boom\n", urn: MACHINE, color: "never" } },
      {
        policyEvent: {
          ...{ resourceUrn: MACHINE, message: " no \n", color: "never", policyName: "lockout", policyPackName: "juki" },
          ...{ policyPackVersion: "1", policyPackVersionTag: "1", enforcementLevel: "mandatory" },
        },
      },
      {
        summaryEvent: {
          maybeCorrupt: false,
          durationSeconds: 5,
          resourceChanges: { same: 2, update: 1 },
          PolicyPacks: {},
        },
      },
    ]);
    expect(found).to.deep.equal({
      messages: [{ severity: "error", message: "boom", urn: MACHINE }],
      violations: [{ pack: "juki", policy: "lockout", message: "no", enforcement: "mandatory", urn: MACHINE }],
      operations: { same: 2, update: 1 },
      joining: [],
      leaving: [],
    });
  });

  it("names the machines that the state gains and loses, and nothing else that it does", () => {
    const operation = (op: string, urn: string): object => ({
      resourcePreEvent: { metadata: { op, urn, type: MACHINE_TYPE } },
    });
    const site = operation("create", "urn:pulumi:dev::fixture::kijun:fleet:Site::kita");
    const old = MACHINE.replace(/::[^:]+$/, "::OLD-T001");
    const events = [site, operation("create", MACHINE), operation("same", MACHINE), operation("delete", old)];
    const name = MACHINE.split("::").at(-1);
    expect(read(events)).to.deep.include({ joining: [name], leaving: ["OLD-T001"] });
  });

  it("leaves out a line that was cut off, and takes a missing log for one without events", () => {
    expect(read([], '{"sequence":1,"timestamp":1,"diagnosticEvent":{"sev').messages).to.deep.equal([]);
    expect(readEngineEvents(join(folder, "none"))).to.deep.equal({
      messages: [],
      violations: [],
      joining: [],
      leaving: [],
    });
  });
});

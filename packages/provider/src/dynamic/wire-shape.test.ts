import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { HostReading } from "@kijun/core";
import { expect } from "chai";

import { completeReading, fleetEntry } from "../fleet-entry.fixture.test.js";
import { rememberReading } from "../live/last-readings.js";
import {
  areasOf,
  checkedInputs,
  declaredInputs,
  entryFromOutputs,
  liveInputs,
  outputsOf,
  programInputs,
  recordOf,
  withoutIgnored,
} from "./wire-shape.js";

const identity = { computerName: "KITA-T001", machineGuid: "guid-1", serialNumber: "R1", build: "26100.1" };
const OFF: HostReading = { kind: "unreachable", code: "WINRM_CONNECT_TIMEOUT", message: "m", hint: "h" };

describe("inputs and outputs of a machine", () => {
  let home: string;
  const before = process.env["KIJUN_HOME"];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "kijun-wire-"));
    process.env["KIJUN_HOME"] = home;
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
    if (before === undefined) delete process.env["KIJUN_HOME"];
    else process.env["KIJUN_HOME"] = before;
  });

  it("are equal for a machine that holds what is declared", () => {
    const entry = fleetEntry();
    expect(liveInputs(entry, completeReading(entry.areas), undefined)).to.deep.equal(declaredInputs(entry));
  });

  it("show the declared value where the live one meets it, and keep the live one for what is read of a machine", () => {
    const [open, bounded] = ["to-be-confirmed via file x", "at least 3.4 via file y"];
    const entry = fleetEntry({ areas: { yarai: { version: open, settings: { engine: bounded } } } });
    const live = { yarai: { version: "9 via file x", settings: { engine: "3.10 via file y" } } };
    expect(liveInputs(entry, completeReading(live), undefined)).to.deep.equal(declaredInputs(entry));
    expect(outputsOf(entry, { identity, areas: live, readAt: "" }).__live).to.include("3.10 via file y");
    const denied = { yarai: { version: "unreadable: ACCESS_DENIED", settings: { engine: "3.3 via file y" } } };
    expect(liveInputs(entry, completeReading(denied), undefined)["yarai"]).to.deep.equal(denied.yarai);
  });

  it("are those of the program, of which check gives each area the shape that the state has", () => {
    const entry = fleetEntry();
    const text = '{"durationMinutes":15,"thresholdAttempts":5}';
    const checked = checkedInputs({}, programInputs(entry));
    expect(checked)
      .to.deep.equal(declaredInputs(entry))
      .and.deep.include({ accountLockout: text, reading: "complete" });
    for (const held of [{ thresholdAttempts: 3, durationMinutes: 15 }, "unreadable: ACCESS_DENIED"]) {
      const known = { ...checked, accountLockout: held };
      expect(checkedInputs(known, programInputs(entry))["accountLockout"]).to.deep.equal(JSON.parse(text));
    }
  });

  it("stand by themselves where ignoreChanges names them or a part, and what the engine puts there rules", () => {
    const entry = fleetEntry({ ignored: ["accountLockout.durationMinutes", "address"] });
    const program = programInputs(entry);
    expect(program["accountLockout"]).to.deep.equal(entry.areas["accountLockout"]);
    const held = { thresholdAttempts: 5, durationMinutes: 99 };
    const checked = checkedInputs({}, { ...program, accountLockout: held, address: "192.0.2.9" });
    expect(checked).to.deep.include({ accountLockout: held, address: "192.0.2.9" });
    const reading = completeReading(entry.areas);
    expect(liveInputs(entry, reading, undefined)["accountLockout"]).to.deep.equal(entry.areas["accountLockout"]);
  });

  it("show the last values and when they were read for a machine that does not answer", async () => {
    const entry = fleetEntry();
    const last = completeReading({ accountLockout: { thresholdAttempts: 3, durationMinutes: 15 } });
    if (last.kind === "complete") await rememberReading(entry.host, last);
    const inputs = liveInputs(entry, OFF, undefined);
    expect(inputs["accountLockout"]).to.deep.equal({ thresholdAttempts: 3, durationMinutes: 15 });
    expect(inputs["reading"]).to.equal("unreachable: WINRM_CONNECT_TIMEOUT, last read 2026-01-14T01:00:00.000Z");
  });

  it("never equal the declared ones for a machine that was never read", () => {
    const inputs = liveInputs(fleetEntry(), OFF, undefined);
    expect(inputs["accountLockout"]).to.equal("unreadable: WINRM_CONNECT_TIMEOUT");
    expect(inputs["reading"]).to.equal("unreachable: WINRM_CONNECT_TIMEOUT, last read never");
  });

  it("fall back to the outputs in the state where this computer has no last reading", () => {
    const entry = fleetEntry();
    const areas = { accountLockout: { thresholdAttempts: 4, durationMinutes: 15 } };
    const outputs = outputsOf(entry, { identity, areas, readAt: "2026-01-02T00:00:00.000Z" });
    const inputs = liveInputs(entry, OFF, outputs);
    expect(inputs["accountLockout"]).to.deep.equal({ thresholdAttempts: 4, durationMinutes: 15 });
    expect(inputs["reading"]).to.include("last read 2026-01-02T00:00:00.000Z");
  });

  it("lead back to the machine without a program", () => {
    const entry = fleetEntry();
    const { areas } = entry;
    const found = entryFromOutputs(
      entry.host,
      outputsOf(entry, { identity, areas, readAt: "2026-01-02T00:00:00.000Z" }),
    );
    expect(found).to.deep.include({
      host: entry.host,
      address: entry.address,
      credential: entry.credential,
      areas: entry.areas,
    });
    expect(areasOf(declaredInputs(entry))).to.deep.equal(areas);
  });

  it("ask for nothing in an area that is kept as it is and could not be read", () => {
    expect(areasOf({ ...declaredInputs(fleetEntry()), accountLockout: "unreadable: ACCESS_DENIED" })).to.deep.equal({});
  });

  it("tell who the machine is, and nobody in states from before that was recorded", () => {
    const entry = fleetEntry();
    const found = { identity, areas: entry.areas, readAt: "2026-01-02T00:00:00.000Z" };
    const outputs = outputsOf(entry, found);
    expect(recordOf(outputs)).to.deep.equal({ identity, readAt: "2026-01-02T00:00:00.000Z" });
    const before = { ...(JSON.parse(outputs.__live) as object), identity: undefined };
    expect(recordOf({ ...outputs, __live: JSON.stringify(before) }).identity).to.equal(undefined);
    expect(entryFromOutputs(entry.host, { ...outputs, __live: JSON.stringify(before) })?.address).to.equal("192.0.2.1");
  });

  it("give no machine for damaged outputs", () => {
    for (const __live of ["{", "{}", '{"address":"192.0.2.1"}', "null"])
      expect(entryFromOutputs("X", { host: "X", __live, __readAt: "" }), __live).to.equal(undefined);
  });
});

describe("withoutIgnored", () => {
  it("drops exactly the named settings, at both levels", () => {
    const area = { domain: { enabled: true, inbound: "block" }, note: "x" };
    expect(
      withoutIgnored("firewallProfile", area, ["firewallProfile.domain.inbound", "firewallProfile.note"]),
    ).to.deep.equal({
      domain: { enabled: true },
    });
  });
});

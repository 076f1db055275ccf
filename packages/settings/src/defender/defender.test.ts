import { expect } from "chai";

import { AreaFailure } from "../form/live-form.js";
import { machine } from "../form/machine-states.js";
import { defender } from "./defender.js";
import { defenderLive } from "./defender.live.js";
import type { DefenderState } from "./defender.live.js";
import { shippedDefender } from "./shipped-defender.live.js";
import { declarationIssues } from "../declaration-issues.fixture.test.js";

function machineWith(changes: Partial<DefenderState> = {}) {
  const shipped = shippedDefender({ role: "communication-server", kind: "server", seed: "test" });
  return machine({ defender: { ...shipped, ...changes } });
}

function liveOf(state: ReturnType<typeof machine>, declared: object) {
  const desired = defender.format(declared);
  return defender.fromWindows(defenderLive.read(state, defender.readRequest(desired)), desired);
}

function apply(state: ReturnType<typeof machine>, declared: object) {
  return defenderLive.write(state, defender.toWindows(defender.format(declared), [[]]));
}

describe("defender", () => {
  it("turns preferences that turn protection off the right way round", () => {
    const state = machineWith();
    expect(liveOf(state, { realTimeProtection: true, removableDriveScanning: true, cloud: "off" })).to.deep.equal({
      ...{ realTimeProtection: true, removableDriveScanning: false, cloud: "advanced" },
    });
    apply(state, { realTimeProtection: false, removableDriveScanning: true });
    expect(state.defender?.preferences).to.include({
      ...{ DisableRealtimeMonitoring: true, DisableRemovableDriveScanning: false },
    });
  });

  it("is one line per list, exclusions in one order and one spelling, sources in theirs", () => {
    expect(
      defender.format({
        exclusionPaths: ["D:\\Data\\", "C:\\APP", "c:\\app\\", "E:\\"],
        exclusionExtensions: [".DBF"],
        exclusionProcesses: [],
        signatureSources: ["MMPC", "FileShares"],
        signatureShares: ["\\\\CS-1\\Sig"],
      }),
    ).to.deep.equal({
      exclusionPaths: "c:\\app | d:\\data | e:\\",
      exclusionExtensions: "dbf",
      exclusionProcesses: "(none)",
      signatureSources: "MMPC | FileShares",
      signatureShares: "\\\\cs-1\\sig",
    });
  });

  it("takes away the exclusions that are not declared and keeps the others as they stand", () => {
    const state = machineWith();
    Object.assign(state.defender?.preferences ?? {}, { ExclusionPath: ["D:\\ORADATA\\", "C:\\Temp"] });
    expect(apply(state, { exclusionPaths: ["d:\\oradata", "E:\\backup"] })).to.deep.equal([]);
    expect(state.defender?.preferences["ExclusionPath"]).to.deep.equal(["D:\\ORADATA\\", "e:\\backup"]);
  });

  it("never takes hidden exclusions for none", () => {
    const state = machineWith({ hidesExclusions: true });
    expect(liveOf(state, { exclusionPaths: [] })).to.deep.equal({
      exclusionPaths: "unreadable: ACCESS_DENIED (exclusions are hidden)",
    });
    expect(apply(state, { exclusionPaths: [] })).to.deep.equal([
      { key: "exclusionPaths", code: "ACCESS_DENIED", detail: "exclusions are hidden" },
    ]);
  });

  it("names tamper protection where it keeps protection on, and writes the rest", () => {
    const state = machineWith({ tamperProtected: true });
    expect(apply(state, { realTimeProtection: false, puaProtection: "block" })).to.deep.equal([
      { key: "realTimeProtection", code: "TAMPER_PROTECTED", detail: "DisableRealtimeMonitoring" },
    ]);
    expect(state.defender?.preferences).to.include({ DisableRealtimeMonitoring: false, PUAProtection: 1 });
  });

  it("says that Defender is not there or does not run", () => {
    expect(() => liveOf(machine(), { realTimeProtection: true })).to.throw(AreaFailure, "PRODUCT_MISSING");
    const stopped = machineWith({ stopped: true });
    expect(() => liveOf(stopped, { realTimeProtection: true })).to.throw(AreaFailure, "SERVICE_STOPPED");
  });

  it("keeps the time of day in minutes", () => {
    const state = machineWith();
    expect(liveOf(state, { scanTime: "12:30" })).to.deep.equal({ scanTime: "02:00" });
    apply(state, { scanTime: "12:30" });
    expect(state.defender?.preferences).to.include({ ScanScheduleTime: 750 });
  });

  it("refuses what Defender would not take and what contradicts itself", () => {
    expect(declarationIssues("defender", { exclusionPaths: ["data"] })[0]).to.include("must be a full path");
    expect(declarationIssues("defender", { exclusionExtensions: ["*.db f"] })[0]).to.include(
      "must be the extension of a file",
    );
    expect(declarationIssues("defender", { signatureShares: ["D:\\sig"] })[0]).to.include(
      "must be a folder on a share",
    );
    expect(declarationIssues("defender", { scanTime: "24:00" })[0]).to.include("must be a time of day");
    expect(declarationIssues("defender", { signatureSources: ["MMPC"], signatureShares: ["\\\\a\\b"] })[0]).to.include(
      "is not asked",
    );
    expect(declarationIssues("defender", { signatureSources: ["FileShares"], signatureShares: [] })[0]).to.include(
      "must name a share",
    );
    expect(declarationIssues("defender", { scanDay: "never", scanTime: "12:00" })[0]).to.include(
      "defender.scanTime: has no effect",
    );
    expect(declarationIssues("defender", { cloud: "off", networkProtection: "block" })[0]).to.include(
      "defender.networkProtection: cannot be",
    );
  });

  it("calls less protection and more exclusions weakening", () => {
    expect(defender.direction(["realTimeProtection"], true, false)).to.equal("weakening");
    expect(defender.direction(["puaProtection"], "audit", "block")).to.equal("hardening");
    expect(defender.direction(["exclusionPaths"], "(none)", "c:\\temp")).to.equal("weakening");
    expect(defender.direction(["exclusionPaths"], "c:\\a | c:\\temp", "c:\\a")).to.equal("hardening");
    expect(defender.direction(["exclusionPaths"], "c:\\a", "c:\\b")).to.equal("unknown");
    expect(defender.direction(["signatureSources"], "MMPC", "FileShares")).to.equal("unknown");
    expect(defender.direction(["exclusionPaths"], "unreadable: ACCESS_DENIED", "(none)")).to.equal("unknown");
  });
});

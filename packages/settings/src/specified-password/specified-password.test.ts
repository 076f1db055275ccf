import { compareArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { specifiedPassword } from "./specified-password.js";
import { specifiedPasswordLive } from "./specified-password.live.js";

const SID = "S-1-5-21-1-2-3-500";
const tokyo: Registry = {
  "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation": {
    ActiveTimeBias: { kind: "DWord", value: 2 ** 32 - 540 },
  },
};

const october = { version: "2025-10", setFrom: "2025-10-06", setUntil: "2025-10-10" };

function liveOf(lastSet: string | null, declared: object = { administrator: october }, registry = tokyo) {
  const desired = specifiedPassword.format(declared);
  const state = machine({ passwords: { [SID]: { name: "kanri", lastSet } }, registry });
  const request = specifiedPassword.readRequest(desired);
  const live = specifiedPassword.fromWindows(specifiedPasswordLive.read(state, request), desired);
  return { live, differs: compareArea(live, desired).length > 0 };
}

function faults(declared: object): string[] {
  return (specifiedPassword.schema.safeParse(declared).error?.issues ?? []).map(({ message }) => message);
}

describe("specified-password", () => {
  it("takes a password that was set on the days of the rotation for the given version", () => {
    expect(specifiedPassword.format({ administrator: october })).to.deep.equal({
      administrator: "version 2025-10, setFrom 2025-10-06, setUntil 2025-10-10",
    });
    expect(liveOf("2025-10-07T03:00:00Z").differs).to.equal(false);
  });

  it("counts days where the machine stands", () => {
    expect(liveOf("2025-10-05T14:59:59Z").differs).to.equal(true);
    expect(liveOf("2025-10-05T15:00:00Z").differs).to.equal(false);
    expect(liveOf("2025-10-10T14:59:59Z").differs).to.equal(false);
    expect(liveOf("2025-10-10T15:00:00Z").differs).to.equal(true);
  });

  it("shows when another one was set, and does not know its version", () => {
    expect(liveOf("2025-04-22T02:00:00Z").live["administrator"]).to.equal("setFrom 2025-04-22, setUntil 2025-04-22");
    expect(liveOf("2025-11-20T02:00:00Z").live["administrator"]).to.equal("setFrom 2025-11-20, setUntil 2025-11-20");
    expect(liveOf(null).live["administrator"]).to.equal("setFrom never, setUntil never");
  });

  it("takes every later day where nobody says until when", () => {
    const open = { administrator: { version: "2025-10", setFrom: "2025-10-06" } };
    expect(liveOf("2026-03-01T00:00:00Z", open).differs).to.equal(false);
    expect(liveOf(null, open).live["administrator"]).to.equal("setFrom never");
  });

  it("knows no day on a machine without a time zone, and no password of an account that is not there", () => {
    expect(liveOf("2025-10-07T03:00:00Z", undefined, {}).live["administrator"]).to.match(
      /^unreadable: TIME_ZONE_UNKNOWN/,
    );
    expect(liveOf("2025-10-07T03:00:00Z", { gyomu: october }).live["gyomu"]).to.equal("absent");
  });

  it("refuses a rotation without a first day, one that ends before it begins, and a password for a version", () => {
    expect(faults({ gyomu: { version: "2025-10" } })[0]).to.include("must have setFrom");
    expect(faults({ gyomu: { ...october, setUntil: "2025-10-01" } })[0]).to.include("cannot end before it begins");
    expect(faults({ gyomu: { ...october, version: "P@ss w0rd" } }).join()).to.include("not the password");
    expect(faults({ administrators: october }).join()).to.include("is a group");
  });
});

import type { CanonicalArea } from "@kijun/core";
import { expect } from "chai";

import { machine } from "../form/machine-states.js";
import { hotfixes } from "./hotfixes.js";
import { hotfixesLive } from "./hotfixes.live.js";

function liveOf(build: string, held: Record<string, string>, declared: object): CanonicalArea {
  const desired = hotfixes.format(declared);
  const request = hotfixes.readRequest(desired);
  return hotfixes.fromWindows(hotfixesLive.read(machine({ build, hotfixes: held }), request), desired);
}

describe("hotfixes", () => {
  it("knows which updates are installed", () => {
    const declared = { updates: { KB5044285: "installed", KB5046617: "absent" } };
    expect(liveOf("26100.1", { KB5044285: "Update" }, declared)).to.deep.equal(declared);
    expect(liveOf("26100.1", { KB5046617: "Update" }, declared)).to.deep.equal({
      updates: { KB5044285: "absent", KB5046617: "installed" },
    });
  });

  it("takes a later revision of the build for enough, and shows an earlier one", () => {
    const minimumRevision = { "22631": 4391, "26100": 2033 };
    expect(liveOf("22631.4460", {}, { minimumRevision })).to.deep.equal({ minimumRevision });
    expect(liveOf("22631.4169", {}, { minimumRevision })).to.deep.equal({
      minimumRevision: { "22631": 4169, "26100": 2033 },
    });
  });

  it("does not pass a machine whose build nobody declared", () => {
    expect(liveOf("19045.5011", {}, { minimumRevision: { "26100": 1 } })).to.deep.equal({
      minimumRevision: { "26100": "build 19045 is not declared" },
    });
  });

  it("calls a later revision hardening", () => {
    expect(hotfixes.direction(["minimumRevision", "26100"], 1, 2033)).to.equal("hardening");
    expect(hotfixes.direction(["minimumRevision", "26100"], 2033, 1)).to.equal("weakening");
    expect(hotfixes.direction(["updates", "KB5044285"], "absent", "installed")).to.equal("unknown");
  });

  it("refuses what is no number of an update and no build", () => {
    expect(hotfixes.schema.safeParse({ updates: { "5044285": "installed" } }).success).to.equal(false);
    expect(hotfixes.schema.safeParse({ minimumRevision: { "24H2": 1 } }).success).to.equal(false);
  });
});

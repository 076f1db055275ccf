import type { Issue } from "@kijun/core";
import { expect } from "chai";
import fc from "fast-check";

import { compileSettings } from "../compile-settings.js";
import { propertyMeta } from "../form/schema-property.js";
import type { Registry, WindowsState } from "../form/windows-state.js";
import { firewallProfileLive } from "./firewall-profile.live.js";
import { firewallProfile } from "./firewall-profile.js";

const LOCAL = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\";
const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\";

function machine(registry: Registry = {}): WindowsState {
  const names = { computerName: "T-1", machineGuid: "", serialNumber: "", build: "", locale: "ja-JP" } as const;
  return { ...names, registry, securityPolicy: {}, profiles: [] };
}

function number(value: number) {
  return { kind: "DWord", value } as const;
}

function issuesOf(declared: object): Issue[] {
  const issues: Issue[] = [];
  compileSettings({ firewallProfile: declared }, "t.ts", "", issues);
  return issues;
}

const settings = fc
  .record(
    {
      enabled: fc.boolean(),
      inbound: fc.constantFrom("block" as const, "allow" as const),
      outbound: fc.constantFrom("block" as const, "allow" as const),
      notifications: fc.boolean(),
      logMaxSizeKiB: fc.integer({ min: 1, max: 32_767 }),
      logDropped: fc.boolean(),
      logAllowed: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((record) => Object.keys(record).length > 0);
const declaration = fc
  .record({ domain: settings, private: settings, public: settings }, { requiredKeys: [] })
  .filter((record) => Object.keys(record).length > 0);
const stored = fc.record(
  {
    EnableFirewall: fc.integer({ min: 0, max: 1 }).map(number),
    DefaultInboundAction: fc.integer({ min: 0, max: 1 }).map(number),
    DefaultOutboundAction: fc.integer({ min: 0, max: 1 }).map(number),
    DisableNotifications: fc.integer({ min: 0, max: 1 }).map(number),
  },
  { requiredKeys: [] },
);

function liveOf(state: WindowsState, declared: unknown) {
  const desired = firewallProfile.format(declared);
  return firewallProfile.fromWindows(firewallProfileLive.read(state, {}), desired);
}

describe("firewall-profile", () => {
  it("refuses an unknown setting, a log size out of range and a declaration that says nothing", () => {
    expect(issuesOf({ public: { enable: true } })[0]?.path).to.equal("firewallProfile.public.enable");
    expect(issuesOf({ public: { enable: true } })[0]?.message).to.include("did you mean enabled?");
    expect(issuesOf({ private: { logMaxSizeKiB: 32_768 } })[0]?.path).to.equal("firewallProfile.private.logMaxSizeKiB");
    expect(issuesOf({ domain: {} })[0]?.message).to.equal("must declare at least one setting");
    expect(issuesOf({})[0]?.message).to.equal("must declare at least one profile");
    expect(issuesOf({ public: { inbound: "deny" } })[0]?.path).to.equal("firewallProfile.public.inbound");
  });

  it("has a meta for every profile and every setting", () => {
    expect(propertyMeta(firewallProfile, ["private"])?.windowsKey).to.equal("StandardProfile");
    expect(propertyMeta(firewallProfile, ["public", "logDropped"])?.windowsKey).to.equal("LogDroppedPackets");
  });

  it("gives back what was declared", () => {
    fc.assert(
      fc.property(declaration, (declared) => {
        expect(firewallProfile.parse(firewallProfile.format(declared))).to.deep.equal(declared);
      }),
    );
  });

  it("reads what is declared after it has been written, whatever the local store held", () => {
    fc.assert(
      fc.property(declaration, stored, stored, (declared, privateProfile, publicProfile) => {
        const state = machine({
          [`${LOCAL}StandardProfile`]: privateProfile,
          [`${LOCAL}PublicProfile`]: publicProfile,
        });
        const desired = firewallProfile.format(declared);
        expect(firewallProfileLive.write(state, firewallProfile.toWindows(desired, []))).to.deep.equal([]);
        expect(liveOf(state, declared)).to.deep.equal(desired);
      }),
    );
  });

  it("changes nothing where everything is as declared", () => {
    const state = machine();
    const desired = firewallProfile.format({ public: { enabled: true, inbound: "block", outbound: "allow" } });
    firewallProfileLive.write(state, firewallProfile.toWindows(desired, []));
    expect(state.registry).to.deep.equal({});
  });

  it("keeps the private profile in the key StandardProfile and writes only what differs", () => {
    const state = machine({ [`${LOCAL}StandardProfile`]: { EnableFirewall: number(1) } });
    const desired = firewallProfile.format({ private: { enabled: true, notifications: false, logMaxSizeKiB: 16_384 } });
    firewallProfileLive.write(state, firewallProfile.toWindows(desired, []));
    expect(state.registry).to.deep.equal({
      [`${LOCAL}StandardProfile`]: { EnableFirewall: number(1), DisableNotifications: number(1) },
      [`${LOCAL}StandardProfile\\Logging`]: { LogFileSize: number(16_384) },
    });
  });

  it("reads the value of policy and reports a setting that policy holds instead of writing it", () => {
    const state = machine({
      [`${POLICY}PublicProfile`]: { DefaultInboundAction: number(0) },
      [`${POLICY}PublicProfile\\Logging`]: { LogFileSize: number(100) },
    });
    const declared = { public: { inbound: "block", outbound: "block", logMaxSizeKiB: 16_384 } };
    const desired = firewallProfile.format(declared);
    expect(firewallProfileLive.write(state, firewallProfile.toWindows(desired, []))).to.deep.equal([
      { key: "public.inbound", code: "OVERRIDDEN_BY_POLICY", detail: "policy value DefaultInboundAction" },
      { key: "public.logMaxSizeKiB", code: "OVERRIDDEN_BY_POLICY", detail: "policy value LogFileSize" },
    ]);
    expect(liveOf(state, declared)).to.deep.equal({
      public: { inbound: "allow", outbound: "block", logMaxSizeKiB: 100 },
    });
    expect(state.registry[`${LOCAL}PublicProfile`]).to.deep.equal({ DefaultOutboundAction: number(1) });
  });

  it("does not report a policy that holds the declared value", () => {
    const state = machine({ [`${POLICY}DomainProfile`]: { EnableFirewall: number(1) } });
    const desired = firewallProfile.format({ domain: { enabled: true } });
    expect(firewallProfileLive.write(state, firewallProfile.toWindows(desired, []))).to.deep.equal([]);
  });

  it("reads what is not configured as absent", () => {
    const { local, policy, active } = firewallProfileLive.read(machine(), {});
    const inForce = Object.fromEntries(
      Object.entries(active as object).map(([name, values]) => [
        name,
        { ...(values as object), Enabled: 2, DefaultInboundAction: 0, NotifyOnListen: 2 },
      ]),
    );
    const desired = firewallProfile.format({ public: { enabled: true, inbound: "block", notifications: true } });
    expect(firewallProfile.fromWindows({ local, policy, active: inForce }, desired)).to.deep.equal({
      public: { enabled: "absent", inbound: "absent", notifications: "absent" },
    });
  });

  it("refuses an answer that lacks a profile", () => {
    const { local, policy } = firewallProfileLive.read(machine(), {});
    const desired = firewallProfile.format({ public: { enabled: true } });
    expect(() => firewallProfile.fromWindows({ local, policy, active: {} }, desired)).to.throw();
  });

  it("calls the way to on, block and more log hardening, and the way back weakening", () => {
    const direction = (name: string, live: string | number | boolean, desired: string | number | boolean) =>
      firewallProfile.direction(["public", name], live, desired);
    expect(direction("enabled", false, true)).to.equal("hardening");
    expect(direction("enabled", true, false)).to.equal("weakening");
    expect(direction("enabled", "absent", true)).to.equal("hardening");
    expect(direction("inbound", "allow", "block")).to.equal("hardening");
    expect(direction("outbound", "block", "allow")).to.equal("weakening");
    expect(direction("inbound", "absent", "block")).to.equal("unknown");
    expect(direction("notifications", true, false)).to.equal("neutral");
    expect(direction("notifications", "unreadable: X", false)).to.equal("unknown");
    expect(direction("logMaxSizeKiB", 4096, 16_384)).to.equal("hardening");
    expect(direction("logMaxSizeKiB", "absent", 16_384)).to.equal("unknown");
    expect(direction("logDropped", true, false)).to.equal("weakening");
    expect(firewallProfile.direction([], "absent", "declared")).to.equal("unknown");
  });
});

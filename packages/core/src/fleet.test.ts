import { expect } from "chai";

import { isDocumentationAddress } from "./documentation-address.js";
import { fleetIssues, hostsInService, sourceFile } from "./fleet.js";
import type { Fleet, Host } from "./fleet.js";

function host(name: string, from: string, until?: string): Host {
  const service = until === undefined ? { from } : { from, until };
  return { name, hostClass: "terminal", site: "kita", address: `${name}.example`, service };
}

function fleet(hosts: readonly Host[]): Fleet {
  const terminal = {
    id: "terminal",
    title: "端末",
    role: "terminal",
    operatingSystem: "Windows 11 Pro",
    settings: {},
    source: "x",
  } as const;
  return {
    name: "f",
    source: "x",
    sites: [{ id: "kita", name: "北" }],
    classes: [terminal],
    hosts,
    connection: { transport: "http", credential: "c" },
  };
}

describe("a dated fleet", () => {
  it("counts the first day of service and not the day it ends", () => {
    const hosts = [host("A", "2025-01-01", "2025-06-01"), host("B", "2025-06-01")];
    const named = (day: string): string =>
      hostsInService(hosts, day)
        .map(({ name }) => name)
        .join();
    expect([named("2024-12-31"), named("2025-05-31"), named("2025-06-01")]).to.deep.equal(["", "A", "B"]);
  });

  it("reports sites and classes that are declared twice", () => {
    const twice = fleet([]);
    const issues = fleetIssues({
      ...twice,
      sites: [...twice.sites, ...twice.sites],
      classes: [...twice.classes, ...twice.classes],
    });
    expect(issues.map(({ path }) => path)).to.deep.equal(["sites[1].id", "classes[1].id"]);
  });

  it("reports a computer name that Windows does not allow", () => {
    expect(
      fleetIssues(fleet([host("KITA_T1", "2025-01-01"), host("A-NAME-OF-16-LET", "2025-01-01")])).map(
        ({ path }) => path,
      ),
    ).to.deep.equal(["hosts[0](KITA_T1).name", "hosts[1](A-NAME-OF-16-LET).name"]);
  });

  it("reports days that no calendar has, a service that ends before it begins, and an empty address", () => {
    const wrong = [
      host("A", "2026-13-45"),
      host("B", "2026-01-02", "2026-01-02"),
      { ...host("C", "2026-01-01"), address: "" },
    ];
    const paths = fleetIssues(fleet(wrong)).map(({ path }) => path);
    expect(paths).to.deep.equal(["hosts[0](A).service.from", "hosts[1](B).service.until", "hosts[2](C).address"]);
  });
});

describe("sourceFile", () => {
  it("leads from a compiled file to the TypeScript that a person edits", () => {
    expect(sourceFile("file:///a/b/baselines/sapporo/dist/terminal.js")).to.equal("baselines/sapporo/src/terminal.ts");
    expect(sourceFile("Machine X")).to.equal("Machine X");
  });
});

describe("isDocumentationAddress", () => {
  it("knows the ranges of RFC 5737 and RFC 3849 and no other", () => {
    for (const address of ["192.0.2.1", "198.51.100.255", "203.0.113.9", "2001:db8::1"])
      expect(isDocumentationAddress(address), address).to.equal(true);
    for (const address of ["192.0.3.1", "127.0.0.1", "10.0.0.1", "192.0.2.example", "2001:db9::1"])
      expect(isDocumentationAddress(address), address).to.equal(false);
  });
});

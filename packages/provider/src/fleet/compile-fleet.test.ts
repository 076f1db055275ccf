import { assumed, KijunError } from "@kijun/core";
import { expect } from "chai";

import { compileFleet } from "./compile-fleet.js";
import type { BaselineFleet } from "./compile-fleet.js";

function fleet(over: Partial<BaselineFleet> = {}): BaselineFleet {
  return {
    name: "test",
    source: "file:///repo/baselines/test/dist/fleet.js",
    sites: [{ id: "kita", name: "北区役所" }],
    classes: [
      {
        id: "terminal",
        title: "端末",
        role: "terminal",
        operatingSystem: "Windows 11 Pro",
        settings: { accountLockout: { thresholdAttempts: assumed(5, "question 1") } },
        source: "file:///repo/baselines/test/dist/terminal.js",
      },
    ],
    hosts: [
      {
        name: "T1",
        hostClass: "terminal",
        site: "kita",
        address: "192.0.2.1",
        service: { from: "2025-01-01", until: "2025-06-01" },
      },
      { name: "T2", hostClass: "terminal", site: "kita", address: "192.0.2.1", service: { from: "2025-06-01" } },
    ],
    connection: { transport: "http", credential: "fleet-admin" },
    ...over,
  };
}

function issuesOf(broken: BaselineFleet): string[] {
  try {
    compileFleet(broken, "2025-01-01");
  } catch (error) {
    if (error instanceof KijunError && error.code === "BASELINE_INVALID") {
      return error.issues.map(({ file, path, value = "", message }) => `${file} ${path} ${value} ${message}`);
    }
    throw error;
  }
  return [];
}

describe("compileFleet", () => {
  it("gives the machines in service on the day, each with canonical settings and provenance", () => {
    const [host, ...others] = compileFleet(fleet(), "2025-06-01");
    expect(others).to.deep.equal([]);
    expect(host?.host.name).to.equal("T2");
    expect(host?.settings.areas).to.deep.equal({ accountLockout: { thresholdAttempts: 5 } });
    expect(host?.settings.provenanceOf("accountLockout.thresholdAttempts")?.reference).to.equal("question 1");
  });

  it("lets two machines share an address only when they are never in service on the same day", () => {
    expect(issuesOf(fleet())).to.deep.equal([]);
    const hosts = fleet().hosts.map((host) => ({ ...host, service: { from: "2025-01-01" } }));
    expect(issuesOf(fleet({ hosts }))[0])
      .to.include("hosts[1](T2).address")
      .and.to.include("T1");
  });

  it("names every wrong place of the whole fleet at once, with file, path, value and what would be right", () => {
    const [terminal] = fleet().classes;
    if (terminal === undefined) throw new Error("no class");
    const classes = [{ ...terminal, settings: { accountLockout: { thresholdAttempts: assumed(1000, "question 1") } } }];
    const hosts = [
      { name: "T1", hostClass: "terminl", site: "kita", address: "a", service: { from: "2025-01-01" } },
      { name: "t1", hostClass: "terminal", site: "minami", address: "b", service: { from: "soon" } },
    ];
    const issues = issuesOf(fleet({ classes, hosts }));
    expect(
      issues.some((issue) =>
        issue.startsWith('baselines/test/src/fleet.ts hosts[0](T1).hostClass "terminl" unknown host class'),
      ),
    ).to.equal(true);
    expect(issues.some((issue) => issue.includes('hosts[1](t1).site "minami" unknown site'))).to.equal(true);
    expect(issues.some((issue) => issue.includes("hosts[1](t1).service.from"))).to.equal(true);
    expect(
      issues.some((issue) =>
        issue.startsWith(
          "packages/provider/src/fleet/compile-fleet.test.ts settings.accountLockout.thresholdAttempts 1000",
        ),
      ),
    ).to.equal(true);
  });

  it("compares computer names without case", () => {
    const hosts = ["T1", "t1"].map((name, index) => ({
      ...fleet().hosts[0],
      name,
      address: `192.0.2.${String(index)}`,
    }));
    expect(issuesOf(fleet({ hosts: hosts as never }))[0]).to.include("hosts[1](t1).name");
  });

  it("refuses a day on which no machine is in service", () => {
    expect(() => compileFleet(fleet(), "2020-01-01")).to.throw(
      KijunError,
      "no machine of the fleet test is in service",
    );
  });
});

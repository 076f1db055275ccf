import { KijunError } from "@kijun/core";
import type { BaselineFleet } from "@kijun/provider/fleet";
import { expect } from "chai";

import { FixtureProject } from "./fixture-project.fixture.test.js";
import { specificationFromBaseline } from "./fleet-specification-from-baseline.js";
import { loadBaseline } from "./load-baseline.js";

describe("specificationFromBaseline", () => {
  let fleet: BaselineFleet;
  before(async () => {
    const project = new FixtureProject();
    fleet = await loadBaseline({ folder: project.folder, name: "fixture", baseline: "./baseline.js" });
    project.dispose();
  });

  it("holds the machines in service on the day with what their class declares", () => {
    const { specification, sites } = specificationFromBaseline(fleet, {
      asOf: "2026-01-09",
      locale: "ja-JP",
      fresh: false,
    });
    expect(sites).to.equal(2);
    expect(specification).to.deep.include({ asOf: "2026-01-09", credential: "fleet-admin", locale: "ja-JP" });
    expect(specification.hosts.map(({ name }) => name)).to.deep.equal(["KITA-T001", "ANNEX-CS1"]);
    expect(specification.rollOuts[specification.hosts[0]?.rollOut ?? ""]?.["accountLockout"]).to.deep.equal({
      thresholdAttempts: 5,
      durationMinutes: 15,
      resetCounterAfterMinutes: 15,
    });
  });

  it("rolls nothing out on used machines", () => {
    const { specification } = specificationFromBaseline(fleet, { asOf: "2026-01-10", locale: "en-US", fresh: true });
    expect(specification.hosts.map(({ rollOut }) => rollOut)).to.deep.equal([undefined, undefined, undefined]);
    expect(specification.rollOuts).to.deep.equal({});
  });

  it("refuses a day without machines", () => {
    const empty = (): unknown =>
      specificationFromBaseline(fleet, { asOf: "2020-01-01", locale: "ja-JP", fresh: false });
    expect(empty)
      .to.throw(KijunError, "no machine of the fleet fixture is in service on 2020-01-01")
      .with.property("code", "BASELINE_INVALID");
  });

  it("names every wrong place of the baseline", () => {
    const wrong = { ...fleet, hosts: fleet.hosts.map((host) => ({ ...host, hostClass: "no-such" })) };
    const compile = (): unknown =>
      specificationFromBaseline(wrong, { asOf: "2026-01-10", locale: "ja-JP", fresh: false });
    expect(compile).to.throw(KijunError, "hosts[2](KITA-T002).hostClass").with.property("code", "BASELINE_INVALID");
  });
});

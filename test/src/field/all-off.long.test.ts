import type { DeclaredSettings } from "@kijun/settings";
import { expect } from "chai";

import { EngineProject } from "../end-to-end/engine-project.js";

const terminal: DeclaredSettings = {
  accountLockout: { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 },
};
const fleet = { "KITA-T001": terminal, "KITA-T002": terminal, "KITA-T003": terminal, "KITA-T004": terminal };

const NOTHING_WRONG = /unchanged|no changes|as declared/i;

/** A state that knows every machine as declared, and nobody answers. */
describe("a fleet that is switched off", function () {
  this.timeout(120_000);
  let project: EngineProject;

  before(async () => {
    project = await EngineProject.create(fleet);
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    const settled = await project.pulumi("preview", "--expect-no-changes");
    expect(settled.code, settled.stdout).to.equal(0);
    await project.trouble("KITA-T001", { kind: "silent" });
    for (const host of ["KITA-T002", "KITA-T003", "KITA-T004"]) await project.trouble(host, { kind: "off" });
  });
  after(() => project.dispose());

  it("never passes plain `pulumi preview --expect-no-changes`, and no machine is called unchanged", async () => {
    const { code, stdout } = await project.pulumi("preview", "--expect-no-changes");
    expect(code).to.not.equal(0);
    for (const host of Object.keys(fleet)) expect(stdout).to.match(new RegExp(`${host} update \\[diff: ~reading\\]`));
    // The two are the stack and the site, which are no machines.
    expect(stdout).to.match(/~ 4 to update\s+2 unchanged/);
  });

  it("never passes `kijun preview --expect-no-changes`, and the summary has no good word for it", () => {
    const { code, stdout } = project.kijun("preview", "--stack", "dev", "--expect-no-changes");
    expect(code).to.equal(11);
    expect(stdout).to.include("0 of 4 hosts read").and.to.not.match(NOTHING_WRONG);
    const json = project.kijun("preview", "--stack", "dev", "--expect-no-changes", "--json");
    expect(json.code).to.equal(11);
    const { hosts } = JSON.parse(json.stdout) as { hosts: { name: string; status: string }[] };
    expect(hosts.map(({ name, status }) => [name, status])).to.deep.equal(
      Object.keys(fleet).map((name) => [name, "unreachable"]),
    );
  });

  it("is no success of an `up` either", async () => {
    const plain = await project.pulumi("up", "--yes", "--skip-preview");
    expect(plain.code).to.not.equal(0);
    const kijun = project.kijun("up", "--yes", "--stack", "dev");
    expect(kijun.code).to.not.equal(0);
    expect(kijun.stdout + kijun.stderr).to.not.match(NOTHING_WRONG);
  });
});

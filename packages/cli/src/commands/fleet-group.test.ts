import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";

import { expect } from "chai";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";
import { FixtureProject } from "../project/fixture-project.fixture.test.js";

describe("kijun fleet", function () {
  this.timeout(60_000);
  this.slow(5_000);
  let project: FixtureProject;
  before(() => (project = new FixtureProject()));
  after(() => {
    run("fleet stop");
    project.dispose();
  });

  const run = (command: string, env: NodeJS.ProcessEnv = {}): Finished =>
    kijun(command.split(" "), { cwd: project.folder, env: { KIJUN_HOME: project.home, ...env } });

  /** One life of a fleet, in order: each test goes on where the one before stopped. */
  describe("before it is started", () => {
    it("says so, with the next step, and has nothing to stop", () => {
      expect(run("fleet status")).to.deep.equal({
        code: 0,
        stdout: "no simulated fleet is running\nnext: kijun fleet start\n",
        stderr: "",
      });
      expect(JSON.parse(run("fleet status --json").stdout)).to.include({ running: false });
      expect(run("fleet stop").stdout).to.equal("no simulated fleet was running\n");
    });

    it("breaks, cuts and mends nothing", () => {
      for (const command of [
        "fleet break KITA-T001 accountLockout.thresholdAttempts 10",
        "fleet cut KITA-T001",
        "fleet mend KITA-T001",
      ]) {
        const { code, stdout, stderr } = run(command);
        expect([code, stdout], command).to.deep.equal([2, ""]);
        expect(stderr, command).to.include("FLEET_NOT_RUNNING").and.to.include("kijun fleet start");
      }
    });

    it("refuses a day that the calendar does not have, wherever it was given", () => {
      const option = run("fleet start --as-of 2026-02-30");
      expect(option.code).to.equal(2);
      expect(option.stderr).to.include('ARGUMENT_INVALID: --as-of "2026-02-30"');
      expect(run("fleet start", { KIJUN_AS_OF: "yesterday" }).stderr).to.include('KIJUN_AS_OF "yesterday"');
    });

    it("refuses a port that is none, and one that is in use", async () => {
      expect(run("fleet start --port 70000").stderr).to.include("ARGUMENT_INVALID").and.to.include("1 to 65535");
      const server = createServer();
      await once(server.listen(0, "127.0.0.1"), "listening");
      const { port } = server.address() as AddressInfo;
      const { code, stderr } = run(`fleet start --port ${port}`);
      server.close();
      expect(code).to.equal(2);
      expect(stderr).to.include("PORT_IN_USE").and.to.include(String(port)).and.to.include("next: ");
    });

    it("names each wrong place of a baseline", () => {
      project.write(
        "wrong.js",
        'export * from "./baseline.js"; import { fleet as right } from "./baseline.js"; export const fleet = { ...right, sites: [] };',
      );
      project.write("package.json", '{ "type": "module", "kijun": { "baseline": "./wrong.js" } }');
      const { code, stderr } = run("fleet start");
      project.write("package.json", '{ "type": "module", "kijun": { "baseline": "./baseline.js" } }');
      expect(code).to.equal(2);
      expect(stderr).to.include("BASELINE_INVALID: 3 problem(s)").and.to.include('.site = "kita"');
    });
  });

  describe("while it runs", () => {
    it("starts every machine in service and says what is next", () => {
      const { code, stdout, stderr } = run("fleet start --as-of 2026-01-14");
      expect([code, stderr]).to.deep.equal([0, ""]);
      expect(stdout).to.match(
        /^3 machines \(2 terminals, 1 communication server\) at 2 sites, as of 2026-01-14, up in \d+\.\d s\.\nnext: kijun preview/,
      );
    });

    it("does not start twice", () => {
      const { code, stderr } = run("fleet start");
      expect(code).to.equal(2);
      expect(stderr).to.include("FLEET_ALREADY_RUNNING").and.to.include("kijun fleet stop");
    });

    it("breaks one setting and says what it was", () => {
      expect(run("fleet break kita-t002 account-lockout.thresholdAttempts 10").stdout).to.equal(
        "kita-t002: accountLockout.thresholdAttempts: 5 -> 10\n",
      );
      const again = JSON.parse(run("fleet break KITA-T002 accountLockout.thresholdAttempts 0 --json").stdout) as object;
      expect(again).to.deep.equal({
        host: "KITA-T002",
        path: "accountLockout.thresholdAttempts",
        before: 10,
        after: 0,
      });
    });

    it("refuses machines, settings and values that there are not", () => {
      const refused = {
        "fleet break KITA-T009 accountLockout.thresholdAttempts 1": "HOST_UNKNOWN",
        "fleet break KITA-T001 acountLockout.thresholdAttempts 1": "SETTING_UNKNOWN",
        "fleet break KITA-T001 accountLockout.thresholdAttempts many": "ARGUMENT_INVALID",
        "fleet cut KITA-T009": "HOST_UNKNOWN",
        "fleet cut": "ARGUMENT_INVALID",
      };
      for (const [command, code] of Object.entries(refused))
        expect(run(command), command).to.include({ code: 2 }).and.have.property("stderr").that.includes(code);
    });

    it("cuts machines off and mends them", () => {
      expect(run("fleet cut KITA-T001 ANNEX-CS1").stdout).to.equal("KITA-T001: off\nANNEX-CS1: off\n");
      expect(run("fleet status").stdout).to.include("switched off: KITA-T001, ANNEX-CS1");
      expect(run("fleet mend KITA-T001 ANNEX-CS1 --lang ja").stdout).to.equal("KITA-T001: 動作中\nANNEX-CS1: 動作中\n");
    });

    it("gives a machine a trouble, and ends it", () => {
      expect(run("fleet trouble KITA-T001 silent").stdout).to.equal("KITA-T001: silent\n");
      expect(run("fleet trouble kita-t002 deny account-lockout").stdout).to.equal("KITA-T002: deny account-lockout\n");
      expect(run("fleet status").stdout)
        .to.include("switched off: KITA-T001")
        .and.to.include("in trouble: KITA-T002 deny");
      expect(run("fleet mend KITA-T001 KITA-T002").stdout).to.equal("KITA-T001: on\nKITA-T002: on\n");
      for (const words of [
        "KITA-T001 deny",
        "KITA-T001 deny no-area",
        "KITA-T001 hang account-lockout",
        "KITA-T001 x",
      ]) {
        const refused = run(`fleet trouble ${words}`);
        expect(refused, words).to.include({ code: 2 });
        expect(refused.stderr, words).to.include("ARGUMENT_INVALID");
      }
    });

    it("lists what each machine has seen", () => {
      const status = JSON.parse(run("fleet status --json").stdout) as { hosts: { name: string; on: boolean }[] };
      expect(status).to.include({ running: true, asOf: "2026-01-14" });
      expect(status.hosts.map(({ name, on }) => [name, on])).to.deep.equal([
        ["KITA-T001", true],
        ["ANNEX-CS1", true],
        ["KITA-T002", true],
      ]);
    });

    it("stops", () => {
      expect(JSON.parse(run("fleet stop --json").stdout)).to.include({ stopped: true });
      expect(run("fleet status").stdout).to.include("no simulated fleet is running");
    });
  });

  it("keeps what was changed on its machines only where it is asked to", () => {
    const broken = (): unknown =>
      (JSON.parse(run("fleet break KITA-T001 accountLockout.thresholdAttempts 7 --json").stdout) as { before: unknown })
        .before;
    for (const [options, before] of [
      ["--keep", 5],
      ["--keep", 7],
      ["--keep --fresh", 10],
    ] as const) {
      expect(run(`fleet start --as-of 2026-01-14 ${options}`), options).to.include({ code: 0 });
      expect(broken(), options).to.equal(before);
      run("fleet stop");
    }
  });
});

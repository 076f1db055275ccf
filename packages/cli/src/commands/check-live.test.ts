import type { CheckRecord } from "@kijun/report";
import { expect } from "chai";

import { startCheckedProject } from "./checked-project.fixture.test.js";
import type { SeenProject } from "./seeing.fixture.test.js";

describe("kijun check --live", function () {
  this.timeout(60_000);
  this.slow(3_000);
  let seen: SeenProject;
  const record = (...args: readonly string[]): { code: number | null; document: CheckRecord } =>
    seen.json("check", "--live", ...args) as unknown as { code: number | null; document: CheckRecord };
  const statuses = ({ findings }: CheckRecord): string[] =>
    findings.map(({ item, host, status }) => `${item} ${host} ${status}`);

  describe("with approved values", () => {
    beforeEach(async () => (seen = await startCheckedProject()));
    afterEach(() => seen.dispose());

    it("shows failures in groups of machines, with the words of the document and the live value", async () => {
      await seen.break("KITA-T001", "accountLockout.thresholdAttempts", 8);
      await seen.break("KITA-T002", "accountLockout.thresholdAttempts", 8);
      const { code, stdout } = seen.run("check", "--live");
      expect(code).to.equal(5);
      expect(stdout)
        .to.include("FAIL: 端末7 ロックアウトの設定確認: 2 hosts, 北区役所\n  適切に設定されていること。")
        .and.to.match(/KITA-T\[001-002\]\n +.*thresholdAttempts: 8, wanted 5\n {2}next: Set the policy again\./)
        .and.to.match(/NOT CHECKED\n {2}端末15 ワイヤーの確認: not checked: nobody has answered/)
        .and.to.match(/3 of 3 hosts read\. 2 fail, 2 unchecked, 1 pass\.\s+exit 5 \(checklist item violated; also 12/);
    });

    it("makes what a machine that did not answer has to show an error, and no pass", async () => {
      await seen.cut("KITA-T001");
      const { code, document } = record();
      expect(code).to.equal(11);
      expect(statuses(document)).to.deep.equal([
        "端末7 KITA-T001 error",
        "端末7 KITA-T002 pass",
        "端末15 KITA-T001 notchecked",
        "端末15 KITA-T002 notchecked",
        "CS7 ANNEX-CS1 pass",
      ]);
      expect(document.findings[0]?.parts[0]?.because).to.equal("UNREACHABLE WINRM_CONNECT_REFUSED");
      expect(document.unreadable.map(({ host, code: why }) => [host, why])).to.deep.equal([
        ["KITA-T001", "WINRM_CONNECT_REFUSED"],
      ]);
      const text = seen.run("check", "--live", "--lang", "ja").stdout;
      expect(text).to.include("確認不能 1").and.to.include("WINRM_CONNECT_REFUSED").and.to.include("3台中2台");
    });

    it("judges the chosen machines and the items that the chosen areas bear on", () => {
      const { code, document } = record("--class", "server-a", "--area", "account-lockout");
      expect(code).to.equal(0);
      expect(statuses(document)).to.deep.equal(["CS7 ANNEX-CS1 pass"]);
      expect(document.items.map(({ id }) => id)).to.deep.equal(["CS7"]);
    });

    it("knows the observed areas as well, and refuses what is none", () => {
      const { code, document } = record("--area", "logon-failures");
      expect([code, document.findings]).to.deep.equal([0, []]);
      expect(seen.run("check", "--live", "--area", "logon-failure").stderr)
        .to.include("ARGUMENT_INVALID")
        .and.to.include("logon-failures");
    });

    it("looks at the fleet of the day that was named, and refuses a day that is none", () => {
      const { document } = record("--as-of", "2026-01-02");
      expect(document.hosts.map(({ name }) => name)).to.deep.equal(["ANNEX-CS1", "KITA-T001"]);
      expect(document.baseline.asOf).to.equal("2026-01-02");
      const refused = seen.run("check", "--live", "--as-of", "2026-02-30");
      expect(refused.code).to.equal(2);
      expect(refused.stderr).to.include("--as-of");
    });

    it("prints JUnit with a case for each machine, into a file when asked", async () => {
      await seen.break("KITA-T002", "accountLockout.thresholdAttempts", 8);
      const { code, stdout } = seen.run("check", "--live", "--format", "junit");
      expect(code).to.equal(5);
      expect(stdout)
        .to.include('<testsuites name="kijun" tests="5" failures="1" errors="0" skipped="2">')
        .and.to.match(/classname="端末7" name="KITA-T002" time="0">\n +<failure message="fail" type="fail">/);
      const unwritable = seen.run("check", "--live", "--format", "junit", "--output", "missing/check.xml");
      expect(unwritable.code).to.equal(2);
      expect(unwritable.stderr).to.include("ARGUMENT_INVALID").and.to.include("missing/check.xml");
    });

    it("refuses a checklist that says nothing of how to judge, by the items' names", () => {
      seen.project.write(
        "checklist.js",
        'export const checklist = [{ id: "端末7", role: "terminal", title: "t", requirement: "r", areas: [] }];',
      );
      const { code, stderr } = seen.run("check", "--live");
      expect(code).to.equal(2);
      expect(stderr).to.include("BASELINE_INVALID").and.to.include("端末7");
    });
  });

  it("never calls a value that nobody has approved a pass, and prints what to ask", async () => {
    seen = await startCheckedProject({ isApproved: false });
    try {
      const { code, stdout } = seen.run("check", "--live", "--site", "annex");
      expect(code).to.equal(12);
      expect(stdout)
        .to.include("NOT APPROVED: 1 declared value that 1 finding rests on")
        .and.to.match(/ask: Is 5 right\?\n +CS7 {2}1 host\n +account lockout thresholdAttempts: 5\n/)
        .and.to.include("1 unknown.");
    } finally {
      await seen.dispose();
    }
  });
});

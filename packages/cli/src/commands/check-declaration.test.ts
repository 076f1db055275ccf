import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { CheckRecord } from "@kijun/report";
import { expect } from "chai";

import { startCheckedProject } from "./checked-project.fixture.test.js";
import type { SeenProject } from "./seeing.fixture.test.js";

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

describe("kijun check", function () {
  this.timeout(60_000);
  this.slow(3_000);
  let seen: SeenProject;
  beforeEach(async () => (seen = await startCheckedProject()));
  afterEach(() => seen.dispose());

  /** Declares another threshold; answers the line on which it stands. */
  function declareThreshold(value: number): number {
    const text = readFileSync(join(seen.project.folder, "baseline.js"), "utf8");
    const changed = text.replace("thresholdAttempts: instructed(5,", `thresholdAttempts: instructed(${String(value)},`);
    expect(changed).to.not.equal(text);
    seen.project.write("baseline.js", changed);
    return changed.split("\n").findIndex((line) => line.includes("thresholdAttempts:")) + 1;
  }

  it("judges what is declared while no machine answers, and says which items need one or a person", async () => {
    for (const host of ["KITA-T001", "KITA-T002", "ANNEX-CS1"]) await seen.cut(host);
    const { code, stdout } = seen.run("check");
    expect(code).to.equal(0);
    expect(stdout)
      .to.include("no machine was asked")
      .and.to.match(/端末15 ワイヤーの確認: not checked: nobody has/);
    const { document } = seen.json("check") as unknown as { document: CheckRecord };
    expect(document.findings.map(({ item, host, status }) => `${item} ${host} ${status}`)).to.deep.equal([
      "端末7 KITA-T001 pass",
      "端末7 KITA-T002 pass",
      "端末15 KITA-T001 notchecked",
      "端末15 KITA-T002 notchecked",
      "CS7 ANNEX-CS1 pass",
    ]);
    expect(document.findings[0]?.parts[0]?.evidence.source).to.equal("declaration");
  });

  it("fails a value that no checklist allows, naming item, class, setting, file and what is to be done", () => {
    const line = declareThreshold(11);
    const { code, stdout } = seen.run("check");
    expect(code).to.equal(5);
    expect(stdout)
      .to.include("FAIL: 端末7 ロックアウトの設定確認: 2 hosts")
      .and.to.include("thresholdAttempts: 11")
      .and.to.match(new RegExp(`declared for terminal-a in \\S*baseline\\.js:${String(line)}`))
      .and.to.include("next: Set the policy again.");
  });

  it("prints SARIF with one result for each class, on the declaring line", () => {
    const line = declareThreshold(11);
    const { code, stdout } = seen.run("check", "--format", "sarif");
    expect(code).to.equal(5);
    const [run] = (JSON.parse(stdout) as Sarif).runs;
    const found = run?.results.map(({ ruleId, message, locations: [at] }) => ({
      ...{ ruleId, text: message.text, line: at?.physicalLocation.region.startLine },
      uri: at?.physicalLocation.artifactLocation.uri,
    }));
    expect(found?.map(({ ruleId }) => ruleId)).to.deep.equal(["端末7/lockout", "CS7/lockout"]);
    for (const result of found ?? []) {
      expect(result.line).to.equal(line);
      expect(result.uri).to.match(/baseline\.js$/);
    }
    expect(found?.[0]?.text).to.include("terminal-a: account-lockout.thresholdAttempts = 11").and.to.include("KITA-T");
    const rules = run?.tool.driver.rules.map(({ id }) => id);
    expect(rules).to.include.members(["端末7/lockout", "CS7/lockout"]);
  });

  it("judges the chosen machines and the items that the chosen areas bear on", () => {
    const { document } = seen.json("check", "--class", "server-a", "--area", "account-lockout") as unknown as {
      document: CheckRecord;
    };
    expect(document.items.map(({ id }) => id)).to.deep.equal(["CS7"]);
    expect(document.hosts.map(({ name, status }) => `${name} ${status}`)).to.deep.equal(["ANNEX-CS1 declared"]);
  });

  it("prints JUnit", () => {
    declareThreshold(11);
    const { code, stdout } = seen.run("check", "--format", "junit");
    expect(code).to.equal(5);
    expect(stdout).to.include('tests="5" failures="3" errors="0" skipped="2"');
  });

  it("refuses what only machines have, and lines that machines have not", () => {
    const traced = seen.run("check", "--trace", "KITA-T001");
    expect([traced.code, traced.stderr.includes("--live")]).to.deep.equal([2, true]);
    const live = seen.run("check", "--live", "--format", "sarif");
    expect([live.code, live.stderr.includes("junit")]).to.deep.equal([2, true]);
  });

  it("says of values that nobody has approved what to ask, and lets them pass the gate alone", async () => {
    await seen.dispose();
    seen = await startCheckedProject({ isApproved: false });
    const { code, stdout } = seen.run("check");
    expect(code).to.equal(0);
    expect(stdout).to.include("NOT APPROVED: ").and.to.include("ask: Is 5 right?").and.to.include("unknown");
  });
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checklist } from "@kijun/juki-checklist";
import type { CheckRecord } from "@kijun/report";
import { observedAreas } from "@kijun/settings";
import { expect } from "chai";

import { EngineProject } from "./engine-project.js";
import type { Finished } from "./engine-project.js";
import { PACK, policyEvents, PROGRAM } from "./pack-project.js";

const BASELINE = `
import { assumed, instructed } from "@kijun/core";
import { fleet as sapporo } from "@kijun/sapporo";
import { wrong } from "./wrong.js";
const terminal = sapporo.classes.find(({ id }) => id === "terminal-d6012n");
const hosts = ["KITA-T001", "KITA-T002"].map((name, index) => ({
  name, hostClass: terminal.id, site: "kita", address: "192.0.2." + (index + 1), service: { from: "2025-01-01" },
}));
export const fleet = {
  name: "fixture", source: import.meta.url, sites: [{ id: "kita", name: "北区役所" }], hosts,
  connection: { transport: "http", credential: "fleet-admin" },
  classes: [{ ...terminal, source: import.meta.url, settings: { ...terminal.settings, ...wrong } }],
};
`;
/** `KITA-T001 端末7` for each violation of an item. */
function wrongByPack(stdout: string): string[] {
  const events = policyEvents(stdout).filter(
    ({ policyName, enforcementLevel }) => enforcementLevel === "mandatory" && policyName.startsWith("terminal-"),
  );
  const found = events.map(({ resourceUrn, policyName }) => {
    const number = Number(policyName.slice("terminal-".length));
    return `${resourceUrn.split("::").at(-1) ?? ""} 端末${String(number)}`;
  });
  return [...new Set(found)];
}

/** The same for the findings of a check. */
function wrongByCheck(stdout: string): string[] {
  return (JSON.parse(stdout) as CheckRecord).findings
    .filter(({ status }) => status === "fail" || status === "error")
    .map(({ host, item }) => `${host} ${item}`);
}

describe("the policy pack of the checklist through the real engine", function () {
  this.timeout(180_000);
  let project: EngineProject;

  before(async () => {
    project = await EngineProject.create({ "KITA-T001": {}, "KITA-T002": {} });
    const write = (name: string, text: string): void => {
      writeFileSync(join(project.folder, name), text);
    };
    mkdirSync(join(project.folder, "policy"));
    write("baseline.js", BASELINE);
    write("index.js", PROGRAM);
    write(
      "package.json",
      JSON.stringify({
        ...{ name: "fixture", version: "1.0.0", type: "module", main: "index.js" },
        kijun: { baseline: "./baseline.js", checklist: "@kijun/juki-checklist" },
      }),
    );
    write("policy/PulumiPolicy.yaml", "runtime: { name: nodejs, options: { typescript: false } }\n");
    write("policy/package.json", '{ "name": "p", "version": "1.0.0", "type": "module", "main": "index.js" }');
    write("policy/index.js", PACK);
    declare("");
  });
  after(() => project.dispose());

  /** Overrides areas of the class with wrong ones, in a file of their own. */
  function declare(wrong: string): void {
    const source = `import { assumed, instructed } from "@kijun/core";\nexport const wrong = {\n${wrong}\n};\n`;
    writeFileSync(join(project.folder, "wrong.js"), source);
  }

  function preview(config?: object): Promise<Finished> {
    if (config === undefined) return project.pulumi("preview", "--policy-pack", "policy");
    writeFileSync(join(project.folder, "levels.json"), JSON.stringify(config));
    return project.pulumi("preview", "--policy-pack", "policy", "--policy-pack-config", "levels.json");
  }

  it("lets a proper declaration pass, and says of a class which items rest on unapproved values", async () => {
    const { code, stdout, stderr } = await preview();
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout)
      .to.include("[advisory]")
      .and.to.match(/terminal-d6012n: 基準値未承認 端末1、.*端末14/);
  });

  it("blocks what no checklist allows, naming item, class, setting, value, file and what would be right", async () => {
    declare(`
      accountLockout: { thresholdAttempts: instructed(0, "none", "2025-04-01") },
      shares: { Public: assumed({ path: "C:\\\\Public", access: ["S-1-1-0:full"] }, "?"), "*": assumed("absent", "?") },
      screenSaver: { active: assumed(true, "?"), passwordProtected: assumed(false, "?"), timeoutSeconds: assumed(600, "?"), executable: assumed("scrnsave.scr", "?") },`);
    const { code, stdout } = await preview();
    expect(code).to.not.equal(0);
    const expected = [
      ["端末7", "accountLockout.thresholdAttempts = 0", "must be 1 to 10 attempts", "1回以上10回以下"],
      ["端末4", "shares.Public", "may not be open to Everyone", "不特定の者"],
      ["端末14", "screenSaver.passwordProtected = false", "must be true", "true であること"],
    ];
    for (const [item = "", ...parts] of expected) {
      for (const part of [`${item} `, "(terminal-d6012n)", ...parts]) expect(stdout, item).to.include(part);
    }
    expect(stdout)
      .to.match(/\[\S*wrong\.js\]/)
      .and.to.include("as on KITA-T00")
      .and.not.include("端末8 ");
  });

  it("lets a level be set, and an item be switched off", async () => {
    declare(`accountLockout: {
      thresholdAttempts: assumed(12, "?"), durationMinutes: assumed(15, "?"), resetCounterAfterMinutes: assumed(15, "?") },`);
    expect((await preview()).code).to.not.equal(0);
    const raised = await preview({ "terminal-07": { lockoutThresholdAtMost: 12 } });
    expect(raised.code, raised.stdout).to.equal(0);
    expect((await preview({ "terminal-07": "disabled" })).code).to.equal(0);
  });

  it("judges by the same policies what machines hold, in a state that was refreshed", async () => {
    declare("");
    const { code, stdout, stderr } = await project.pulumi("up", "--yes", "--skip-preview", "--continue-on-error");
    expect(stdout, String(code) + stderr).to.include("kijun:Machine");
    await project.breakSetting("KITA-T001", "accountLockout.thresholdAttempts", "0");
    await project.pulumi("refresh", "--yes");
    const analyzed = await project.pulumi("policy", "analyze", "--policy-pack", "policy", "--json");
    const live = project.kijun("check", "--live", "--json", "--as-of", "2026-01-15");
    expect(live.code).to.equal(5);
    const byPack = wrongByPack(analyzed.stdout);
    const byCheck = wrongByCheck(live.stdout);
    expect(byPack).to.include("KITA-T001 端末7").and.not.include("KITA-T002 端末7");
    // Of observed areas a state says nothing: what rests on them alone, the check alone finds.
    expect(byCheck).to.include.members(byPack);
    const observed = new Set(observedAreas.map(({ id }) => id));
    const managed = checklist.filter(({ areas }) => !areas.some((area) => observed.has(area))).map(({ id }) => id);
    const ofManaged = (found: string[]): string[] =>
      found.filter((each) => managed.includes(each.split(" ")[1] ?? "")).sort();
    expect(ofManaged(byPack)).to.deep.equal(ofManaged(byCheck));
  });

  it("refuses a misspelt enforcement level, and a level that is none", async () => {
    declare("");
    for (const [config, word] of [
      [{ "terminal-07": "mandatry" }, "mandatry"],
      [{ "terminal-07": { lockoutThresholdAtMost: "many" } }, "lockoutThresholdAtMost"],
      [{ "terminal-07": { lockoutThresholdAtMst: 3 } }, "lockoutThresholdAtMst"],
    ] as const) {
      const { code, stdout, stderr } = await preview(config);
      expect(code, word).to.not.equal(0);
      expect(stdout + stderr).to.include(word);
    }
  });
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { EngineProject } from "./engine-project.js";
import type { Finished } from "./engine-project.js";

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
const PACK = `
import { startChecklistPack } from "@kijun/juki-checklist/pack";
import { compileFleet, today } from "@kijun/provider/fleet";
import { fleet } from "../baseline.js";
startChecklistPack("fixture-checklist", compileFleet(fleet, today()));
`;
const PROGRAM = `
import { deployFleet } from "@kijun/provider";
import { fleet } from "./baseline.js";
deployFleet(fleet);
`;

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

  it("refuses a misspelt enforcement level, and a level that is none", async () => {
    declare("");
    for (const [config, word] of [
      [{ "terminal-07": "mandatry" }, "mandatry"],
      [{ "terminal-07": { lockoutThresholdAtMost: "many" } }, "lockoutThresholdAtMost"],
      [{ "terminal-07": { lockoutThresholdAtMst: 3 } }, "lockoutThresholdAtMst"],
      [{ "terminal-7": "disabled" }, "terminal-7"],
    ] as const) {
      const { code, stdout, stderr } = await preview(config);
      expect(code, word).to.not.equal(0);
      expect(stdout + stderr).to.include(word);
    }
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { agentScript } from "@kijun/agent";
import { everyArea } from "@kijun/settings";
import { expect } from "chai";

import { lintCommand } from "./powershell-engine.js";

describe("agent script", () => {
  const command = lintCommand();
  const title = "uses only what Windows PowerShell 5.1 has";

  it(command === undefined ? `${title} (pending: no checker, KIJUN_PWSH_LINT51)` : title, function () {
    this.timeout(60_000);
    if (command === undefined) this.skip();
    const folder = mkdtempSync(join(tmpdir(), "kijun-lint-"));
    try {
      const file = join(folder, "agent.ps1");
      writeFileSync(file, agentScript(everyArea.map(({ id }) => id)));
      const { status, stdout, stderr } = spawnSync(command, [file], { encoding: "utf8" });
      expect(stdout + stderr).to.equal("");
      expect(status).to.equal(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("is plain ASCII", () => {
    expect(agentScript(everyArea.map(({ id }) => id))).to.match(/^[\t\n\x20-\x7e]*$/);
  });
});

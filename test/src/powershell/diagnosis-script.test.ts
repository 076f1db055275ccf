import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { diagnosisCommand, parseDiagnosis } from "@kijun/agent";
import type { Diagnosis } from "@kijun/agent";
import { diagnoseModelled } from "@kijun/agent/modelled-diagnosis";
import { machine } from "@kijun/settings/states";
import { expect } from "chai";

import { engineCandidates, lintCommand } from "./powershell-engine.js";

/** Stands for Windows around the script, then runs it as a machine does that holds scripts to a language mode. */
const BENCH = `
param([string]$Mode, [string]$Script, [string]$Label, [string]$Build, [string]$Revision)
function Get-ItemProperty { param($Path) [pscustomobject]@{ CurrentBuildNumber = $Build; UBR = [int]$Revision } }
function whoami.exe { '"BUILTIN\\Administrators","Alias","S-1-5-32-544",""'; '"Label","Label","' + $Label + '",""' }
$text = [System.IO.File]::ReadAllText($Script)
$ExecutionContext.SessionState.LanguageMode = $Mode
Invoke-Expression $text
`;

const HIGH = "S-1-16-12288";
const MEDIUM = "S-1-16-8192";

describe("diagnosis script", () => {
  const script = Buffer.from(diagnosisCommand().split(" ").at(-1) ?? "", "base64").toString("utf16le");
  const [engine] = engineCandidates();
  const pending = engine === undefined ? " (pending: no PowerShell engine, KIJUN_PWSH)" : "";
  const state = machine();
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "kijun-diagnosis-"))));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function answerOf(mode: string, label: string): Diagnosis | undefined {
    const [bench, file] = [join(folder, "bench.ps1"), join(folder, "diagnosis.ps1")];
    writeFileSync(bench, BENCH);
    writeFileSync(file, script);
    const [build = "", revision = ""] = state.build.split(".");
    const about = ["-Mode", mode, "-Script", file, "-Label", label, "-Build", build, "-Revision", revision];
    const args = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", bench, ...about];
    const env = { ...process.env, COMPUTERNAME: state.computerName };
    const { stdout, stderr } = spawnSync(engine ?? "", args, { env, encoding: "utf8" });
    const answer = parseDiagnosis(stdout);
    expect(answer, stdout + stderr).to.not.equal(undefined);
    return answer;
  }

  for (const languageMode of ["FullLanguage", "ConstrainedLanguage"]) {
    it(`answers as the model does in ${languageMode}${pending}`, function () {
      this.timeout(60_000);
      if (engine === undefined) this.skip();
      for (const [label, administrator] of [
        [HIGH, true],
        [MEDIUM, false],
      ] as const) {
        const answer = answerOf(languageMode, label);
        const modelled = parseDiagnosis(diagnoseModelled(state, { languageMode, administrator }));
        const { clock = "", powershell = "" } = answer ?? {};
        // Each has its own time and its own engine.
        expect(answer).to.deep.equal({ ...modelled, clock, powershell });
        expect(Math.abs(Date.parse(clock) - Date.now())).to.be.below(60_000);
        expect(powershell).to.match(/^\d+\.\d+/);
      }
    });
  }

  const command = lintCommand();
  const title = "uses only what Windows PowerShell 5.1 has";
  it(command === undefined ? `${title} (pending: no checker, KIJUN_PWSH_LINT51)` : title, function () {
    this.timeout(60_000);
    if (command === undefined) this.skip();
    const file = join(folder, "linted.ps1");
    writeFileSync(file, script);
    const { status, stdout, stderr } = spawnSync(command, [file], { encoding: "utf8" });
    expect([stdout + stderr, status]).to.deep.equal(["", 0]);
  });
});

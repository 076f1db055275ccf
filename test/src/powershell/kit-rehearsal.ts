import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";

import type { WindowsState } from "@kijun/settings/live";

import { engineCase, POWERSHELL, stubFiles } from "./bench-machine.js";
import { runScript } from "./powershell-engine.js";
import { registryFileText, windowsRegistry } from "./windows-registry.js";

const MARKER_KEY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\KijunBench";

/** How a folder's script ended, and where what it has written is. */
export interface RehearsedRun {
  readonly code: number;
  readonly stdout: string;
  readonly report: string;
}

/** What a rehearsed machine does other than a willing Windows. */
export interface Rehearsed {
  /** PowerShell text that stands in for Windows besides the stubs. */
  readonly standIn?: string;
  /** What cmd.exe is on this machine, as a shell script. */
  readonly cmd?: string;
  /** Whether it is called as on a real machine, without a word of what stands in. */
  readonly asReal?: true;
  /** Where what it writes goes; a new folder unless it is said, and its own place where it is null. */
  readonly report?: string | null;
  /** The label by which whoami tells an administrator. */
  readonly label?: string;
  /** The language that the script is held to. */
  readonly languageMode?: "FullLanguage" | "ConstrainedLanguage";
}

/**
 * A place where the script of a folder that is carried to machines runs as on Windows: programs named powershell.exe, cmd.exe and whoami.exe, the engine's
 * emulated registry, and stubs of everything else. It is a rehearsal, and what the script writes says so.
 */
export class KitRehearsal {
  private constructor(
    private readonly folder: string,
    private readonly engine: string,
    private readonly script: string,
    private readonly computerName: string,
  ) {}

  /** The rehearsal on a modelled machine, or why no engine can run it. */
  static async start(machine: WindowsState, script: string): Promise<KitRehearsal | { readonly pending: string }> {
    const folder = mkdtempSync(join(tmpdir(), "kijun-rehearsal-"));
    const marker = randomUUID();
    const registry = {
      ...windowsRegistry(machine),
      [MARKER_KEY]: { Marker: { kind: "String", value: marker } as const },
    };
    writeFileSync(join(folder, "registry.json"), registryFileText(registry));
    const probe = join(POWERSHELL, "emulated-registry.ps1");
    const run = await runScript(probe, ["-Marker", marker], join(folder, "registry.json"));
    if ("pending" in run) {
      rmSync(folder, { recursive: true, force: true });
      return run;
    }
    mkdirSync(join(folder, "stand-ins"));
    mkdirSync(join(folder, "bin"));
    const rehearsal = new KitRehearsal(folder, run.engine, script, machine.computerName);
    rehearsal.standIn(
      "0-bench",
      `${readFileSync(join(POWERSHELL, "bench.ps1"), "utf8")}\nAssert-EmulatedRegistry '${marker}'\n$env:SystemRoot = $null\n$env:SystemDrive = 'C:'\n`,
    );
    for (const file of stubFiles()) copyFileSync(file, join(folder, "stand-ins", basename(file)));
    const given = JSON.stringify(engineCase({ name: "rehearsal", state: machine, areas: [] })).replaceAll("'", "''");
    rehearsal.standIn(
      "z-case",
      `$BenchCase = ConvertFrom-Json '${given}'\n$env:COMPUTERNAME = $BenchCase.state.computerName\nReset-Bench $BenchCase\n`,
    );
    rehearsal.program("powershell.exe", `exec '${run.engine}' "$@"`);
    return rehearsal;
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  /** Runs the script of a kit that was packed to its end. */
  async run(kit: string, args: readonly string[], given: Rehearsed = {}): Promise<RehearsedRun> {
    const { standIn = "", cmd = 'exec sh -c "exec $2"', label = "S-1-16-12288", languageMode = "FullLanguage" } = given;
    this.standIn("y-special", standIn);
    this.program("cmd.exe", cmd);
    this.program("whoami.exe", `echo '"Mandatory Label","Label","${label}",""'`);
    const { report = this.at(`report-${randomUUID()}`) } = given;
    const standIns = given.asReal === true ? [] : ["-StandIns", this.at("stand-ins")];
    const own = [...(report === null ? [] : ["-OutputFolder", report]), ...standIns, ...args];
    const runner = runnerOf(join(kit, this.script), own, languageMode);
    writeFileSync(this.at("run.ps1"), `$env:COMPUTERNAME = '${this.computerName}'\n${runner}`);
    const script = ["-NoProfile", "-ExecutionPolicy", "Bypass", "-File", this.at("run.ps1")];
    const env = {
      ...process.env,
      PATH: [this.at("bin"), process.env["PATH"] ?? ""].join(delimiter),
      BENCH_REGISTRY: this.at("registry.json"),
    };
    const { code, stdout } = await ended(this.engine, script, env);
    return { code, stdout, report: report ?? kit };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private standIn(name: string, text: string): void {
    writeFileSync(join(this.folder, "stand-ins", `${name}.ps1`), text);
  }

  private program(name: string, text: string): void {
    const file = join(this.folder, "bin", name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  }
}

/** Calls the script as a machine does that holds scripts to a language mode. */
function runnerOf(script: string, args: readonly string[], languageMode: string): string {
  const words = args.map((word) => (word.startsWith("-") ? word : `'${word}'`)).join(" ");
  return `$ExecutionContext.SessionState.LanguageMode = '${languageMode}'\n& '${script}' ${words}\nexit $LASTEXITCODE\n`;
}

function ended(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    execFile(file, args, { env, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, stdout: stdout + stderr });
    });
  });
}

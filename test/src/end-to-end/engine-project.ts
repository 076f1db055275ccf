import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { DeclaredSettings } from "@kijun/settings";
import { compileSettings } from "@kijun/settings";
import { breakSetting, cutHost, mendHost, startFleet, stopFleet, troubleHost } from "@kijun/simulator";
import type { MachineTrouble } from "@kijun/simulator";

import { repositoryRoot } from "../conventions/repository.js";

/** One finished command. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const PROGRAM = `
import { readFileSync } from "node:fs";
import { Machine, Site } from "@kijun/provider";
const { machines, options } = JSON.parse(readFileSync(new URL("machines.json", import.meta.url), "utf8"));
const site = new Site("kita");
for (const [name, args] of Object.entries(machines)) {
  new Machine(name, { ...args, credential: "fleet-admin", site }, options);
}
`;

/**
 * A Pulumi project of its own with a simulated fleet of its own, run through the real engine. The program declares what
 * `machines.json` says, so that a test edits the declaration as a person edits a baseline.
 */
export class EngineProject {
  readonly folder = mkdtempSync(join(tmpdir(), "kijun-project-"));
  readonly home = join(this.folder, "home");
  private environment: NodeJS.ProcessEnv = {};

  private constructor(private machines: Readonly<Record<string, DeclaredSettings>>) {}

  /** Starts the simulated machines, rolled out with their declared settings, on an empty stack named `dev`. */
  static async create(machines: Readonly<Record<string, DeclaredSettings>>): Promise<EngineProject> {
    const project = new EngineProject(machines);
    const { folder } = project;
    mkdirSync(project.home);
    symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(
      join(folder, "package.json"),
      '{ "name": "fixture", "version": "1.0.0", "type": "module", "main": "index.js" }',
    );
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      "name: fixture\nruntime: { name: nodejs, options: { typescript: false, packagemanager: npm } }\noptions: { refresh: always }\n",
    );
    writeFileSync(join(folder, "index.js"), PROGRAM);
    await startFleet({ folder: project.fleetFolder, specification: project.specification(), owner: process.pid });
    project.declare(machines);
    const shown = project.kijun("env", "--shell", "json");
    if (shown.code !== 0) throw new Error(shown.stderr);
    project.environment = { ...process.env, KIJUN_HOME: project.home, ...(JSON.parse(shown.stdout) as object) };
    const created = await project.pulumi("stack", "init", "dev");
    if (created.code !== 0) throw new Error(created.stdout + created.stderr);
    return project;
  }

  get fleetFolder(): string {
    return join(this.home, "fleet");
  }

  /** Changes what the program declares. Options are Pulumi resource options for every machine. */
  declare(machines: Readonly<Record<string, DeclaredSettings>>, options: object = {}): void {
    this.machines = machines;
    const withAddress = Object.fromEntries(
      Object.entries(machines).map(([name, settings]) => [name, { address: this.addressOf(name), ...settings }]),
    );
    writeFileSync(join(this.folder, "machines.json"), JSON.stringify({ machines: withAddress, options }));
  }

  /** Sets variables for the engine and all it starts from now on; undefined unsets one. */
  setVariables(variables: NodeJS.ProcessEnv): void {
    this.environment = { ...this.environment, ...variables };
  }

  /** Runs plain `pulumi`, as an engineer does after `kijun env`. */
  pulumi(...args: string[]): Promise<Finished> {
    const child = spawn("pulumi", [...args, "--non-interactive"], { cwd: this.folder, env: this.environment });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        resolve({ code, stdout, stderr });
      });
    });
  }

  /** Runs `kijun` in the project. */
  kijun(...args: string[]): Finished {
    const cli = join(repositoryRoot, "packages/cli/bin/kijun.js");
    const result = spawnSync(process.execPath, [cli, ...args], {
      cwd: this.folder,
      env: { ...process.env, KIJUN_HOME: this.home, KIJUN_LANG: "en" },
      encoding: "utf8",
    });
    return { code: result.status, stdout: result.stdout, stderr: result.stderr };
  }

  breakSetting(host: string, path: string, value: string): Promise<unknown> {
    return Promise.resolve(breakSetting(this.fleetFolder, host, path, value));
  }

  cut(host: string): Promise<unknown> {
    return Promise.resolve(cutHost(this.fleetFolder, host));
  }

  mend(host: string): Promise<unknown> {
    return Promise.resolve(mendHost(this.fleetFolder, host));
  }

  trouble(host: string, trouble: MachineTrouble): Promise<unknown> {
    return Promise.resolve(troubleHost(this.fleetFolder, host, trouble));
  }

  async dispose(): Promise<void> {
    await stopFleet(this.fleetFolder);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private addressOf(name: string): string {
    return `192.0.2.${String(1 + Object.keys(this.machines).indexOf(name))}`;
  }

  private specification(): Parameters<typeof startFleet>[0]["specification"] {
    const rollOuts = Object.entries(this.machines).map(
      ([name, settings]) => [name, compileSettings(settings, "fixture", "", []).areas] as const,
    );
    const hosts = Object.keys(this.machines).map((name) => ({
      ...{ name, address: this.addressOf(name), role: "terminal" as const },
      ...{ operatingSystem: "Windows 11 Pro", rollOut: name },
    }));
    return {
      hosts,
      rollOuts: Object.fromEntries(rollOuts),
      asOf: "2026-01-15",
      credential: "fleet-admin",
      locale: "ja-JP",
    };
  }
}

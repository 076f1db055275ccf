import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { CheckRecord } from "@kijun/report";

import { repositoryRoot } from "../conventions/repository.js";
import type { Finished } from "../end-to-end/engine-project.js";

/** Every value approved, or the values as they are shipped. */
export type Approval = "approved" | "shipped";

const BASELINES: Readonly<Record<Approval, string>> = {
  approved: `export { fleet } from ${JSON.stringify(new URL("approved-fleet.js", import.meta.url).href)};`,
  shipped: 'export { fleet } from "@kijun/sapporo";',
};

/**
 * A project with the whole fleet of `baselines/sapporo` and simulated machines of its own, which a test looks at through the
 * commands, as a person does.
 */
export class CheckedFleet {
  readonly folder = mkdtempSync(join(tmpdir(), "kijun-fleet-"));
  readonly home = join(this.folder, "home");
  /** The customer's folder. */
  readonly data = join(this.home, "data", "fixture");

  private clock: NodeJS.ProcessEnv = {};

  constructor(approval: Approval) {
    mkdirSync(this.home);
    symlinkSync(join(repositoryRoot, "node_modules"), join(this.folder, "node_modules"), "junction");
    const kijun = { baseline: "./baseline.js", checklist: "@kijun/juki-checklist" };
    this.write("package.json", JSON.stringify({ name: "fixture", version: "1.0.0", type: "module", kijun }));
    this.write("Pulumi.yaml", "name: fixture\nruntime: { name: nodejs, options: { typescript: false } }\n");
    this.declare(approval);
  }

  declare(approval: Approval): void {
    this.write("baseline.js", BASELINES[approval]);
  }

  /** Starts the machines in service on a day, as declared; all commands from now on are about that day. */
  start(day: string): void {
    this.done("fleet", "stop");
    this.done("fleet", "start", "--as-of", day);
  }

  /** The same, with the clocks of the machines and of this computer on that day, too. */
  startOn(day: string): void {
    const days = Math.round((Date.parse(day) - Date.now()) / 86_400_000);
    const shifted = `--import ${new URL("shifted-clock.js", import.meta.url).href}`;
    this.clock = { NODE_OPTIONS: shifted, KIJUN_TEST_SHIFTED_DAYS: String(days) };
    this.start(day);
  }

  /** Runs `kijun` in the project. */
  kijun(...args: string[]): Finished {
    const cli = join(repositoryRoot, "packages/cli/bin/kijun.js");
    const environment = { KIJUN_HOME: this.home, KIJUN_LANG: "en", ...this.clock };
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      ...{ cwd: this.folder, env: { ...process.env, ...environment } },
      ...{ encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
    });
    return { code: status, stdout, stderr };
  }

  /** The same, for what has to succeed. */
  done(...args: string[]): Finished {
    const finished = this.kijun(...args);
    if (finished.code !== 0) throw new Error(`kijun ${args.join(" ")}\n${finished.stdout}${finished.stderr}`);
    return finished;
  }

  /** A check with everything that it found. */
  check(...args: string[]): { readonly code: number | null; readonly record: CheckRecord } {
    const file = join(this.folder, "check.json");
    const { code, stdout, stderr } = this.kijun("check", ...args, "--json", "--output", file);
    try {
      return { code, record: JSON.parse(readFileSync(file, "utf8")) as CheckRecord };
    } catch (cause) {
      throw new Error(stdout + stderr, { cause });
    } finally {
      rmSync(file, { force: true });
    }
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Puts a file of people's answers into the customer's folder. */
  writeData(name: string, content: object): void {
    mkdirSync(this.data, { recursive: true });
    writeFileSync(join(this.data, name), JSON.stringify(content));
  }

  dispose(): void {
    this.kijun("fleet", "stop");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How many statements have each status. */
export function statusCounts({ findings }: CheckRecord): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of findings) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

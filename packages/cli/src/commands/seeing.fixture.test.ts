import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { breakSetting, cutHost, mendHost, startFleet, stopFleet } from "@kijun/simulator";

import { kijun } from "../kijun-process.fixture.test.js";
import type { Finished } from "../kijun-process.fixture.test.js";
import { FixtureProject } from "../project/fixture-project.fixture.test.js";
import { loadBaseline } from "../project/load-baseline.js";
import { readProject } from "../project/project.js";
import { specificationFromBaseline } from "../project/fleet-specification-from-baseline.js";

const DAY = "2026-01-14";

/** A project with its three machines simulated, as `kijun status`, `doctor` and `explain` look at them. */
export class SeenProject {
  readonly project = new FixtureProject();
  readonly home = this.project.home;

  private constructor() {
    this.project.write(
      "package.json",
      '{ "type": "module", "kijun": { "baseline": "./baseline.js", "checklist": "./checklist.js" } }',
    );
    const item = { id: "端末7", role: "terminal", title: "ロックアウトの設定確認", requirement: "適切なこと。" };
    this.project.write(
      "checklist.js",
      `export const checklist = [${JSON.stringify({ ...item, areas: ["account-lockout"] })}];`,
    );
  }

  /**
   * `more` settings are declared in every class besides the lockout. A fleet that is `fresh` is as long use has left it,
   * with nothing of the baseline on it.
   */
  static async start(more?: object, { fresh = false } = {}): Promise<SeenProject> {
    const seen = new SeenProject();
    if (more !== undefined) seen.declare(more);
    const fleet = await loadBaseline(readProject(seen.project.folder));
    const { specification } = specificationFromBaseline(fleet, { asOf: DAY, locale: "ja-JP", fresh });
    await startFleet({ folder: seen.fleetFolder, specification, owner: process.pid });
    return seen;
  }

  get fleetFolder(): string {
    return join(this.home, "fleet");
  }

  run(...args: readonly string[]): Finished {
    return kijun(args, { cwd: this.project.folder, env: { KIJUN_HOME: this.home, KIJUN_AS_OF: DAY } });
  }

  json(...args: readonly string[]): { readonly code: number | null; readonly document: Record<string, unknown> } {
    const { code, stdout, stderr } = this.run(...args, "--json");
    if (stdout === "") throw new Error(stderr);
    return { code, document: JSON.parse(stdout) as Record<string, unknown> };
  }

  break(host: string, path: string, value: number): Promise<unknown> {
    return breakSetting(this.fleetFolder, host, path, value);
  }

  cut(host: string): Promise<unknown> {
    return cutHost(this.fleetFolder, host);
  }

  /** Undoes {@link cut}. */
  mend(host: string): Promise<unknown> {
    return mendHost(this.fleetFolder, host);
  }

  /** A file with the folders above it. */
  write(path: string, text: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Puts a text in place of a machine's last reading. */
  writeLastReading(host: string, text: string): string {
    const folder = join(this.home, "last-readings");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${host.toLowerCase()}.json`);
    writeFileSync(path, text);
    return path;
  }

  /** The files below the home, by path. */
  files(folder = this.home): string[] {
    return readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? this.files(path) : [path];
    });
  }

  /** The one file whose name ends so. */
  newest(ending: string): string {
    const path = this.files()
      .filter((file) => file.endsWith(ending))
      .sort()
      .at(-1);
    if (path === undefined) throw new Error(`no file ${ending}`);
    return readFileSync(path, "utf8");
  }

  private declare(more: object): void {
    const settings = `{ accountLockout, ...${JSON.stringify(more)} }`;
    const path = join(this.project.folder, "baseline.js");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("{ accountLockout }", settings));
  }

  async dispose(): Promise<void> {
    await stopFleet(this.fleetFolder);
    this.project.dispose();
  }
}

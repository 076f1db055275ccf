import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A baseline in plain JavaScript: two sites, two classes, three machines, one of which comes later. */
const BASELINE = `
const source = import.meta.url;
const accountLockout = { thresholdAttempts: 5, durationMinutes: 15, resetCounterAfterMinutes: 15 };
const service = { from: "2025-01-01" };
export const fleet = {
  name: "fixture",
  source,
  sites: [{ id: "kita", name: "北区役所" }, { id: "annex", name: "分庁舎" }],
  classes: [
    { id: "terminal-a", title: "端末A", role: "terminal", operatingSystem: "Windows 11 Pro 23H2", settings: { accountLockout }, source },
    { id: "server-a", title: "CS A", role: "communication-server", operatingSystem: "Windows Server 2022", settings: { accountLockout }, source },
  ],
  hosts: [
    { name: "KITA-T001", hostClass: "terminal-a", site: "kita", address: "192.0.2.1", service },
    { name: "ANNEX-CS1", hostClass: "server-a", site: "annex", address: "192.0.2.2", service },
    { name: "KITA-T002", hostClass: "terminal-a", site: "kita", address: "192.0.2.3", service: { from: "2026-01-10" } },
  ],
  connection: { transport: "http", credential: "fleet-admin" },
};
`;

/** A project folder with a baseline, and a Kijun home beside it. Removed by `dispose`. */
export class FixtureProject {
  /** The real path, which a child process sees as its folder. */
  private readonly root = realpathSync(mkdtempSync(join(tmpdir(), "kijun-cli-")));
  readonly folder = join(this.root, "project");
  readonly home = join(this.root, "home");

  constructor() {
    mkdirSync(this.folder);
    mkdirSync(this.home);
    this.write("Pulumi.yaml", "name: fixture\nruntime: nodejs\n");
    this.write("package.json", '{ "type": "module", "kijun": { "baseline": "./baseline.js" } }');
    this.write("baseline.js", BASELINE);
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

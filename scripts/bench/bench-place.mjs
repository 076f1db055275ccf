// Where a benchmark works: a Kijun home of its own, projects in it, and a simulated fleet. All of it goes when the
// benchmark ends, also when it is ended by Ctrl-C.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { root } from "../prepare.mjs";

const CLI = join(root, "packages/cli/bin/kijun.js");
const STACK = join(root, "stacks/sapporo");

/** The program of the stack that the benchmarks are about; there is one once it was built. */
export const stackProgram = () => readFileSync(join(STACK, "dist/index.js"), "utf8");

export class BenchPlace {
  #endings = new Set();
  #ending = false;

  constructor(name, variables = {}) {
    this.home = mkdtempSync(join(tmpdir(), `kijun-${name}-`));
    this.fleetFolder = join(this.home, "fleet");
    this.environment = { ...process.env, KIJUN_HOME: this.home, ...variables };
    process.once("exit", () => this.#remove());
    const codes = { SIGINT: 130, SIGTERM: 143 };
    for (const [signal, code] of Object.entries(codes))
      process.once(signal, () => void this.#endWork().finally(() => process.exit(code)));
  }

  /** A project of its own with the stack's program, so that nothing is left in the repository's. Answers its folder. */
  project(name, { program = stackProgram(), kijun = { baseline: "@kijun/sapporo" }, files = {} } = {}) {
    const folder = join(this.home, name);
    mkdirSync(folder);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    cpSync(join(STACK, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
    const manifest = JSON.stringify({ name, type: "module", main: "index.js", kijun });
    for (const [file, text] of Object.entries({ ...files, "package.json": manifest, "index.js": program }))
      writeFileSync(join(folder, file), text);
    return folder;
  }

  /** Runs `kijun` to its end, whatever that is. */
  kijun(folder, ...args) {
    return this.run(process.execPath, [CLI, ...args], { cwd: folder });
  }

  /** Runs `kijun`, which has to succeed. Answers what it printed. */
  async must(folder, ...args) {
    const { status, stdout, stderr } = await this.kijun(folder, ...args);
    if (status !== 0) throw new Error(`kijun ${args.join(" ")} ended with ${status}: ${stderr}`);
    return stdout;
  }

  /** Runs a command to its end; `onStart` is told of its process. */
  async run(command, args, { onStart = () => undefined, ...options }) {
    const start = performance.now();
    const child = spawn(command, args, { env: this.environment, stdio: ["ignore", "pipe", "pipe"], ...options });
    const closed = once(child, "close");
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    onStart(child.pid);
    const end = () => {
      child.kill("SIGINT");
      return closed;
    };
    const [status] = await this.during(end, closed);
    return { status, stdout, stderr, seconds: (performance.now() - start) / 1000 };
  }

  /**
   * Waits for work. When the benchmark is to end before it, `end` is called to end it, and waited for; whoever waits for
   * the work does so for ever then.
   */
  async during(end, work) {
    this.#endings.add(end);
    const result = await work;
    this.#endings.delete(end);
    return this.#ending ? new Promise(() => undefined) : result;
  }

  async #endWork() {
    this.#ending = true;
    await Promise.allSettled([...this.#endings].map((end) => end()));
  }

  #remove() {
    spawnSync(process.execPath, [CLI, "fleet", "stop"], { cwd: this.home, env: this.environment, stdio: "ignore" });
    rmSync(this.home, { recursive: true, force: true });
  }
}

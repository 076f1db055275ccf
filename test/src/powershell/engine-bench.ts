import { randomUUID } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { agentScript } from "@kijun/agent";
import { everyArea } from "@kijun/settings";

import { POWERSHELL, stubFiles } from "./bench-machine.js";
import { runScript } from "./powershell-engine.js";
import type { ScriptRun } from "./powershell-engine.js";
import { registryFileText } from "./windows-registry.js";

/** Where Linux keeps files in memory: an engine writes its registry many thousand times. */
const IN_MEMORY = "/dev/shm";

/** A place in which an engine runs the agent's script, with stubs for what belongs to Windows. */
export class EngineBench {
  /** For what goes in and comes out. */
  readonly folder = mkdtempSync(join(tmpdir(), "kijun-differential-"));
  readonly #work = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), "kijun-differential-"));

  /** Runs a script of test/powershell with the agent, the stubs and the registry's marker besides the given parameters. */
  run(script: string, parameters: readonly string[]): Promise<ScriptRun> {
    const [agent, stubs, registry] = ["agent.ps1", "stubs", "registry.json"].map((name) => join(this.#work, name)) as [
      string,
      string,
      string,
    ];
    const marker = randomUUID();
    const markerKey = { Marker: { kind: "String", value: marker } } as const;
    writeFileSync(registry, registryFileText({ "HKEY_LOCAL_MACHINE\\SOFTWARE\\KijunBench": markerKey }));
    writeFileSync(agent, agentScript(everyArea.map(({ id }) => id)));
    mkdirSync(stubs, { recursive: true });
    for (const file of stubFiles()) copyFileSync(file, join(stubs, basename(file)));
    const about = ["-Agent", agent, "-Stubs", stubs, "-Marker", marker];
    return runScript(join(POWERSHELL, script), [...about, ...parameters], registry, { TMPDIR: this.#work });
  }

  remove(): void {
    for (const folder of [this.folder, this.#work]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a script of test/powershell on cases, which are one a line as its answers are; or why no engine could run it. */
export async function runOnBench(
  script: string,
  cases: readonly unknown[],
): Promise<readonly unknown[] | { readonly pending: string }> {
  const bench = new EngineBench();
  try {
    const [given, answers] = ["cases.jsonl", "answers.jsonl"].map((name) => join(bench.folder, name)) as [
      string,
      string,
    ];
    writeFileSync(given, cases.map((one) => JSON.stringify(one) + "\n").join(""));
    const run = await bench.run(script, ["-Cases", given, "-Answers", answers]);
    if ("pending" in run) return run;
    const lines = readFileSync(answers, "utf8").split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as unknown);
  } finally {
    bench.remove();
  }
}

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { areaOfInput, mapEntries } from "@kijun/core";
import { fleetStatus } from "@kijun/simulator";

import { repositoryRoot } from "../conventions/repository.js";
import type { Finished } from "../end-to-end/engine-project.js";

/** Where a run works: a project, a Kijun home that no other run has, and the simulated fleet of it. */
export interface RunPlace {
  readonly folder: string;
  readonly home: string;
  readonly fleetFolder: string;
}

/** What ends a run before its time. */
export type Strike = "kill-command" | "kill-provider" | "kill-both" | "interrupt" | "interrupt-twice";

const BETWEEN_INTERRUPTS_MS = 300;
const LOOK_MS = 50;
/** The shells of a fast machine are not open for long. */
const SHELL_LOOK_MS = 5;
/** The guard of an engine takes no longer to end it. */
const INTERRUPT_LIMIT_MS = 15_000;

/** A `kijun` command at work, which a test may end at any moment. Linux only: processes are looked for in `/proc`. */
export class StruckRun {
  private readonly child: ChildProcess;
  private readonly finished: Promise<Finished>;
  private readonly descendants = new Set<number>();

  constructor(
    private readonly place: RunPlace,
    ...args: string[]
  ) {
    const cli = join(repositoryRoot, "packages/cli/bin/kijun.js");
    const environment = { ...process.env, KIJUN_HOME: place.home, KIJUN_LANG: "en" };
    this.child = spawn(process.execPath, [cli, ...args], { cwd: place.folder, env: environment });
    let stdout = "";
    let stderr = "";
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    // Not "close": what a killed command leaves behind may hold its output open.
    this.finished = once(this.child, "exit").then(() => ({ code: this.child.exitCode, stdout, stderr }));
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** How it ended, once it has. */
  end(): Promise<Finished> {
    return this.finished;
  }

  /** Waits until one of its processes has these words in its command line. False when the run ends before. */
  async reaches(...words: readonly string[]): Promise<boolean> {
    while (!this.hasEnded) {
      if (this.processWith(words) !== undefined) return true;
      await delay(LOOK_MS);
    }
    return false;
  }

  /** Waits until it has a shell open on some machine. False when the run ends before. */
  async opensShell(): Promise<boolean> {
    while (!this.hasEnded) {
      if ((await tracesOnMachines(this.place)).openShells > 0) return true;
      await delay(SHELL_LOOK_MS);
    }
    return false;
  }

  /** Asks it to end, as Ctrl-C does, and waits until nothing of it is left. */
  async interrupt(): Promise<void> {
    await this.strike("interrupt");
    await this.end();
    await this.timeUntilGone(INTERRUPT_LIMIT_MS);
  }

  /** Ends the run by force. False when it had ended, or had no provider to kill, before. */
  async strike(kind: Strike): Promise<boolean> {
    const killsProvider = kind === "kill-provider" || kind === "kill-both";
    const provider = killsProvider ? await this.provider() : undefined;
    if (this.hasEnded || (killsProvider && provider === undefined)) return false;
    for (const { pid } of this.processes()) this.descendants.add(pid);
    if (provider !== undefined) process.kill(provider, "SIGKILL");
    if (kind === "kill-command" || kind === "kill-both") this.child.kill("SIGKILL");
    else if (!killsProvider) this.child.kill("SIGINT");
    if (kind === "interrupt-twice") {
      await delay(BETWEEN_INTERRUPTS_MS);
      this.child.kill("SIGINT");
    }
    return true;
  }

  /** Milliseconds until nothing of the run is left; the command lines of what is left after the limit. */
  async timeUntilGone(limitMs: number): Promise<{ readonly ms: number; readonly left: readonly string[] }> {
    const start = Date.now();
    for (;;) {
      const left = runningProcesses().filter(
        ({ pid, args, home }) =>
          this.descendants.has(pid) || (home === this.place.home && !args.includes("fleet-process")),
      );
      const ms = Date.now() - start;
      if (left.length === 0 || ms > limitMs) return { ms, left: left.map(({ pid, args }) => `${String(pid)} ${args}`) };
      await delay(LOOK_MS);
    }
  }

  private async provider(): Promise<number | undefined> {
    const words = ["dynamic-provider"];
    return (await this.reaches(...words)) ? this.processWith(words) : undefined;
  }

  private processWith(words: readonly string[]): number | undefined {
    return this.processes().find(({ args }) => words.every((word) => args.includes(word)))?.pid;
  }

  /** The command's own descendants: while it lives, they hang together. */
  private processes(): readonly RunningProcess[] {
    const all = runningProcesses();
    const below = (pid: number): RunningProcess[] =>
      all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
    return this.child.pid === undefined ? [] : below(this.child.pid);
  }
}

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly args: string;
  /** The Kijun home in its environment. */
  readonly home: string | undefined;
}

/** `proc(5)`. A process that has ended and waits for its parent is none. */
function runningProcesses(): RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): RunningProcess[] => {
      try {
        const [, state = "", parent = ""] =
          /\) (\S) (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8").replaceAll("\n", "")) ?? [];
        if (state === "Z" || Number(name) === process.pid) return [];
        const args = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        const home = /(?:^|\0)KIJUN_HOME=([^\0]*)/.exec(readFileSync(`/proc/${name}/environ`, "utf8"))?.[1];
        return [{ pid: Number(name), parent: Number(parent), args, home }];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

/** What the machines have seen that they should not: shells that are still open, breaches of the protocol. */
export async function tracesOnMachines({
  fleetFolder,
}: RunPlace): Promise<{ openShells: number; violations: string[] }> {
  const status = await fleetStatus(fleetFolder);
  if (!status.running) throw new Error("the simulated fleet has ended");
  const openShells = status.hosts.reduce((sum, host) => sum + host.openShells, 0);
  return { openShells, violations: status.hosts.flatMap(({ violations }) => violations) };
}

/** Lock files of every stack of the home's own backend. */
export function lockFiles({ home }: RunPlace): string[] {
  return readdirSync(join(home, "state"), { recursive: true, encoding: "utf8" }).filter((name) =>
    /[\\/]locks[\\/].*\.json$/.test(name),
  );
}

interface StateFile {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly {
        readonly urn: string;
        readonly type: string;
        readonly inputs?: Readonly<Record<string, unknown>>;
      }[];
    };
  };
}

/** The inputs of every machine that the state of a stack holds, by the machine's name; areas as maps in any case. */
export function recordedInputs({ home }: RunPlace, project: string, stack: string): Readonly<Record<string, object>> {
  const path = join(home, "state", ".pulumi", "stacks", project, `${stack}.json`);
  const state = JSON.parse(readFileSync(path, "utf8")) as StateFile;
  const machines = (state.checkpoint.latest?.resources ?? []).filter(({ type }) => type.endsWith("kijun:Machine"));
  const unpacked = (input: unknown): unknown => areaOfInput(input) ?? input;
  const named = machines.map(
    ({ urn, inputs = {} }) => [urn.split("::").at(-1) ?? "", mapEntries(inputs, unpacked)] as const,
  );
  return Object.fromEntries(named.sort(([left], [right]) => (left < right ? -1 : 1)));
}

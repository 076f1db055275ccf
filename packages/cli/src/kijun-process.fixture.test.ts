import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { runInThread } from "./kijun-thread.fixture.test.js";

const KIJUN = fileURLToPath(new URL("../bin/kijun.js", import.meta.url));

/** How a command ended. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a command runs. */
export interface KijunOptions {
  readonly cwd: string;
  /** On top of an environment that says nothing about Kijun, Pulumi, languages or colours. */
  readonly env: NodeJS.ProcessEnv;
}

/** Runs the command to its end: what a process of its own does, without the half second of its start. */
export function kijun(args: readonly string[], { cwd, env }: KijunOptions): Finished {
  return runInThread(args, cwd, { ...neutral(), ...env });
}

/** Runs the command to its end as a person does, in a process of its own. */
export function kijunProcess(args: readonly string[], { cwd, env }: KijunOptions): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [KIJUN, ...args], {
    cwd,
    env: { ...neutral(), ...env },
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

/** A command that goes on, to be stopped by the test. */
export class RunningKijun {
  private readonly child: ChildProcess;
  private stdout = "";
  private stderr = "";

  constructor(args: readonly string[], { cwd, env }: KijunOptions) {
    this.child = spawn(process.execPath, [KIJUN, ...args], {
      cwd,
      env: { ...neutral(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
  }

  interrupt(): void {
    this.child.kill("SIGINT");
  }

  async finished(): Promise<Finished> {
    if (this.child.exitCode === null) await once(this.child, "close");
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}

const PERSONAL = /^(?:KIJUN_|PULUMI_|LC_|LANG$|NO_COLOR$|FORCE_COLOR$|GITHUB_ACTIONS$|GITLAB_CI$)/;

function neutral(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !PERSONAL.test(name)));
}

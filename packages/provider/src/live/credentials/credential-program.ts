import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";

/** A program that is asked for a password. */
export interface CredentialProgram {
  readonly program: string;
  /** Seen by every user of the machine: never holds a secret. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds until it is killed with everything it started. */
  readonly limitMs: number;
}

/** How it ended. Neither stream may be shown: a program may say the secret on either. */
export type ProgramEnd =
  | { readonly kind: "ended"; readonly code: number | undefined; readonly stdout: string; readonly stderr: string }
  /** `reason` is a code of the operating system such as ENOENT. */
  | { readonly kind: "not-started"; readonly reason: string }
  | { readonly kind: "too-slow" }
  | { readonly kind: "too-much" };

type Running = ChildProcessByStdio<null, Readable, Readable>;

/** A password is one line; more than this is another kind of output. */
const MOST_CHARACTERS = 64 * 1024;

/** Runs it without a shell, without input and without a terminal, and waits for its end. Never throws. */
export function runCredentialProgram(asked: CredentialProgram): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    let child: Running;
    try {
      child = start(asked);
    } catch (error) {
      // Windows refuses a script file like this, before anything runs.
      resolve({ kind: "not-started", reason: (error as NodeJS.ErrnoException).code ?? "unknown reason" });
      return;
    }
    const kill = (): void => {
      killGroup(child);
    };
    const finish = (end: ProgramEnd): void => {
      clearTimeout(limit);
      process.off("exit", kill);
      resolve(end);
    };
    const stop = (end: ProgramEnd): void => {
      kill();
      child.stdout.destroy();
      child.stderr.destroy();
      finish(end);
    };
    const limit = setTimeout(() => {
      stop({ kind: "too-slow" });
    }, asked.limitMs);
    process.on("exit", kill);
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        texts[name] += chunk;
        if (texts[name].length > MOST_CHARACTERS) stop({ kind: "too-much" });
      });
    }
    child.on("error", (error: NodeJS.ErrnoException) => {
      finish({ kind: "not-started", reason: error.code ?? "unknown reason" });
    });
    child.on("close", (code) => {
      finish({ kind: "ended", code: code ?? undefined, ...texts });
    });
  });
}

function start({ program, args, environment }: CredentialProgram): Running {
  return spawn(program, args, {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what it has started can be ended with it.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
}

function killGroup(child: Running): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

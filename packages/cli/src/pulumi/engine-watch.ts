import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

const GUARD = fileURLToPath(new URL("./engine-guard.js", import.meta.url));

/**
 * Sees to it that neither an engine nor anything it has started outlives this command, even one that is killed: a
 * process beside them holds the other end of a pipe, and ends them when the pipe breaks.
 */
export class EngineWatch {
  private readonly guard: ChildProcess;

  /** Starts the guard; to be called before the engine is started, so that it can be told of it at once. */
  constructor() {
    this.guard = spawn(process.execPath, [GUARD], {
      stdio: ["pipe", "ignore", "ignore"],
      // Whatever ends this command's process group must not end the guard.
      detached: true,
      windowsHide: true,
      env: systemVariables(),
    });
    // Without a guard a run is as good as before; only a killed command would leave its engine behind.
    this.guard.on("error", () => undefined);
    this.guard.stdin?.on("error", () => undefined);
    this.guard.unref();
  }

  watch(pid: number): void {
    this.guard.stdin?.write(`${String(pid)}\n`);
  }

  /** The engine is about to be stopped before its time. */
  stopping(): void {
    this.guard.stdin?.write("stopping\n");
  }

  /** The engine has ended. */
  release(): void {
    this.guard.stdin?.end();
  }
}

/** It needs nothing, least of all what the person has in the environment; Windows starts no process without these. */
function systemVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(?:systemroot|windir|path)$/i.test(name)));
}

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

import { KijunError } from "@kijun/core";

import { invocationOf } from "../command-processor.js";
import type { Engine } from "../engine/find-engine.js";
import type { Interval } from "../run/timing.js";
import { EngineOutput } from "./engine-output.js";
import { EngineWatch } from "./engine-watch.js";

/** One command of the engine. */
export interface EngineCommand {
  readonly engine: Engine;
  readonly args: readonly string[];
  /** Folder of the project. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /**
   * Folder for all that it prints. Into a pipe that broke because this command was killed it could not even say that it
   * is stopping: it would end there and leave the stack locked.
   */
  readonly outputFolder?: string;
  /** Told the number of the engine's process as soon as there is one. */
  readonly onStart?: (pid: number) => void;
}

/** How a command of the engine ended. */
export interface EngineExit {
  /** Undefined when it was killed. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** The person asked it to stop. */
  readonly interrupted: boolean;
  readonly life: Interval;
}

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs the engine to its end without a terminal. The first Ctrl-C asks it to stop, so that it finishes what is on its
 * way and frees the stack; the second one kills it. A command that is itself killed takes the engine with it. Errors:
 * ENGINE_FAILED when it cannot be started.
 */
export async function runEngine(command: EngineCommand): Promise<EngineExit> {
  const start = Date.now();
  const watch = new EngineWatch();
  const output = new EngineOutput(command.outputFolder);
  const child = startEngine(command, output);
  child.once("exit", () => {
    watch.release();
  });
  if (child.pid === undefined) watch.release();
  else {
    watch.watch(child.pid);
    command.onStart?.(child.pid);
  }
  const stop = new StopOnSignals(child, watch);
  try {
    const [text] = await Promise.all([output.read(child), once(child, "close")]);
    return {
      code: child.exitCode ?? undefined,
      ...(text ?? output.written()),
      interrupted: stop.asked,
      life: { start, end: Date.now() },
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KijunError("ENGINE_FAILED", `${command.engine.command} could not be started: ${reason}`, {
      hint: "Run `pulumi version` with the same user; mend or reinstall the engine if that fails too.",
      cause,
    });
  } finally {
    stop.release();
    output.close();
  }
}

function startEngine({ engine, args, folder, environment }: EngineCommand, output: EngineOutput): ChildProcess {
  const { file, args: words, verbatim } = invocationOf(engine.command, args, environment);
  return spawn(file, words, {
    cwd: folder,
    env: environment,
    stdio: ["ignore", ...output.streams],
    // In a group of its own the engine gets only the signals that are meant for it: two at once would make it abort.
    detached: process.platform !== "win32",
    windowsHide: true,
    windowsVerbatimArguments: verbatim,
  });
}

/** Hands the signals that end a command on to the engine, so that it ends first. */
class StopOnSignals {
  private count = 0;

  constructor(
    private readonly child: ChildProcess,
    private readonly watch: EngineWatch,
  ) {
    for (const signal of STOP_SIGNALS) process.on(signal, this.stop);
  }

  get asked(): boolean {
    return this.count > 0;
  }

  release(): void {
    for (const signal of STOP_SIGNALS) process.off(signal, this.stop);
  }

  private readonly stop = (): void => {
    this.count++;
    this.watch.stopping();
    if (this.count > 1) this.child.kill("SIGKILL");
    // The Windows console tells the engine itself; a signal from here would kill it at once.
    else if (process.platform !== "win32") this.child.kill("SIGINT");
  };
}

import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";

import type { HostProcess } from "../winrm-server/server-options.js";

export interface PowerShellProcessOptions {
  /** Path of a PowerShell engine that takes the switches of Windows PowerShell. */
  readonly engine: string;
  /** As the shell was told; its first word, the program, is replaced by the engine. */
  readonly commandLine: string;
  /** All that the engine sees of an environment. */
  readonly environment: Readonly<Record<string, string>>;
}

const NOT_STARTED = 1;

/** The real PowerShell behind pipes: the bootstrap and the agent's script run as they stand, whatever the models say. */
export class PowerShellProcess implements HostProcess {
  readonly #child: ChildProcessWithoutNullStreams;

  constructor({ engine, commandLine, environment }: PowerShellProcessOptions) {
    const [, ...words] = commandLine.trim().split(/\s+/);
    this.#child = spawn(engine, words, { env: environment });
    // The engine may end before it has read everything; its exit code tells, the broken pipe adds nothing.
    this.#child.stdin.on("error", () => undefined);
  }

  write(chunk: Uint8Array): void {
    this.#child.stdin.write(chunk);
  }

  endInput(): void {
    this.#child.stdin.end();
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  onOutput(listener: (stream: "stdout" | "stderr", chunk: Uint8Array) => void): void {
    this.#child.stdout.on("data", (chunk: Buffer) => {
      listener("stdout", chunk);
    });
    this.#child.stderr.on("data", (chunk: Buffer) => {
      listener("stderr", chunk);
    });
  }

  /** An engine that cannot be started, and one that was killed, exit with 1. */
  onExit(listener: (exitCode: number) => void): void {
    let ended = false;
    const end = (exitCode: number | null): void => {
      if (ended) return;
      ended = true;
      listener(exitCode ?? NOT_STARTED);
    };
    this.#child.on("error", () => {
      end(NOT_STARTED);
    });
    this.#child.on("close", end);
  }
}

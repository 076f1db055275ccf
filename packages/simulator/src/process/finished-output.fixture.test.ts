import type { HostProcess } from "../winrm-server/server-options.js";

/** All that a process wrote until it ended. */
export interface FinishedOutput {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exitCode: number;
}

/** Listens to a process that was just started, as a shell does, until it ends. */
export function finishedOutput(process: HostProcess): Promise<FinishedOutput> {
  const chunks: Record<"stdout" | "stderr", Uint8Array[]> = { stdout: [], stderr: [] };
  process.onOutput((stream, chunk) => chunks[stream].push(chunk));
  return new Promise((resolve) => {
    process.onExit((exitCode) => {
      resolve({ stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr), exitCode });
    });
  });
}

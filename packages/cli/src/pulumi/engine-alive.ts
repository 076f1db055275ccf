import { readFileSync } from "node:fs";

/** Whether a process exists, also one of another user. One that has ended and that nobody asked after does not. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return status(pid)?.state !== "Z";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Whether a process exists and may be the engine. Numbers of processes are given out again: where the system tells the
 * name without starting a program (Linux), another program is none.
 */
export function isEngineAlive(pid: number): boolean {
  return isProcessAlive(pid) && (status(pid)?.name.startsWith("pulumi") ?? true);
}

/** `proc(5)`; undefined on systems without it. */
function status(pid: number): { readonly name: string; readonly state: string } | undefined {
  try {
    const [, name = "", state = ""] = /\((.*)\) (\S)/s.exec(readFileSync(`/proc/${String(pid)}/stat`, "utf8")) ?? [];
    return { name, state };
  } catch {
    return undefined;
  }
}

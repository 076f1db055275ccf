import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";

import { backendFolder } from "../pulumi/engine-environment.js";
import { isProcessAlive } from "../pulumi/engine-alive.js";
import { stackFileName } from "../pulumi/engine-stack.js";
import { runEngine } from "../pulumi/run-engine.js";
import { deadLocks, lockText, stackLocks } from "../pulumi/stack-lock.js";
import type { StackLock } from "../pulumi/stack-lock.js";
import type { FleetRun } from "./fleet-run.js";

/**
 * Clears what a killed run left of its lock on the stack, and says so. Locks of other backends are the engine's own
 * affair. Errors: STACK_LOCKED when another run is at work, or one on another computer may be; ENGINE_FAILED.
 */
export async function freeStack(run: FleetRun): Promise<void> {
  const backend = backendFolder(run.environment);
  if (backend === undefined) return;
  const stack = { backend, project: run.project.name, stack: stackFileName(run.stack) };
  const dead = await deadLocks(stack, (pid) => isEnding(run.session.home, pid));
  if (dead.length === 0) return;
  const { output } = run.session;
  for (const lock of dead) output.note(output.text(clearedText(run.stack, lock)));
  const exit = await runEngine({
    ...run.engineCommand,
    args: ["cancel", "--yes", "--stack", run.stack, "--non-interactive"],
  });
  // Another run may have cleared it in the same moment.
  if (exit.code === 0 || stackLocks(stack).length === 0) return;
  throw new KijunError("ENGINE_FAILED", `the lock could not be cleared:\n${exit.stderr.trim()}`, {
    hint: `Clear it yourself: pulumi cancel --yes --stack ${run.stack}`,
  });
}

/** File of a phase's folder with the number of its engine's process. */
export const ENGINE_PID_FILE = "engine.pid";

/** Whether an engine was started by a command that is gone: its guard is ending it at this moment. */
function isEnding(home: string, enginePid: number): boolean {
  const runs = join(home, "runs");
  if (!existsSync(runs)) return false;
  const started = readdirSync(runs).find((id) => enginePids(join(runs, id)).includes(enginePid));
  return started !== undefined && !isProcessAlive(Number(started.split("-").at(-1)));
}

function enginePids(runFolder: string): number[] {
  return readdirSync(runFolder)
    .map((phase) => join(runFolder, phase, ENGINE_PID_FILE))
    .filter((path) => existsSync(path))
    .map((path) => Number(readFileSync(path, "utf8")));
}

function clearedText(stack: string, lock: StackLock): { ja: string; en: string } {
  return {
    ja: `スタック ${stack} のロックは、終了済みのプロセスのものでした（プロセス ${String(lock.pid)}、${lock.timestamp.replace(/\.\d+/, "")}）。解除します。`,
    en: `the stack ${stack} was left locked by ${lockText(lock)}, which is gone; clearing the lock`,
  };
}

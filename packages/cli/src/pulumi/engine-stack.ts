import { KijunError } from "@kijun/core";

import { backendFolder } from "./engine-environment.js";
import { engineVerdict } from "./engine-verdict.js";
import { runEngine } from "./run-engine.js";
import type { EngineCommand } from "./run-engine.js";
import { checkState, hasState } from "./state-file.js";

/**
 * Makes sure that a stack exists and that its state can be trusted. A state on file is looked at without the engine.
 * Errors: STATE_CORRUPTED; those of the engine when it cannot make the stack.
 */
export async function ensureStack(command: Omit<EngineCommand, "args">, project: string, stack: string): Promise<void> {
  const backend = backendFolder(command.environment);
  if (backend !== undefined) {
    const file = { backend, project, stack: stackFileName(stack) };
    checkState(file);
    if (hasState(file)) return;
  }
  const exit = await runEngine({
    ...command,
    args: ["stack", "select", stack, "--create", "--non-interactive", "--color", "never"],
  });
  const { error, causes } = engineVerdict(exit, { messages: [], violations: [], joining: [], leaving: [] }, { stack });
  if (error !== undefined) throw error;
  if (causes.length > 0)
    throw new KijunError("ENGINE_FAILED", `the stack ${stack} was not made`, { hint: "Run the command again." });
}

/** The name by which files of a stack go: the last part of `organization/project/stack`. */
export function stackFileName(stack: string): string {
  return stack.split("/").at(-1) ?? stack;
}

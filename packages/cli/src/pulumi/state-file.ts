import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { z } from "zod";

/** What every state file of the engine has; one of a stack that was never updated has no `latest`. */
const stateSchema = z.object({
  version: z.number(),
  checkpoint: z.object({
    stack: z.string(),
    latest: z.object({ resources: z.array(z.unknown()).nullish() }).nullish(),
  }),
});

/** A stack whose state is kept on file by the engine. */
export interface FileStack {
  /** Folder of the backend. */
  readonly backend: string;
  readonly project: string;
  readonly stack: string;
}

/** Whether the backend knows the stack. */
export function hasState(stack: FileStack): boolean {
  return existsSync(statePath(stack));
}

/**
 * Checks that a state file is one. The engine takes any other JSON object for an empty state and would create every
 * machine anew. Errors: STATE_CORRUPTED.
 */
export function checkState(stack: FileStack): void {
  const path = statePath(stack);
  if (!existsSync(path)) return;
  const problem = stateProblem(readFileSync(path, "utf8"));
  if (problem === undefined) return;
  const backup = newestBackup(stack);
  const restore =
    backup === undefined ? "Restore it from a backup of your own" : `Keep a copy of it and put ${backup} in its place`;
  throw new KijunError("STATE_CORRUPTED", `the state file ${path} ${problem}; nothing was read or changed`, {
    hint: `${restore}; \`pulumi stack export --stack ${stack.stack}\` then shows whether it is whole. No machine is touched by this.`,
  });
}

function stateProblem(text: string): string | undefined {
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    return text.trim() === "" ? "is empty" : "is not valid JSON, it was probably cut off while it was written";
  }
  return stateSchema.safeParse(state).success ? undefined : "holds no Pulumi state";
}

/** The engine keeps a copy of the state beside each update: `<stack>.<nanoseconds>.json`. */
function newestBackup({ backend, project, stack }: FileStack): string | undefined {
  const folder = join(backend, ".pulumi", "backups", project, stack);
  if (!existsSync(folder)) return undefined;
  const whole = (name: string): boolean =>
    name.endsWith(".json") && stateProblem(readFileSync(join(folder, name), "utf8")) === undefined;
  const name = readdirSync(folder).sort().findLast(whole);
  return name === undefined ? undefined : join(folder, name);
}

function statePath({ backend, project, stack }: FileStack): string {
  return join(backend, ".pulumi", "stacks", project, `${stack}.json`);
}

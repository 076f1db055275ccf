import { setTimeout as delay } from "node:timers/promises";

import { forgetShell } from "../run/shell-records.js";
import type { ShellRecord } from "../run/shell-records.js";
import { provenClient } from "./machine-client.js";

/** A machine that was opening a shell when its client died knows the shell only a little later. */
const STILL_OPENING_MS = 1_500;

/**
 * Deletes shells that processes which are gone have left on machines, and answers how many there were. Each is tried once,
 * and only with a password that is known to be right: a shell ends by its idle limit too, and is worth no failed logon.
 */
export async function deleteLeftShells(shells: readonly ShellRecord[], signal: AbortSignal): Promise<number> {
  const deleted = await Promise.all(
    shells.map((shell) =>
      deleteShell(shell, signal)
        .catch(() => false)
        .finally(() => {
          forgetShell(shell);
        }),
    ),
  );
  return deleted.filter(Boolean).length;
}

async function deleteShell(shell: ShellRecord, signal: AbortSignal): Promise<boolean> {
  const client = await provenClient(shell, signal);
  if (client === undefined) return false;
  try {
    if (await client.deleteShell(shell.shellId)) return true;
    await delay(STILL_OPENING_MS, undefined, { signal });
    return await client.deleteShell(shell.shellId);
  } finally {
    await client.close();
  }
}

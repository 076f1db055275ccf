import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cancelled } from "../winrm-error.js";
import { isSystemError, LatchFolder } from "./latch-folder.js";

/** Longer than any logon may take; a claim older than this is a leaving, even if its process number is in use again. */
const CLAIM_LIMIT_MS = 120_000;
const SHORTEST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 60;

/** Process numbers mean something on one machine (and in one container) only. */
const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

/**
 * Waits until no other process is proving the credential of this id, and claims the turn. Released by the returned function;
 * a claim of a process that was killed counts no more.
 *
 * A claim is a file of its own name, which tells its process: announce it, then look for others, and withdraw when there is
 * one. Who comes second always sees the first, and a dead claim can be removed by anybody without hitting a live one.
 *
 * @throws WinRMError WINRM_CANCELLED
 */
export async function takeProofTurn(path: string, id: string, signal?: AbortSignal): Promise<() => void> {
  const folder = new LatchFolder(path);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  clearOnce(folder);
  for (;;) {
    if (signal?.aborted === true) throw cancelled(signal);
    if (!hasOthers(folder, id)) {
      const own = `${id}.${HOST}.${process.pid}.${randomBytes(6).toString("hex")}`;
      writeFileSync(join(path, own), "", { mode: 0o600, flag: "wx" });
      const release = (): void => {
        folder.remove(own);
      };
      if (!hasOthers(folder, id, own)) return release;
      release();
    }
    await pause(signal);
  }
}

const cleared = new Set<string>();

/** Clears claims away, once per process, that killed processes left on credentials which are not used any more. */
function clearOnce(folder: LatchFolder): void {
  if (cleared.has(folder.path)) return;
  hasOthers(folder, "");
  cleared.add(folder.path);
}

/** Claims of live processes on a credential, but for one's own. Dead claims are removed on the way. */
function hasOthers(folder: LatchFolder, id: string, own?: string): boolean {
  let others = false;
  for (const name of readdirSync(folder.path)) {
    // Hundreds of machines are proven at once; only the own credential's claims are looked at.
    if (name === own || !name.startsWith(id)) continue;
    if (isLive(join(folder.path, name), name)) others = true;
    else folder.remove(name);
  }
  return others;
}

function isLive(path: string, name: string): boolean {
  const [, host, pid] = name.split(".");
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (written === undefined || Date.now() - written > CLAIM_LIMIT_MS) return false;
  return host !== HOST || isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return !isSystemError(error, "ESRCH");
  }
}

/** Of random length, so that two who withdrew for each other do not meet again. */
async function pause(signal: AbortSignal | undefined): Promise<void> {
  const milliseconds = SHORTEST_PAUSE_MS + Math.random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS);
  try {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw cancelled(signal);
  }
}

/**
 * The process that `engine-watch.ts` starts beside an engine. Each line of its input says something of the engine, and
 * the end of its input that the command is gone, whichever way: a killed command leaves its engine at work otherwise,
 * with the stack locked and shells open on the machines. And an engine that is ended before its time may leave behind
 * what it was just starting, which then waits for ever to be called.
 */
import { setTimeout as delay } from "node:timers/promises";

import { isProcessAlive } from "./engine-alive.js";
import { startedBy } from "./process-tree.js";

/** How long the engine's companions may close shells on machines, and then the engine save its state. */
const COMPANIONS_GRACE_MS = 4_500;
const ENGINE_GRACE_MS = 3_500;
const LOOK_MS = 100;

let engine: number | undefined;
const companions = new Set<number>();

process.stdin.setEncoding("utf8");
let unread = "";
process.stdin.on("data", (text: string) => {
  const lines = (unread + text).split("\n");
  unread = lines.pop() ?? "";
  for (const line of lines) {
    if (line === "stopping") noteCompanions();
    else engine = Number(line);
  }
});
// Where the command was killed, Windows reports a broken pipe rather than its end.
process.stdin.once("error", () => void finish());
process.stdin.once("end", () => void finish());
// A terminal tells everything that runs in it to stop; the guard has to outlive the command.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

async function finish(): Promise<void> {
  if (engine !== undefined) {
    noteCompanions();
    if (isProcessAlive(engine)) await endEngine(engine);
    noteCompanions();
    await endCompanions();
  }
  process.exit();
}

/**
 * An engine that is asked to stop kills its companions after one second, which is too short for a provider to close the
 * shells of a whole fleet. So it is halted until they have ended; then it frees the stack.
 */
async function endEngine(pid: number): Promise<void> {
  // Windows can neither halt a process nor ask one of another console to stop.
  if (process.platform === "win32") {
    tell(pid, "SIGKILL");
    return;
  }
  tell(pid, "SIGSTOP");
  noteCompanions();
  await ended([...companions], "SIGTERM", COMPANIONS_GRACE_MS);
  tell(pid, "SIGINT");
  tell(pid, "SIGCONT");
  await ended([pid], undefined, ENGINE_GRACE_MS);
  if (isProcessAlive(pid)) tell(pid, "SIGKILL");
}

/** They have lost the engine and end by themselves, but for those that nobody has called yet. */
async function endCompanions(): Promise<void> {
  const left = [...companions].filter(isProcessAlive);
  // On Windows a signal ends a process at once, so there it comes last.
  await ended(left, process.platform === "win32" ? undefined : "SIGTERM", COMPANIONS_GRACE_MS);
  for (const pid of left.filter(isProcessAlive)) tell(pid, "SIGKILL");
}

function noteCompanions(): void {
  if (engine !== undefined) for (const pid of startedBy(engine)) companions.add(pid);
}

/** Asks processes to end and waits until they have, or the time is over. */
async function ended(pids: readonly number[], signal: NodeJS.Signals | undefined, limitMs: number): Promise<void> {
  if (signal !== undefined) for (const pid of pids) tell(pid, signal);
  const deadline = Date.now() + limitMs;
  while (pids.some(isProcessAlive) && Date.now() < deadline) await delay(LOOK_MS);
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in this moment.
  }
}

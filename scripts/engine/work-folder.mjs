/**
 * A place to build an engine in, beside the place where it will lie, so that the last step is one rename: an engine is
 * there completely or not at all, however many runs there are and whenever they are killed.
 */
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const PREFIX = ".getting";
const HEARTBEAT_MS = 5_000;
/** A machine that sleeps or swaps can miss many heartbeats, so silence alone proves nothing before this. */
const SILENCE_MS = 60_000;
/** On Windows a virus scanner holds new executables open for a moment. */
const RENAME_TRIES = 10;
const RENAME_PAUSE_MS = 500;

/** A home folder can be shared between machines, where a process id alone means nothing. */
const THIS_MACHINE = hostname().replaceAll(/[^\w.-]/gu, "_");

/**
 * @template T
 * @param {string} versionsDirectory
 * @param {(folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withWorkFolder(versionsDirectory, work) {
  await mkdir(versionsDirectory, { recursive: true });
  const folder = await mkdtemp(join(versionsDirectory, `${PREFIX}+${THIS_MACHINE}+${String(process.pid)}+`));
  const heartbeat = setInterval(() => void utimes(folder, new Date(), new Date()).catch(() => undefined), HEARTBEAT_MS);
  try {
    return await work(folder);
  } finally {
    clearInterval(heartbeat);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Moves a finished engine to its place. What lies there already is kept if it can be used, because another run may have
 * been faster; otherwise it goes away with the work folder.
 * @param {string} finished
 * @param {string} target
 * @param {string} workFolder
 * @param {() => Promise<boolean>} targetIsUsable
 */
export async function publish(finished, target, workFolder, targetIsUsable) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(finished, target);
    } catch (error) {
      if (await targetIsUsable()) return undefined;
      if (attempt === RENAME_TRIES) throw error;
      await rename(target, join(workFolder, `replaced-${String(attempt)}`)).catch(() => delay(RENAME_PAUSE_MS));
    }
  }
}

/** @typedef {{ folder: string, machine: string, pid: number, silentMs: number }} OtherRun */

/**
 * @param {string} versionsDirectory
 * @returns {Promise<OtherRun[]>}
 */
async function otherRuns(versionsDirectory) {
  const names = await readdir(versionsDirectory).catch(() => []);
  const runs = names.map(async (name) => {
    const [prefix, machine = "", pid] = name.split("+");
    const folder = join(versionsDirectory, name);
    const info = prefix === PREFIX ? await stat(folder).catch(() => undefined) : undefined;
    return info && { folder, machine, pid: Number(pid), silentMs: Date.now() - info.mtimeMs };
  });
  return (await Promise.all(runs)).filter((run) => run !== undefined);
}

/** @param {number} pid */
function processExists(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // "May not be signalled" is said of a process that exists.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * The run, if any, that is getting an engine into this folder now.
 * @param {string} versionsDirectory
 */
export async function runInProgress(versionsDirectory) {
  const runs = await otherRuns(versionsDirectory);
  return runs.find(
    ({ machine, pid, silentMs }) => silentMs < SILENCE_MS && (machine !== THIS_MACHINE || processExists(pid)),
  );
}

/**
 * Removes the folders of runs that were killed: of this machine, with no such process, and silent. Two containers can
 * share a name and a home, so the missing process is not proof enough.
 * @param {string} versionsDirectory
 */
export async function removeDeadWorkFolders(versionsDirectory) {
  for (const { folder, machine, pid, silentMs } of await otherRuns(versionsDirectory)) {
    const isDead = machine === THIS_MACHINE && silentMs > SILENCE_MS && !processExists(pid);
    if (isDead) await rm(folder, { recursive: true, force: true });
  }
}

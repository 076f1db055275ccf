import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Runs that stay on disk, so that the last ones can be looked into. */
const KEPT_RUNS = 20;

/** Where one run of the command leaves its files. */
export interface RunFolder {
  /** Names the run in its record: `20260114T103200Z-4711`, and with `_2` a second one of the same process and second. */
  readonly id: string;
  readonly path: string;
}

/** Makes a folder of its own for a run, and removes all but the last runs. Ids sort by time. */
export function createRunFolder(home: string, now = new Date(), pid = process.pid): RunFolder {
  const runs = join(home, "runs");
  const first = `${now.toISOString().replace(/[-:]|\.\d+/g, "")}-${String(pid)}`;
  let id = first;
  for (let count = 2; existsSync(join(runs, id)); count++) id = `${first}_${String(count)}`;
  const path = join(runs, id);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  for (const old of readdirSync(runs).sort().slice(0, -KEPT_RUNS))
    rmSync(join(runs, old), { recursive: true, force: true });
  return { id, path };
}

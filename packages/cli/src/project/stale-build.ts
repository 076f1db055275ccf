import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { KijunError } from "@kijun/core";

import { packageFolder } from "./package-folder.js";
import type { Project } from "./project.js";

/**
 * Refuses a compiled module whose package has a source that was changed after it was built: what runs would say something
 * else than what a person reads. A package without sources beside it, as it is installed, is as it was published. Errors:
 * BASELINE_NOT_BUILT.
 */
export function refuseStaleBuild(module: string): void {
  const folder = packageFolder(module);
  if (folder === undefined) return;
  const [sources, built] = [join(folder, "src"), join(folder, "dist")];
  if (!existsSync(sources) || !existsSync(built)) return;
  // The compiler leaves outputs alone that would be the same, but always notes that it has looked.
  const looked = timeOf(join(built, ".tsbuildinfo"));
  const stale = readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.d|\.test)\.ts$/.test(name))
    .find((name) => timeOf(join(sources, name)) > Math.max(looked, timeOf(join(built, name.replace(/\.ts$/, ".js")))));
  if (stale === undefined) return;
  throw new KijunError("BASELINE_NOT_BUILT", `${join(sources, stale)} was changed after it was built`, {
    hint: "Build it (npm run build), then run the command again; nothing was read or changed.",
  });
}

/** The same for the program of a project and for the baseline that it names. Errors: BASELINE_NOT_BUILT. */
export function refuseStaleProgram({ folder, baseline }: Project): void {
  const manifest = join(folder, "package.json");
  refuseStaleBuild(manifest);
  if (baseline === undefined) return;
  let module: string;
  try {
    module = createRequire(manifest).resolve(baseline);
  } catch {
    // The program says better what it cannot load.
    return;
  }
  refuseStaleBuild(module);
}

/** When a file was last written, in milliseconds; 0 where there is none. */
function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { KijunError } from "@kijun/core";
import type { BaselineFleet } from "@kijun/provider/fleet";

import type { Project } from "./project.js";
import { refuseStaleBuild } from "./stale-build.js";

/**
 * The fleet that a project's baseline module exports, resolved as the project itself would import it. Its contents are
 * judged when it is compiled. Errors: PROJECT_MISSING, BASELINE_INVALID, BASELINE_NOT_BUILT.
 */
export async function loadBaseline(project: Project): Promise<BaselineFleet> {
  const { baseline, folder } = project;
  const manifest = join(folder, "package.json");
  if (baseline === undefined) {
    throw new KijunError("PROJECT_MISSING", `${manifest} names no baseline to simulate`, {
      hint: 'Add "kijun": { "baseline": "<module that exports fleet>" } to it.',
    });
  }
  const loaded = await importFrom(manifest, baseline);
  const fleet: unknown = typeof loaded === "object" && loaded !== null ? Reflect.get(loaded, "fleet") : undefined;
  if (isFleet(fleet)) return fleet;
  throw new KijunError("BASELINE_INVALID", `the baseline ${baseline} of ${manifest} exports no fleet`, {
    hint: 'Export it by the name "fleet", with its sites, classes, hosts and connection.',
  });
}

/** Loads a module as the project itself would. Errors: BASELINE_INVALID, BASELINE_NOT_BUILT. */
export async function importFrom(manifest: string, specifier: string): Promise<unknown> {
  try {
    const module = createRequire(manifest).resolve(specifier);
    refuseStaleBuild(module);
    return await import(pathToFileURL(module).href);
  } catch (cause) {
    if (cause instanceof KijunError) throw cause;
    const reason = cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause);
    throw new KijunError(
      "BASELINE_INVALID",
      `the module ${specifier} of ${manifest} cannot be loaded: ${reason ?? ""}`,
      {
        hint: "Build it (npm run build), or correct the name in package.json.",
        cause,
      },
    );
  }
}

/** Baselines may be written in JavaScript, so the outline is checked before its parts are relied on. */
function isFleet(value: unknown): value is BaselineFleet {
  if (typeof value !== "object" || value === null) return false;
  const lists = ["sites", "classes", "hosts"].every((name) => Array.isArray(Reflect.get(value, name)));
  const connection: unknown = Reflect.get(value, "connection");
  return (
    lists && typeof Reflect.get(value, "source") === "string" && typeof connection === "object" && connection !== null
  );
}

import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

import { repositoryRoot } from "../conventions/repository.js";

const TOOLS = join(repositoryRoot, "../shared/tools/powershell");
const EMULATED_REGISTRY_MISSING = 3;

/** PowerShell engines in the order in which they are tried: KIJUN_PWSH alone, else PATH, else beside the repository. */
export function engineCandidates(environment: NodeJS.ProcessEnv = process.env): string[] {
  const named = environment["KIJUN_PWSH"];
  if (named !== undefined && named !== "") return [named];
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = folders.flatMap((folder) => [join(folder, "pwsh"), join(folder, "powershell.exe")]);
  return [...onPath, join(TOOLS, "pwsh")].filter(isExecutable);
}

/** The checker of Windows PowerShell 5.1's limits: KIJUN_PWSH_LINT51, else beside the repository; undefined without one. */
export function lintCommand(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment["KIJUN_PWSH_LINT51"];
  return [named ?? "", join(TOOLS, "pwsh-lint51")].find((path) => path !== "" && isExecutable(path));
}

/** What running a script gave: its end, or why no engine could run it. */
export type ScriptRun = { readonly engine: string } | { readonly pending: string };

/**
 * Runs a script on the first engine that has an emulated registry, which the script tells by its exit code. Rejects
 * when an engine has one and the script fails on it.
 */
export async function runScript(
  script: string,
  parameters: readonly string[],
  registryFile: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<ScriptRun> {
  const unfit: string[] = [];
  for (const engine of engineCandidates()) {
    const args = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script, ...parameters];
    const env = { ...process.env, ...variables, BENCH_REGISTRY: registryFile };
    try {
      await promisify(execFile)(engine, args, { env, maxBuffer: 64 * 1024 * 1024 });
      return { engine };
    } catch (error) {
      if (exitCode(error) !== EMULATED_REGISTRY_MISSING) throw error;
      unfit.push(engine);
    }
  }
  const reason =
    unfit.length === 0 ? "no PowerShell engine (KIJUN_PWSH, PATH)" : `no emulated registry in ${unfit.join(", ")}`;
  return { pending: reason };
}

function exitCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/** The version that Kijun is built and tested with, and the oldest one it accepts. */
export const ENGINE_VERSION = "3.248.0";

/** What the engine starts beside itself: the host for programs and packs, the launcher of dynamic providers. */
export const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;

/** The folder that engines are kept in, by version. Pulumi's own variable rules, so that both mean the same place. */
export function engineHome(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env["PULUMI_HOME"] || join(homedir(), ".kijun", "pulumi"));
}

/** Where the pinned engine lies, or would lie. The layout is the one that Pulumi's own installers use. */
export function engineBinDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(engineHome(env), "versions", ENGINE_VERSION, "bin");
}

/** The folders that a command is searched in, in order. */
export function pathDirectories(env: NodeJS.ProcessEnv = process.env): string[] {
  return (env[pathVariable(env)] ?? "").split(delimiter).filter((directory) => directory !== "");
}

/** What a process needs in its environment so that the engine in this folder, and its companions, come first. */
export function engineEnvironment(
  engine: { readonly binDirectory: string },
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const others = pathDirectories(env).filter((directory) => !NPM_FOLDER.test(directory));
  return { [pathVariable(env)]: [engine.binDirectory, ...others].join(delimiter) };
}

/**
 * What npx and npm put on the path of their children: one such folder for every folder above, some of which anybody may
 * create. They must not stay on the path of a shell that took our environment over.
 */
const NPM_FOLDER = /[\\/]node_modules[\\/]\.bin$|[\\/]node-gyp-bin$/;

/**
 * Windows spells the variable "Path". There a plain object with both spellings gives the child either of them, so the
 * spelling that is already there must be kept.
 */
function pathVariable(env: NodeJS.ProcessEnv): string {
  return Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
}

/** The first file of that command name which may be executed. */
export function locateExecutable(
  name: string,
  directories: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  return directories
    .flatMap((directory) => executableSuffixes(platform).map((suffix) => join(directory, name + suffix)))
    .find((file) => isExecutable(file, platform));
}

/** The endings, in the order in which the engine itself tries them. */
function executableSuffixes(platform: NodeJS.Platform): readonly string[] {
  return platform === "win32" ? [".exe", ".cmd"] : [""];
}

function isExecutable(file: string, platform: NodeJS.Platform): boolean {
  try {
    // Windows has no permission to execute; the ending decides there.
    accessSync(file, platform === "win32" ? constants.F_OK : constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

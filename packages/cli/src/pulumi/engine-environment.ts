import { mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

import { engineEnvironment, engineHome } from "../engine/find-engine.js";
import type { Engine } from "../engine/find-engine.js";
import { ensurePassphraseFile, hasOwnPassphrase } from "./passphrase-file.js";
import type { StackFiles } from "./passphrase-file.js";

/** Where the simulated fleet answers, and the day it was made for (`YYYY-MM-DD`). */
export interface FleetEnvironment {
  readonly routes: string;
  readonly credentials: string;
  readonly asOf: string;
}

/** What decides the environment of the engine. */
export interface EngineSetting {
  readonly engine: Engine;
  /** The Kijun home. */
  readonly home: string;
  /** What will be opened, where that is known. */
  readonly stacks: StackFiles | undefined;
  /** The simulated fleet, while it runs. */
  readonly fleet: FleetEnvironment | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * How the engine treats a fleet. With the program run during a refresh every difference shows as live => desired; the
 * provider has its own bound for machines at once; checkpoints are written once, because a setting that was applied is
 * found again by reading; one failed machine stops no other.
 */
const FLEET_OPERATION = {
  PULUMI_RUN_PROGRAM: "true",
  PULUMI_PARALLEL: "2147483647",
  PULUMI_PARALLEL_DIFF: "true",
  PULUMI_SKIP_CHECKPOINTS: "true",
  PULUMI_CONTINUE_ON_ERROR: "true",
} as const;

/** How far the engine's memory may grow before it is tidied up, in percent: 100 MiB less at 1,000 machines for 0.5 s. */
const ENGINE_MEMORY = "50";

/** Nothing is asked of the vendor's servers. */
const CLOSED_NETWORK = {
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
} as const;

/**
 * The variables that plain `pulumi` needs; makes the state folder and the passphrase file on first use. A backend or a
 * passphrase of the person's own is kept. Holds no secret, so it may be printed. Errors: PASSPHRASE_MISSING.
 */
export function engineVariables(setting: EngineSetting): Record<string, string> {
  const { engine, home, fleet, environment } = setting;
  return {
    ...engineEnvironment(engine, withoutLeading(engine.binDirectory, environment)),
    PULUMI_HOME: resolve(engineHome(environment)),
    ...backend(home, environment),
    ...passphrase(setting),
    ...FLEET_OPERATION,
    ...CLOSED_NETWORK,
    GOGC: environment["GOGC"] ?? ENGINE_MEMORY,
    KIJUN_HOME: home,
    ...(fleet === undefined
      ? {}
      : { KIJUN_ROUTES: fleet.routes, KIJUN_CREDENTIALS: fleet.credentials, KIJUN_AS_OF: fleet.asOf }),
  };
}

/** Where states are kept unless the person says otherwise. */
export function stateFolder(home: string): string {
  return join(home, "state");
}

/** The folder of a file backend; undefined for every other kind, and for paths from a person's home (`file://~`). */
export function backendFolder(variables: NodeJS.ProcessEnv): string | undefined {
  const path = /^file:\/\/([^~?][^?]*)/.exec(variables["PULUMI_BACKEND_URL"] ?? "")?.[1];
  return path === undefined ? undefined : resolve(path.replace(/%(?:25|3F|23)/gi, decodeURIComponent));
}

function backend(home: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  const own = environment["PULUMI_BACKEND_URL"];
  // Other kinds of backends may carry a password in their URL; who set such a one has it in the environment already.
  if (own !== undefined && own !== "") return own.startsWith("file://") ? { PULUMI_BACKEND_URL: own } : {};
  const folder = stateFolder(home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { PULUMI_BACKEND_URL: fileUrl(folder) };
}

/** Pulumi's own form: on Windows `file://C:/…`, where the third slash of a proper URL would make it a path on no drive. */
function fileUrl(folder: string): string {
  return `file://${folder.replaceAll("\\", "/").replace(/[%?#]/g, encodeURIComponent)}`;
}

function passphrase({ home, stacks, environment }: EngineSetting): Record<string, string> {
  if (hasOwnPassphrase(environment)) return {};
  return { PULUMI_CONFIG_PASSPHRASE_FILE: ensurePassphraseFile(home, stacks) };
}

/** An environment that was loaded before has the engine in front already. */
function withoutLeading(directory: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const name = Object.keys(environment).find((candidate) => candidate.toUpperCase() === "PATH");
  const path = name === undefined ? undefined : environment[name];
  if (name === undefined || path?.startsWith(directory + delimiter) !== true) return environment;
  return { ...environment, [name]: path.slice(directory.length + 1) };
}

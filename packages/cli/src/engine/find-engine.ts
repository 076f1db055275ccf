import { execFile, type ExecFileException } from "node:child_process";
import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { KijunError } from "@kijun/core";
import { gte, parse, satisfies } from "semver";
import { invocationOf } from "../command-processor.js";
import { COMPANIONS, ENGINE_VERSION, engineBinDirectory, locateExecutable, pathDirectories } from "./engine-home.js";

export { ENGINE_VERSION, engineBinDirectory, engineEnvironment, engineHome } from "./engine-home.js";

const SUPPORTED_VERSIONS = `>=${ENGINE_VERSION} <4`;
/** A virus scanner that sees the 110 MB executable for the first time takes seconds. */
const VERSION_TIMEOUT_MS = 20_000;

/** An engine that can be used as it is. */
export interface Engine {
  /** The executable `pulumi`. */
  readonly command: string;
  /** The folder to put first on PATH. */
  readonly binDirectory: string;
  readonly version: string;
  /** Where it was found: on PATH, or in the engine home. */
  readonly source: "path" | "home";
}

/** A place where an engine was looked for and none was found that can be used. */
export interface RejectedEngine {
  /** The executable, or where there is none, the place that was searched. */
  readonly place: string;
  readonly source: Engine["source"];
  readonly reason: "missing" | "broken" | "incomplete" | "too-old" | "too-new";
  /** The reason in words, with the value that led to it. */
  readonly detail: string;
}

export interface EngineSearch {
  readonly engine: Engine | undefined;
  /** The places that came before the engine found, or all of them. */
  readonly rejected: readonly RejectedEngine[];
}

/** Looks for an engine on PATH, then in the engine home. Never downloads, writes or asks. */
export async function findEngine(env: NodeJS.ProcessEnv = process.env): Promise<EngineSearch> {
  const rejected: RejectedEngine[] = [];
  for (const { command, source } of candidates(env)) {
    const result = await judge(command, source, env);
    if ("version" in result) return { engine: result, rejected };
    rejected.push(result);
  }
  return { engine: undefined, rejected: [...emptyPlaces(rejected, env), ...rejected] };
}

/** The engine to use, or one error that names every place looked at and the next step. */
export async function requireEngine(env: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const { engine, rejected } = await findEngine(env);
  if (engine) return engine;
  const places = rejected.map(({ place, detail }) => `  ${place}: ${detail}`).join("\n");
  const code = rejected.some(({ reason }) => reason === "too-old") ? "ENGINE_TOO_OLD" : "ENGINE_MISSING";
  throw new KijunError(
    code,
    `No Pulumi engine that can be used (version ${SUPPORTED_VERSIONS}) was found:\n${places}`,
    {
      hint:
        `Install Pulumi ${ENGINE_VERSION} so that "pulumi" is on PATH, or run "npm run engine" in the Kijun repository, ` +
        `which places it in ${engineBinDirectory(env)}.`,
    },
  );
}

interface Candidate {
  readonly command: string;
  readonly source: Engine["source"];
}

function candidates(env: NodeJS.ProcessEnv): Candidate[] {
  const home = engineBinDirectory(env);
  const found = [...pathDirectories(env), home].flatMap((directory): Candidate[] => {
    const command = locateExecutable("pulumi", [directory]);
    return command === undefined ? [] : [{ command, source: directory === home ? "home" : "path" }];
  });
  // A folder that is on PATH twice, or the engine home on PATH, is one candidate.
  return found.filter(({ command }, index) => found.findIndex((other) => other.command === command) === index);
}

function emptyPlaces(rejected: readonly RejectedEngine[], env: NodeJS.ProcessEnv): RejectedEngine[] {
  const detail = "there is no executable named pulumi";
  const places: RejectedEngine[] = [
    { place: "PATH", source: "path", reason: "missing", detail },
    { place: engineBinDirectory(env), source: "home", reason: "missing", detail },
  ];
  return places.filter(({ source }) => !rejected.some((candidate) => candidate.source === source));
}

async function judge(
  command: string,
  source: Engine["source"],
  env: NodeJS.ProcessEnv,
): Promise<Engine | RejectedEngine> {
  const reject = (reason: RejectedEngine["reason"], detail: string): RejectedEngine => ({
    place: command,
    source,
    reason,
    detail,
  });
  const answer = await askVersion(command, env);
  if ("problem" in answer) return reject("broken", answer.problem);
  const version = parse(answer.text);
  if (!version) return reject("broken", `"pulumi version" printed ${JSON.stringify(answer.text)}, not a version`);
  if (!satisfies(version, SUPPORTED_VERSIONS, { includePrerelease: true })) {
    const reason = gte(version, "4.0.0-0") ? "too-new" : "too-old";
    return reject(reason, `its version is ${version.version}, supported is ${SUPPORTED_VERSIONS}`);
  }
  const missing = missingCompanions(command, env);
  if (missing.length > 0) return reject("incomplete", `${missing.join(" and ")} is neither beside it nor on PATH`);
  return { command, binDirectory: dirname(command), version: version.version, source };
}

/** The engine looks for its companions beside its real file, so a linked `pulumi` has two folders of its own. */
function missingCompanions(command: string, env: NodeJS.ProcessEnv): string[] {
  const directories = [dirname(command), dirname(realpathSync(command)), ...pathDirectories(env)];
  return COMPANIONS.filter((name) => locateExecutable(name, directories) === undefined);
}

async function askVersion(command: string, env: NodeJS.ProcessEnv): Promise<{ text: string } | { problem: string }> {
  const { file, args, verbatim } = invocationOf(command, ["version"], env);
  try {
    const { stdout } = await promisify(execFile)(file, args, {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: VERSION_TIMEOUT_MS,
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    });
    return { text: stdout.trim() };
  } catch (error) {
    return { problem: `"pulumi version" failed: ${describeFailure(error)}` };
  }
}

function describeFailure(error: unknown): string {
  const { stderr, signal, code, message } = error as Partial<ExecFileException> & { message: string };
  const printed = stderr?.trim().split("\n", 1)[0];
  if (printed) return printed;
  if (signal) return `it was ended by the signal ${signal}`;
  return typeof code === "number" ? `it ended with exit code ${String(code)}` : message;
}

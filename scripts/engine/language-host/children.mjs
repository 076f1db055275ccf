/** The processes that the language host starts: programs, policy packs, and other plugins written for Node.js. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").ProgramInfo} ProgramInfo */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunRequest} RunRequest */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunPluginRequest} RunPluginRequest */
/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

const GRACE_MS = 2_000;

/** @type {Set<ChildProcess>} */
const children = new Set();

/**
 * A `require` that sees what the `@pulumi/pulumi` of that folder sees: its own files and its `@grpc/grpc-js`.
 * The host itself lies in the engine's bin folder, far from any node_modules.
 * @param {string} directory
 */
export function pulumiOf(directory) {
  try {
    return createRequire(createRequire(join(directory, "package.json")).resolve("@pulumi/pulumi/package.json"));
  } catch (cause) {
    throw new Error(
      `@pulumi/pulumi is not installed for ${directory}: run "npm install" in that folder or in the repository around it`,
      { cause },
    );
  }
}

/**
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
function startNode(args, options) {
  const preload = `--require=${join(import.meta.dirname, "plain-errors.cjs")}`;
  const child = spawn(process.execPath, [preload, ...args], { windowsHide: true, ...options });
  children.add(child);
  const forget = () => children.delete(child);
  child.once("close", forget).once("error", forget);
  return child;
}

/** @param {NodeJS.Signals} signal */
export function signalChildren(signal) {
  for (const child of children) child.kill(signal);
}

/** Ends every child: first with a request, then, for one that does not listen, by force. */
export async function endChildren() {
  const ended = Promise.all([...children].map((child) => once(child, "close")));
  signalChildren("SIGTERM");
  await Promise.race([ended, delay(GRACE_MS)]);
  signalChildren("SIGKILL");
}

/** @param {ProgramInfo | undefined} info */
function runtimeOptions(info) {
  const options = info?.getOptions()?.toJavaScript() ?? {};
  const nodeArguments = String(options["nodeargs"] ?? "").matchAll(/"([^"]*)"|'([^']*)'|(\S+)/gu);
  return {
    nodeArguments: [...nodeArguments].map(([, double, single, plain]) => double ?? single ?? plain ?? ""),
    environment: {
      PULUMI_NODEJS_TYPESCRIPT: String(options["typescript"] ?? true),
      ...(options["tsconfig"] === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: String(options["tsconfig"]) }),
    },
  };
}

/**
 * @param {RunRequest} request
 * @param {string} engineAddress
 */
function programArguments(request, engineAddress) {
  const info = request.getInfo();
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info?.getRootDirectory(),
    stack: request.getStack(),
    pwd: info?.getProgramDirectory(),
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}=${value}`] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
}

/**
 * @param {RunRequest} request
 * @param {string} engineAddress
 */
export function startProgram(request, engineAddress) {
  const info = request.getInfo();
  const script = pulumiOf(info?.getProgramDirectory() || process.cwd()).resolve("./cmd/run");
  const { nodeArguments, environment } = runtimeOptions(info);
  return startNode([...nodeArguments, script, ...programArguments(request, engineAddress)], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      ...environment,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  });
}

/** @param {RunPluginRequest} request */
export function startPlugin(request) {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() || request.getPwd();
  const isPolicyPack = request.getKind() === "analyzer";
  const script = pulumiOf(directory).resolve(isPolicyPack ? "./cmd/run-policy-pack" : "./cmd/run-plugin");
  const { nodeArguments, environment } = runtimeOptions(info);
  const args = isPolicyPack ? [...request.getArgsList(), directory] : [directory, ...request.getArgsList()];
  return startNode([...nodeArguments, script, ...args], {
    // A pack's relative paths are relative to the pack, whichever project it judges.
    cwd: isPolicyPack ? directory : request.getPwd(),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(request.getEnvList().map(splitVariable)), ...environment },
  });
}

/**
 * @param {string} entry
 * @returns {[string, string]}
 */
function splitVariable(entry) {
  // Windows has variables whose names begin with "=" (the working directory of each drive).
  const at = entry.indexOf("=", 1);
  return [entry.slice(0, at), entry.slice(at + 1)];
}

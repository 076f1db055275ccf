/**
 * Pulumi language host for programs and policy packs written for Node.js.
 *
 * The official `pulumi-language-nodejs` is preferred wherever it is installed. It cannot be built from the Go module
 * proxy (no version of its module is served there), so a machine that can only build the CLI uses this one.
 * The protocol is `pulumi/language.proto`; the flags and exit codes are those of `@pulumi/pulumi/cmd/run`.
 */
import { connect } from "node:http2";
import { setTimeout as delay } from "node:timers/promises";
import { endChildren, pulumiOf, signalChildren, startPlugin, startProgram } from "./children.mjs";

/** @typedef {typeof import("@grpc/grpc-js")} Grpc */
/** @typedef {typeof import("@pulumi/pulumi/proto/language_pb.js")} Messages */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunRequest} RunRequest */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunResponse} RunResponse */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunPluginRequest} RunPluginRequest */
/** @typedef {import("@pulumi/pulumi/proto/language_pb.js").RunPluginResponse} RunPluginResponse */
/** @typedef {import("@pulumi/pulumi/proto/language_grpc_pb.js").ILanguageRuntimeServer} LanguageRuntime */

/** `cmd/run` ends with this code when the person has already been shown a message to act on. */
const ERROR_ALREADY_SHOWN = 32;
/** A stack's configuration can pass gRPC's default of 4 MB; the SDK itself uses 400 MB. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;
const RECONNECT_MS = 500;

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * The engine takes an empty answer for success, so every end that is not a clean zero must say something.
 * @param {RunResponse} response
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function describeEnd(response, code, signal) {
  if (code === ERROR_ALREADY_SHOWN) return response.setBail(true);
  if (code === null) return response.setError(`the program was ended by the signal ${signal}`);
  return code === 0 ? response : response.setError(`the program ended with exit code ${code}; its output says why`);
}

/**
 * @param {import("@grpc/grpc-js").ServerUnaryCall<RunRequest, RunResponse>} call
 * @param {import("@grpc/grpc-js").sendUnaryData<RunResponse>} callback
 * @param {Messages} messages
 * @param {string} engineAddress
 */
function serveProgram(call, callback, messages, engineAddress) {
  const response = new messages.RunResponse();
  /** @param {unknown} error */
  const fail = (error) => callback(null, response.setError(messageOf(error)));
  try {
    const child = startProgram(call.request, engineAddress);
    child.once("error", fail);
    child.once("close", (code, signal) => callback(null, describeEnd(response, code, signal)));
    call.once("cancelled", () => child.kill("SIGINT"));
  } catch (error) {
    fail(error);
  }
}

/**
 * @param {import("@grpc/grpc-js").ServerWritableStream<RunPluginRequest, RunPluginResponse>} call
 * @param {Messages} messages
 * @param {Grpc["status"]} status
 */
function servePlugin(call, { RunPluginResponse }, status) {
  /** @param {unknown} error */
  const fail = (error) => call.emit("error", { code: status.FAILED_PRECONDITION, details: messageOf(error) });
  try {
    const child = startPlugin(call.request);
    child.once("error", fail);
    child.stdout?.on("data", (/** @type {Buffer} */ data) => call.write(new RunPluginResponse().setStdout(data)));
    child.stderr?.on("data", (/** @type {Buffer} */ data) => call.write(new RunPluginResponse().setStderr(data)));
    child.once("close", (code) => {
      call.write(new RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
    call.once("cancelled", () => child.kill("SIGINT"));
  } catch (error) {
    fail(error);
  }
}

/**
 * What is not answered here gets gRPC's "unimplemented", which the engine takes for "has none".
 * @param {NodeJS.Require} pulumi
 * @param {string} engineAddress
 * @returns {Pick<LanguageRuntime, "handshake" | "getPluginInfo" | "getRequiredPackages" | "getProgramDependencies"
 *   | "about" | "run" | "runPlugin" | "installDependencies" | "cancel">}
 */
function languageRuntime(pulumi, engineAddress) {
  /** @type {Messages} */
  const messages = pulumi("./proto/language_pb");
  /** @type {typeof import("@pulumi/pulumi/proto/plugin_pb.js")} */
  const { PluginInfo } = pulumi("./proto/plugin_pb");
  /** @type {typeof import("google-protobuf/google/protobuf/empty_pb.js")} */
  const { Empty } = pulumi("google-protobuf/google/protobuf/empty_pb");
  /** @type {Grpc} */
  const { status } = pulumi("@grpc/grpc-js");
  return {
    handshake: (_call, callback) => callback(null, new messages.LanguageHandshakeResponse()),
    getPluginInfo: (_call, callback) => callback(null, new PluginInfo().setVersion(pulumi("./package.json").version)),
    // Dynamic resources need no plugin of their own; others are looked for when a resource of theirs registers.
    getRequiredPackages: (_call, callback) => callback(null, new messages.GetRequiredPackagesResponse()),
    getProgramDependencies: (_call, callback) => callback(null, new messages.GetProgramDependenciesResponse()),
    about: (_call, callback) =>
      callback(null, new messages.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    run: (call, callback) => serveProgram(call, callback, messages, engineAddress),
    runPlugin: (call) => servePlugin(call, messages, status),
    installDependencies: (call) =>
      void call.emit("error", {
        code: status.UNIMPLEMENTED,
        details: `this language host installs nothing: run "npm ci" in ${call.request.getDirectory()}`,
      }),
    cancel: (_call, callback) => {
      signalChildren("SIGINT");
      callback(null, new Empty());
    },
  };
}

/**
 * A killed CLI leaves its plugins running, so they must see for themselves that it is gone. The connection says so at
 * once; the parent's process id does not, because a launcher may stand between.
 * @param {string} address
 */
function watchEngine(address) {
  const session = connect(`http://${address}`);
  let reached = false;
  session.once("connect", () => (reached = true));
  session.on("error", () => session.destroy());
  session.once("close", async () => {
    if (reached) {
      await delay(RECONNECT_MS);
      watchEngine(address);
    } else {
      await endChildren();
      process.exit(1);
    }
  });
}

async function main() {
  // The engine puts flags such as --logtostderr first and its own address last.
  const engineAddress = process.argv.at(-1) ?? "";
  // The engine starts the host in the project's folder.
  const pulumi = pulumiOf(process.cwd());
  /** @type {Grpc} */
  const grpc = pulumi("@grpc/grpc-js");
  const server = new grpc.Server({ "grpc.max_receive_message_length": MAX_MESSAGE_BYTES });
  server.addService(pulumi("./proto/language_grpc_pb").LanguageRuntimeService, {
    ...languageRuntime(pulumi, engineAddress),
  });
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    watchEngine(engineAddress);
    // The engine reads the first line of the output as the port to call.
    console.log(port);
  });
}

main().catch((error) => {
  console.error(`pulumi-language-nodejs: ${messageOf(error)}`);
  process.exit(1);
});

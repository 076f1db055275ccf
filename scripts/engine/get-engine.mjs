/**
 * Finds the Pulumi engine, or gets it: by Pulumi's installer where its site answers, else from the Go module proxy.
 * Needs the built packages. Ends with 0 when there is an engine, with 2 when a person must place one.
 */
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  engineEnvironment,
  ENGINE_VERSION,
  engineBinDirectory,
  findEngine,
} from "../../packages/cli/dist/engine/find-engine.js";
import { locateExecutable } from "../../packages/cli/dist/engine/engine-home.js";
import { buildEngine, reasonNotToBuild } from "./build-from-source.mjs";
import { placeCompanions } from "./companions.mjs";
import { say, withProgress } from "./progress.mjs";
import { downloadEngine, reasonNotToDownload } from "./vendor-download.mjs";
import { publish, removeDeadWorkFolders, runInProgress, withWorkFolder } from "./work-folder.mjs";

const PLACE_IT_YOURSELF = 2;
const INTERRUPTED = 130;
const WAIT_MS = 1_000;

const binDirectory = engineBinDirectory();
const versionDirectory = dirname(binDirectory);
const versionsDirectory = dirname(versionDirectory);
const interruption = new AbortController();

/** @returns {Promise<import("../../packages/cli/dist/engine/find-engine.js").Engine | undefined>} */
async function findAndRefresh() {
  // What is there may be older than this repository, or only the executable that a person has placed.
  if (locateExecutable("pulumi", [binDirectory])) {
    for (const file of await placeCompanions(binDirectory)) say(`Refreshed ${file}`);
  }
  const { engine, rejected } = await findEngine();
  if (!engine) for (const { place, detail } of rejected) say(`${place}: ${detail}`);
  return engine;
}

async function waitForOtherRun() {
  const other = await runInProgress(versionsDirectory);
  if (!other) return;
  await withProgress(
    `Process ${String(other.pid)} on ${other.machine} is getting the engine already; waiting`,
    async () => {
      while (await runInProgress(versionsDirectory)) await delay(WAIT_MS, undefined, { signal: interruption.signal });
    },
  );
}

/**
 * For work that takes no signal itself.
 * @template T
 * @param {Promise<T>} work
 */
function untilInterrupted(work) {
  const interrupted = once(interruption.signal, "abort").then(() => Promise.reject(new Error("interrupted")));
  return Promise.race([work, interrupted]);
}

/** @param {string} workFolder */
async function download(workFolder) {
  const reason = await reasonNotToDownload();
  if (reason) return reason;
  const root = join(workFolder, "downloaded");
  try {
    await withProgress(`Downloading Pulumi ${ENGINE_VERSION} with Pulumi's installer`, () =>
      untilInterrupted(downloadEngine(root)),
    );
    await install(root, workFolder);
    return undefined;
  } catch (error) {
    return `Pulumi's installer failed: ${String(error)}`;
  }
}

/** @param {string} workFolder */
async function build(workFolder) {
  const reason = await reasonNotToBuild();
  if (reason) return reason;
  const root = join(workFolder, "built");
  const executable = join(root, "bin", process.platform === "win32" ? "pulumi.exe" : "pulumi");
  let packages = 0;
  const onPackage = () => (packages += 1);
  try {
    await mkdir(dirname(executable), { recursive: true });
    await withProgress(
      `Building Pulumi ${ENGINE_VERSION} from its Go modules (once per version; about 4 minutes on 2 cores)`,
      () => buildEngine({ executable, workFolder, signal: interruption.signal, onPackage }),
      () => (packages === 0 ? "downloading modules" : `${String(packages)} packages compiled`),
    );
    await install(root, workFolder);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/**
 * @param {string} root
 * @param {string} workFolder
 */
async function install(root, workFolder) {
  const bin = join(root, "bin");
  await placeCompanions(bin);
  const { engine, rejected } = await findEngine({ ...process.env, ...engineEnvironment({ binDirectory: bin }) });
  if (engine?.binDirectory !== bin)
    throw new Error(`the engine just got is not usable: ${rejected[0]?.detail ?? "it is gone"}`);
  await publish(root, versionDirectory, workFolder, async () => (await findEngine()).engine !== undefined);
}

/** @param {string[]} reasons */
function explainPlacing(reasons) {
  const windows = process.platform === "win32";
  const system = windows ? "windows" : process.platform;
  const archive = `pulumi-v${ENGINE_VERSION}-${system}-${process.arch}.${windows ? "zip" : "tar.gz"}`;
  const [program, script] = windows ? [".exe", ".cmd"] : ["", ""];
  say("No Pulumi engine was found, and none can be got on this machine:");
  for (const reason of reasons) say(`  ${reason}`);
  say(`Take these three from Pulumi's release archive ${archive}:`);
  say(`  pulumi${program}  pulumi-language-nodejs${program}  pulumi-resource-pulumi-nodejs${script}`);
  say("and place them in the folder:");
  say(`  ${binDirectory}`);
  say(`Then run this again. (With pulumi${program} alone there, the other two are added from this repository.)`);
}

/**
 * @param {string} workFolder
 * @returns {Promise<string[]>} why each way failed; none when one did not
 */
async function getInto(workFolder) {
  const notDownloaded = await download(workFolder);
  if (!notDownloaded || interruption.signal.aborted) return [];
  say(notDownloaded);
  const notBuilt = await build(workFolder);
  return notBuilt ? [notDownloaded, notBuilt] : [];
}

async function findOrGet() {
  const found = await findAndRefresh();
  if (found) return found;
  await waitForOtherRun();
  const gotByOther = (await findEngine()).engine;
  if (gotByOther) return gotByOther;
  const reasons = await withWorkFolder(versionsDirectory, getInto);
  const { engine } = await findEngine();
  if (!engine && !interruption.signal.aborted) explainPlacing(reasons);
  return engine;
}

async function main() {
  await removeDeadWorkFolders(versionsDirectory);
  const engine = await findOrGet();
  if (!engine) return PLACE_IT_YOURSELF;
  console.log(
    `Pulumi ${engine.version} (${engine.source === "path" ? "on PATH" : "in the engine home"}): ${engine.command}`,
  );
  return 0;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => interruption.abort());
try {
  process.exitCode = await main();
} catch (error) {
  if (!interruption.signal.aborted) throw error;
}
if (interruption.signal.aborted) {
  say("Interrupted; nothing was left behind.");
  process.exit(INTERRUPTED);
}

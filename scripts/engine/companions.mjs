/** The small files beside the `pulumi` executable: the language host and the launcher of dynamic providers. */
import { chmod, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { locateExecutable } from "../../packages/cli/dist/engine/engine-home.js";

const WINDOWS = process.platform === "win32";
const CLI_PACKAGE = join(import.meta.dirname, "..", "..", "packages", "cli", "package.json");
const HOST_SOURCE = join(import.meta.dirname, "language-host");
/** The folder of our language host inside the bin folder; its name in a launcher is how ours is told from Pulumi's. */
const HOST_FOLDER = "kijun-language-host";
const LAUNCHER = WINDOWS
  ? { name: "pulumi-language-nodejs.cmd", text: `@node "%~dp0${HOST_FOLDER}\\main.mjs" %*\r\n` }
  : { name: "pulumi-language-nodejs", text: `#!/bin/sh\nexec node "$(dirname "$0")/${HOST_FOLDER}/main.mjs" "$@"\n` };
const PROVIDER_LAUNCHER = WINDOWS ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";
const LARGEST_LAUNCHER_BYTES = 4_096;

/**
 * Puts what is missing beside the engine, and replaces our own files where they differ from the repository's.
 * A language host of Pulumi's own is better than ours and stays.
 * @param {string} binDirectory
 * @returns {Promise<string[]>} the files written
 */
export async function placeCompanions(binDirectory) {
  const installed = locateExecutable("pulumi-language-nodejs", [binDirectory]);
  const isForeign = installed !== undefined && !(await isOurLauncher(installed));
  const files = [...(isForeign ? [] : await languageHostFiles()), await providerLauncher()];
  /** @type {string[]} */
  const written = [];
  for (const { name, content, mode } of files) {
    const file = join(binDirectory, name);
    if (await replaceIfDifferent(file, content, mode)) written.push(file);
  }
  return written;
}

/** @param {string} file */
async function isOurLauncher(file) {
  const content = await readFile(file);
  return content.length <= LARGEST_LAUNCHER_BYTES && content.includes(HOST_FOLDER);
}

/** @typedef {{ name: string, content: Buffer, mode: number }} SmallFile */

/** @returns {Promise<SmallFile[]>} */
async function languageHostFiles() {
  const names = await readdir(HOST_SOURCE);
  const sources = names.map(async (name) => ({
    name: join(HOST_FOLDER, name),
    content: await readFile(join(HOST_SOURCE, name)),
    mode: 0o644,
  }));
  // The launcher comes last: it makes the host complete.
  return [...(await Promise.all(sources)), { name: LAUNCHER.name, content: Buffer.from(LAUNCHER.text), mode: 0o755 }];
}

/** @returns {Promise<SmallFile>} */
async function providerLauncher() {
  const sdk = dirname(createRequire(CLI_PACKAGE).resolve("@pulumi/pulumi/package.json"));
  return { name: PROVIDER_LAUNCHER, content: await readFile(join(sdk, PROVIDER_LAUNCHER)), mode: 0o755 };
}

/**
 * An engine may be running from this folder, so a file changes in one step or not at all.
 * @param {string} file
 * @param {Buffer} content
 * @param {number} mode
 */
async function replaceIfDifferent(file, content, mode) {
  const existing = await readFile(file).catch(() => undefined);
  if (existing?.equals(content)) return false;
  await mkdir(dirname(file), { recursive: true });
  const replacement = join(dirname(file), `.${basename(file)}.${String(process.pid)}`);
  await writeFile(replacement, content);
  await chmod(replacement, mode);
  await rename(replacement, file);
  return true;
}

// `npm run test:newest-sdk`: the contract tests of the dynamic provider process with the newest 3.x Pulumi SDK instead of
// the one this repository is pinned to. The SDK goes into a temporary folder, together with a copy of our compiled
// packages, so that process and handler load one and the same SDK, as in a customer's project. Not part of `npm test`:
// it needs the package registry. Options: a version instead of the newest one, e.g. 3.260.0.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";

import semver from "semver";

import { prepare, root, run } from "./prepare.mjs";

const CONTRACT = ["contract-*.test.js", "dynamic-provider.test.js", "huge-values.long.test.js"];

prepare({ engine: false });
const folder = mkdtempSync(join(tmpdir(), "kijun-newest-sdk-"));

/** npm itself prefers a version that names this Node.js over the newest one, and which of them work is the question. */
function newestVersion() {
  const words = ["view", "@pulumi/pulumi@3", "version", "--json"];
  const windows = process.platform === "win32";
  const { stdout, stderr } = spawnSync(windows ? "npm.cmd" : "npm", words, { encoding: "utf8", shell: windows });
  if (stdout === "") throw new Error(`npm ${words.join(" ")}: ${stderr}`);
  return [JSON.parse(stdout)].flat().sort(semver.compare).at(-1);
}

/** Our packages as they would be installed: copies, because Node.js looks for the SDK beside a file's real place. */
function copyPackages() {
  const scope = join(root, "node_modules/@kijun");
  for (const name of readdirSync(scope)) {
    const from = join(scope, name);
    const kept = (path) => !relative(from, path).split(sep).includes("node_modules");
    cpSync(from, join(folder, "node_modules/@kijun", name), { recursive: true, dereference: true, filter: kept });
  }
}

/** Everything else is taken from the repository where the SDK has not brought its own. */
function linkRest() {
  const link = (name) => {
    const to = join(folder, "node_modules", name);
    mkdirSync(dirname(to), { recursive: true });
    try {
      symlinkSync(join(root, "node_modules", name), to, "junction");
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  };
  for (const name of readdirSync(join(root, "node_modules")).filter((each) => !each.startsWith("."))) {
    if (!name.startsWith("@")) link(name);
    else if (name !== "@kijun" && name !== "@pulumi")
      for (const inner of readdirSync(join(root, "node_modules", name))) link(`${name}/${inner}`);
  }
}

try {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  run("npm", [...install, `@pulumi/pulumi@${process.argv[2] ?? newestVersion()}`], { cwd: folder });
  const sdk = join(folder, "node_modules/@pulumi/pulumi");
  const { version, engines } = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8"));
  console.log(`@pulumi/pulumi ${version} (declares Node.js ${engines?.node}) on Node.js ${process.versions.node}`);
  copyPackages();
  linkRest();
  cpSync(join(root, "test"), join(folder, "test"), {
    recursive: true,
    filter: (path) => !path.endsWith("node_modules"),
  });
  const tests = CONTRACT.map((name) => join(folder, "test/dist/integration", name));
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const environment = { ...process.env, KIJUN_TEST_SDK: sdk };
  const words = [mocha, "--config", join(root, ".mocharc.json"), ...tests];
  process.exitCode =
    spawnSync(process.execPath, words, { cwd: folder, stdio: "inherit", env: environment }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Set-up shared by the commands that must work from a clean clone: install, build, engine. Each step says what it does
// and how long it took, and takes no time when there is nothing to do.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const OLDEST_NODE = [20, 19];

/** Runs a command in the repository and ends this process with its exit code when it fails. */
export function run(command, args, options = {}) {
  const npm = command === "npm" && process.platform === "win32";
  const result = spawnSync(npm ? "npm.cmd" : command, args, { cwd: root, stdio: "inherit", shell: npm, ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function step(title, work) {
  const start = performance.now();
  console.error(`${title} ...`);
  work();
  console.error(`${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

function installed() {
  const marker = `${root}/node_modules/.package-lock.json`;
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync(`${root}/package-lock.json`).mtimeMs;
}

/** The compiler leaves the outputs of a removed or renamed file behind, and a test among them would still run. */
function removeOutputsWithoutSource() {
  for (const folder of workspaceFolders()) {
    const dist = join(root, folder, "dist");
    if (!existsSync(dist)) continue;
    for (const name of readdirSync(dist, { recursive: true })) {
      const source = join(root, folder, "src", name.replace(/\.(?:d\.ts|js)(?:\.map)?$/, ".ts"));
      if (/\.(?:d\.ts|js)(?:\.map)?$/.test(name) && !existsSync(source)) rmSync(join(dist, name));
    }
  }
}

function workspaceFolders() {
  const tops = ["packages", "policies", "baselines", "stacks", "examples"];
  return [...tops.flatMap((top) => readdirSync(join(root, top)).map((name) => join(top, name))), "test"];
}

/** Installs, builds and gets the engine, each only where needed. */
export function prepare({ engine = true } = {}) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    console.error(
      `NODE_TOO_OLD: Node.js ${process.versions.node} is older than ${OLDEST_NODE.join(".")}. Install Node.js 20.19 or newer.`,
    );
    process.exit(2);
  }
  if (!installed()) step("install packages", () => run("npm", ["ci", "--no-audit", "--no-fund"]));
  step("build", () => {
    removeOutputsWithoutSource();
    run(process.execPath, ["node_modules/typescript/bin/tsc", "--build"]);
  });
  if (engine) run(process.execPath, ["scripts/engine/get-engine.mjs"]);
}

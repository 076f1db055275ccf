// `npm test`: set-up, then every kind of test with its count, but for `field`: whole runs of troubled fleets, which take
// minutes of their own (`npm run test:field`). `npm test -- unit powershell` runs only those kinds.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { prepare, root } from "./prepare.mjs";

const KINDS = {
  unit: ["packages/*/dist/**/*.test.js", "baselines/*/dist/**/*.test.js", "policies/*/dist/**/*.test.js"],
  conventions: ["test/dist/conventions/**/*.test.js"],
  powershell: ["test/dist/powershell/**/*.test.js"],
  integration: ["test/dist/integration/**/*.test.js"],
  "end-to-end": ["test/dist/end-to-end/**/*.test.js"],
  field: ["test/dist/field/**/*.test.js"],
};

const named = process.argv.slice(2);
const asked = named.length > 0 ? named : Object.keys(KINDS).filter((kind) => kind !== "field");
const unknown = asked.filter((kind) => !(kind in KINDS));
if (unknown.length > 0) {
  console.error(`unknown kind of test: ${unknown.join(", ")}; known are ${Object.keys(KINDS).join(", ")}`);
  process.exit(2);
}

prepare();

const NOTHING = { passes: 0, failures: 0, pending: 0, duration: 0 };

/** Runs one kind in a process of its own; what it prints is shown in one piece when it has ended. */
async function runKind(kind) {
  const report = join(tmpdir(), `kijun-test-${process.pid}-${kind}.json`);
  const reporter = ["--reporter", join(root, "scripts/mocha-reporter.cjs"), "--reporter-option", `output=${report}`];
  const child = spawn(process.execPath, [join(root, "node_modules/mocha/bin/mocha.js"), ...reporter, ...KINDS[kind]], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  // A test file that cannot be loaded ends mocha before it reports.
  const stats = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : { ...NOTHING, failures: 1 };
  rmSync(report, { force: true });
  process.stdout.write(Buffer.concat(output));
  const seconds = (stats.duration / 1000).toFixed(1);
  console.log(`${kind}: ${stats.passes} passing, ${stats.failures} failing, ${stats.pending} pending, ${seconds} s\n`);
  return { ...stats, broken: code !== 0 || stats.failures > 0 || stats.passes === 0 };
}

/** The longest first, two at a time: the engine's tests mostly wait, and others use the second core meanwhile. */
const waiting = ["unit", "end-to-end", "powershell", "integration", "conventions", "field"].filter((kind) =>
  asked.includes(kind),
);

const results = [];
const progress = setInterval(() => console.error(`tests: ${Math.round(process.uptime())} s`), 10_000);
const lane = async () => {
  for (let kind = waiting.shift(); kind !== undefined; kind = waiting.shift()) results.push(await runKind(kind));
};
await Promise.all([lane(), lane()]);
clearInterval(progress);
const sum = (name) => results.reduce((total, result) => total + result[name], 0);
console.log(`${sum("passes")} passed, ${sum("failures")} failed, ${sum("pending")} skipped`);
process.exit(results.some(({ broken }) => broken) ? 1 : 0);

// `npm test`: set-up, then every kind of test with its count. `npm test -- unit powershell` runs only those kinds. Tests
// that take a minute or more are named `*.long.test.ts` and run only with `npm run test:long`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";

import { prepare, root } from "./prepare.mjs";

/** What waits and what is long comes first, so that at the end no processor waits for one file. */
const KINDS = {
  "end-to-end": ["test/dist/end-to-end/**/*.test.js"],
  powershell: ["test/dist/powershell/**/*.test.js"],
  field: ["test/dist/field/**/*.test.js"],
  integration: ["test/dist/integration/**/*.test.js"],
  unit: ["packages/*/dist/**/*.test.js", "baselines/*/dist/**/*.test.js", "policies/*/dist/**/*.test.js"],
  conventions: ["test/dist/conventions/**/*.test.js"],
};

const words = process.argv.slice(2);
const long = words.includes("--long");
const named = words.filter((word) => word !== "--long");
const unknown = named.filter((kind) => !(kind in KINDS));
if (unknown.length > 0) {
  console.error(`unknown kind of test: ${unknown.join(", ")}; known are ${Object.keys(KINDS).join(", ")}`);
  process.exit(2);
}

/** Only those that there are: most kinds have none, and mocha warns of a pattern without a file. */
function longTestsOf(kind) {
  const names = readdirSync(join(root, "test/dist"), { recursive: true }).map((name) => name.replaceAll("\\", "/"));
  return names
    .filter((name) => name.startsWith(`${kind}/`) && name.endsWith(".long.test.js"))
    .map((name) => `test/dist/${name}`);
}

prepare();
const folder = mkdtempSync(join(tmpdir(), "kijun-test-"));
const report = join(folder, "counts.json");
const kinds = named.length > 0 ? named : Object.keys(KINDS);
const patterns = kinds.flatMap((kind) => (long ? longTestsOf(kind) : KINDS[kind]));
// One more than processors: the engine's tests mostly wait. Long tests look at deadlines, so each has the machine for itself.
const parallel = long
  ? []
  : ["--parallel", "--jobs", String(availableParallelism() + 1), "--ignore", "**/*.long.test.js"];
const reporter = ["--reporter", join(root, "scripts/mocha-reporter.cjs"), "--reporter-option", `output=${report}`];
const start = performance.now();
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/mocha/bin/mocha.js"), ...parallel, ...reporter, ...patterns],
  { cwd: root, stdio: "inherit" },
);
const counts = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
rmSync(folder, { recursive: true });
for (const [kind, { passing, failing, pending, milliseconds }] of Object.entries(counts))
  console.log(
    `${kind}: ${passing} passing, ${failing} failing, ${pending} pending, ${(milliseconds / 1000).toFixed(1)} s of tests`,
  );
const sum = (outcome) => Object.values(counts).reduce((total, count) => total + count[outcome], 0);
if (Object.keys(counts).length === 0)
  console.error(`no test ran; next: ${long ? "npm test" : "npm run test:long"} -- ${kinds.join(" ")}`);
console.log(`in all: ${((performance.now() - start) / 1000).toFixed(1)} s`);
console.log(`${sum("passing")} passed, ${sum("failing")} failed, ${sum("pending")} skipped`);
process.exit(status === 0 && sum("passing") > 0 ? 0 : 1);

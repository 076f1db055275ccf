// `npm test`: set-up, then every kind of test with its count. `npm test -- unit powershell` runs only those kinds.
import { spawnSync } from "node:child_process";
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
};

const asked = process.argv.slice(2);
const unknown = asked.filter((kind) => !(kind in KINDS));
if (unknown.length > 0) {
  console.error(`unknown kind of test: ${unknown.join(", ")}; known are ${Object.keys(KINDS).join(", ")}`);
  process.exit(2);
}

prepare();
const NOTHING = { passes: 0, failures: 0, pending: 0, duration: 0 };
const total = { ...NOTHING };
let broken = false;
for (const [kind, globs] of Object.entries(KINDS)) {
  if (asked.length > 0 && !asked.includes(kind)) continue;
  const report = join(tmpdir(), `kijun-test-${process.pid}-${kind}.json`);
  const result = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/mocha/bin/mocha.js"),
      "--reporter",
      join(root, "scripts/mocha-reporter.cjs"),
      "--reporter-option",
      `output=${report}`,
      ...globs,
    ],
    { cwd: root, stdio: "inherit" },
  );
  // A test file that cannot be loaded ends mocha before it reports.
  const stats = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : { ...NOTHING, failures: 1 };
  rmSync(report, { force: true });
  if (result.status !== 0 || stats.failures > 0 || stats.passes === 0) broken = true;
  for (const name of Object.keys(NOTHING)) total[name] += stats[name];
  console.log(
    `${kind}: ${stats.passes} passing, ${stats.failures} failing, ${stats.pending} pending, ${(stats.duration / 1000).toFixed(1)} s\n`,
  );
}
console.log(`${total.passes} passed, ${total.failures} failed, ${total.pending} skipped`);
process.exit(broken ? 1 : 0);

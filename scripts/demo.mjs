// `npm run demo`: from a clean clone to a live preview of the simulated fleet, and nothing left running afterwards.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { prepare, root } from "./prepare.mjs";

/** Six planted differences and one machine off line: what an engineer meets on a Monday. */
const DRIFT = [
  ["KITA-T003", "accountLockout.thresholdAttempts", "0"],
  ["HIGA-T005", "screenSaver.timeoutSeconds", "1800"],
  ["MINA-T002", "screenSaver.passwordProtected", "false"],
  ["NISH-T001", "firewallProfile.public.enabled", "false"],
  ["TEIN-T004", "firewallRules.jukinet-ap-out", "absent"],
  ["KIKU-CS2", "accountLockout.durationMinutes", "30"],
];
const OFF_LINE = "ATSU-T006";
const STACK = "demo";

prepare();
const home = mkdtempSync(join(tmpdir(), "kijun-demo-"));
const environment = { ...process.env, KIJUN_HOME: home };

function kijun(args, allowed = [0]) {
  console.log(`\n$ kijun ${args.join(" ")}`);
  const result = spawnSync(process.execPath, [join(root, "packages/cli/bin/kijun.js"), ...args], {
    cwd: join(root, "stacks/sapporo"),
    env: environment,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (!allowed.includes(result.status)) throw new Error(`kijun ${args.join(" ")} ended with ${String(result.status)}`);
  return result.status;
}

try {
  kijun(["fleet", "start", "--as-of", "2026-01-15"]);
  for (const [host, setting, value] of DRIFT) kijun(["fleet", "break", host, setting, value]);
  kijun(["fleet", "cut", OFF_LINE]);
  // 11: the preview is complete, but a machine was not read. That is what this demo plants.
  kijun(["preview", "--stack", STACK], [11]);
} finally {
  kijun(["fleet", "stop"], [0, 2]);
  rmSync(home, { recursive: true, force: true });
  rmSync(join(root, `stacks/sapporo/Pulumi.${STACK}.yaml`), { force: true });
}

// `npm run demo`: from a clean clone to a live preview of the simulated fleet, and nothing left running afterwards.
import { spawn } from "node:child_process";
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

/** Runs kijun and throws when it ends otherwise than expected. Not synchronous, so that Ctrl-C can stop the fleet. */
async function kijun(args, allowed = [0]) {
  console.log(`\n$ kijun ${args.join(" ")}`);
  const child = spawn(process.execPath, [join(root, "packages/cli/bin/kijun.js"), ...args], {
    cwd: join(root, "stacks/sapporo"),
    env: environment,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (!allowed.includes(code)) throw new Error(`kijun ${args.join(" ")} ended with ${String(code)}`);
}

async function leaveNothing() {
  await kijun(["fleet", "stop"], [0, 2]);
  rmSync(home, { recursive: true, force: true });
  rmSync(join(root, `stacks/sapporo/Pulumi.${STACK}.yaml`), { force: true });
}

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void leaveNothing().then(() => process.exit(130)));

try {
  await kijun(["fleet", "start", "--as-of", "2026-01-15"]);
  for (const [host, setting, value] of DRIFT) await kijun(["fleet", "break", host, setting, value]);
  await kijun(["fleet", "cut", OFF_LINE]);
  // 13: two of the planted differences are stricter than declared, so declaring them back would weaken a machine.
  await kijun(["preview", "--stack", STACK], [13]);
} finally {
  await leaveNothing();
}

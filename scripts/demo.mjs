// `npm run demo`: from a clean clone to a live preview of the simulated fleet and a work order that is carried out on one
// machine, and nothing left running afterwards. Fails where the preview does not name every area that was tampered with.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { prepare, root } from "./prepare.mjs";

const AS_OF = "2026-01-15";
const OFF_LINE = "ATSU-T006";
const STACK = ["--stack", "demo"];
/** The area of the sample order of 別紙2, row 3 (A21A-03): a file was left behind on a terminal and has to go. */
const ORDERED = "file";

prepare();
const { fleet } = await import("@kijun/sapporo");
const { plantDifferences } = await import("./demo/planted-differences.mjs");
const home = mkdtempSync(join(tmpdir(), "kijun-demo-"));
const environment = { ...process.env, KIJUN_HOME: home };
const colour = process.stdout.isTTY ? ["--color"] : [];

/**
 * Runs kijun, shows and answers what it prints, and throws when it ends otherwise than expected. Not synchronous, so that
 * Ctrl-C can stop the fleet.
 */
async function kijun(args, allowed = [0]) {
  console.log(`\n$ kijun ${args.join(" ")}`);
  const child = spawn(process.execPath, [join(root, "packages/cli/bin/kijun.js"), ...colour, ...args], {
    cwd: join(root, "stacks/sapporo"),
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed += text;
    process.stdout.write(text);
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (!allowed.includes(code)) throw new Error(`kijun ${args.join(" ")} ended with ${String(code)}`);
  return printed;
}

async function leaveNothing() {
  await kijun(["fleet", "stop"], [0, 2]);
  rmSync(home, { recursive: true, force: true });
  rmSync(join(root, "stacks/sapporo/Pulumi.demo.yaml"), { force: true });
}

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void leaveNothing().then(() => process.exit(130)));

/** One difference of each area; a line for each machine would fill the screen before anything has happened. */
async function plant() {
  const planted = await plantDifferences(join(home, "fleet"), fleet, AS_OF, OFF_LINE);
  console.log(
    `\nkijun fleet break changes ${planted.length} settings behind everybody's back, one of every declared area, such as:`,
  );
  for (const { host, setting, value } of planted.slice(0, 3)) console.log(`  ${host} ${setting} ${value}`);
  console.log(`  ... and ${planted.length - 3} more`);
  return planted;
}

function assertNamed(planted, summary) {
  const missing = planted.filter(
    ({ area }) => ![area.title.en, area.title.ja].some((title) => summary.includes(title)),
  );
  const names = missing.map(({ host, setting }) => `${setting} on ${host}`).join(", ");
  if (missing.length > 0) throw new Error(`the summary does not name what was changed: ${names}`);
}

try {
  await kijun(["fleet", "start", "--as-of", AS_OF]);
  const planted = await plant();
  await kijun(["fleet", "cut", OFF_LINE]);
  // 13: one of the planted differences is stricter than declared, so that to declare it back would weaken a machine.
  assertNamed(planted, await kijun(["preview", ...STACK], [13]));
  const ordered = planted.find(({ area }) => area.id === ORDERED);
  const only = [...STACK, "--host", ordered.host, "--area", ORDERED];
  console.log(
    `\nA work order: delete the file that was left behind on ${ordered.host}. What would be done, and nothing else:`,
  );
  await kijun(["preview", ...only]);
  console.log("\nOnce that is approved:");
  await kijun(["up", ...only, "--yes"]);
  console.log("\nDone, as the machine itself says:");
  await kijun(["preview", ...only, "--expect-no-changes"]);
} finally {
  await leaveNothing();
}

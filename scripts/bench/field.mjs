// `npm run bench:field`: a Monday with 132 machines of which 27 are in trouble (10 refuse, 10 are silent, 3 have another
// password, 2 addresses are a stranger's, 1 denies an area, 1 hangs after the logon) against the same runs without
// trouble. Checks that every machine is named once with its cause and next step and that all others are read and
// corrected, and prints the times. Options: --deadline SECONDS for one machine (default 20), --json. Exit code 1 when
// something is wrong with a run's record; times are printed, not judged.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { prepare, root } from "../prepare.mjs";
import { defectsOf, mondayOf } from "./field-troubles.mjs";

const AS_OF = "2026-01-15";
/** Changed behind everybody's back on machines without trouble, so that an `up` has something to do. */
const DRIFT = ["accountLockout.thresholdAttempts", "8"];
const DRIFTED = 5;

const deadlineAt = process.argv.indexOf("--deadline");
const deadline = deadlineAt < 0 ? 20 : Number(process.argv[deadlineAt + 1]);
const json = process.argv.includes("--json");

prepare();
const home = mkdtempSync(join(tmpdir(), "kijun-field-"));
const environment = { ...process.env, KIJUN_HOME: home, KIJUN_LANG: "en", KIJUN_DEADLINE_SECONDS: String(deadline) };

/** The stack's program in a folder of its own, so that nothing is left in the repository's. */
const project = join(home, "project");
mkdirSync(project);
symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "junction");
cpSync(join(root, "stacks/sapporo/Pulumi.yaml"), join(project, "Pulumi.yaml"));
cpSync(join(root, "stacks/sapporo/dist/index.js"), join(project, "index.js"));
writeFileSync(
  join(project, "package.json"),
  JSON.stringify({ name: "field", type: "module", main: "index.js", kijun: { baseline: "@kijun/sapporo" } }),
);

function kijun(...args) {
  const cli = join(root, "packages/cli/bin/kijun.js");
  const options = { cwd: project, env: environment, encoding: "utf8", maxBuffer: 2 ** 28 };
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], options);
  return { status, stdout, stderr, seconds: (performance.now() - start) / 1000 };
}

function must(...args) {
  const result = kijun(...args);
  if (result.status !== 0) throw new Error(`kijun ${args.join(" ")} ended with ${result.status}: ${result.stderr}`);
  return result;
}

/** Runs preview and up, and what each record says. */
function runsOf(title, monday, drifted) {
  for (const host of drifted) must("fleet", "break", host, ...DRIFT);
  const run = (...args) => {
    const { status, stdout, stderr, seconds } = kijun(...args, "--stack", "field", "--json");
    if (stdout === "") throw new Error(`kijun ${args.join(" ")} printed no record: ${stderr}`);
    const record = JSON.parse(stdout);
    console.error(`${title}: kijun ${args[0]}: ${seconds.toFixed(1)} s, exit ${status}`);
    return { seconds, record, defects: [...defectsOf(record, monday), ...driftDefects(record, drifted)] };
  };
  return { preview: run("preview"), up: run("up", "--yes") };
}

function driftDefects({ command, changes, applied = [] }, drifted) {
  const found = new Set(changes.map(({ host }) => host));
  const corrected = new Set(applied.filter(({ outcome }) => outcome === "changed").map(({ host }) => host));
  const missed = drifted.filter((host) => !found.has(host)).map((host) => `${host}: its change was not found`);
  if (command !== "up") return missed;
  return [...missed, ...drifted.filter((host) => !corrected.has(host)).map((host) => `${host}: was not corrected`)];
}

function logonDefects(monday) {
  const { hosts } = JSON.parse(must("fleet", "status", "--json").stdout);
  const wrong = new Set(monday.filter(({ words }) => words[0] === "password").map(({ host }) => host));
  return hosts.flatMap(({ name, failedLogons, openShells, violations }) => {
    const allowed = wrong.has(name) ? 1 : 0;
    return [
      ...(failedLogons === allowed ? [] : [`${name}: ${failedLogons} failed logons instead of ${allowed}`]),
      ...(openShells === 0 ? [] : [`${name}: ${openShells} shells left open`]),
      ...violations.map((violation) => `${name}: ${violation}`),
    ];
  });
}

function measure() {
  must("fleet", "start", "--as-of", AS_OF);
  const hosts = JSON.parse(must("fleet", "status", "--json").stdout).hosts.map(({ name }) => name);
  const monday = mondayOf(hosts);
  const troubled = new Set(monday.map(({ host }) => host));
  const drifted = hosts.filter((host) => !troubled.has(host)).slice(0, DRIFTED);
  must("up", "--yes", "--stack", "field", "--json");
  const well = runsOf("without trouble", [], drifted);
  for (const { host, words } of monday) must("fleet", "trouble", host, ...words);
  const ill = runsOf(`${monday.length} of ${hosts.length} in trouble`, monday, drifted);
  const defects = [well, ill].flatMap(({ preview, up }) => [...preview.defects, ...up.defects]);
  const seconds = (runs) => ({ preview: runs.preview.seconds, up: runs.up.seconds });
  return {
    ...{ machines: hosts.length, troubled: monday.length, deadlineSeconds: deadline },
    ...{ withoutTrouble: seconds(well), withTrouble: seconds(ill) },
    defects: [...defects, ...logonDefects(monday)],
  };
}

function print({ machines, troubled, withoutTrouble, withTrouble, defects }) {
  console.log(`machines        ${machines}, ${troubled} of them in trouble; deadline of a machine ${deadline} s`);
  for (const name of ["preview", "up"]) {
    const [well, ill] = [withoutTrouble[name], withTrouble[name]];
    const times = `${well.toFixed(1)} s without trouble, ${ill.toFixed(1)} s with`;
    console.log(`${name.padEnd(15)} ${times}: ${(ill - well).toFixed(1)} s more (goal <= ${deadline})`);
  }
  console.log(`defects         ${defects.length === 0 ? "none" : `\n  ${defects.join("\n  ")}`}`);
}

try {
  const result = measure();
  if (json) console.log(JSON.stringify(result, null, 2));
  else print(result);
  process.exitCode = result.defects.length === 0 ? 0 : 1;
} finally {
  kijun("fleet", "stop");
  rmSync(home, { recursive: true, force: true });
}

// `npm run bench:kill`: an update of the whole fleet ended by force at seeded random moments, then run again. After each
// blow nothing of the run may be left, no shell may be open on a machine, and the next run must reach the same end state,
// whatever lock it finds. Prints a table; exit code 1 on any violation. Linux only: processes are looked for in /proc.
// Options: --moments N (killed commands, default 30), --others N (each of the other blows, default 5), --seed N, --json.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { prepare, root } from "../prepare.mjs";
import { BenchPlace } from "./bench-place.mjs";

const AS_OF = "2026-01-15";
const PROJECT = "sapporo";
/** Everything that a run has started must have ended after this time. */
const GONE_MS = 10_000;
/** Machines that every run has to mend, beside recording those that are new to its stack. */
const BROKEN_HOSTS = 40;

/** Part of a run's length within which it is struck; runs differ in length, and one that has ended cannot be. */
const MOST = 0.85;

const moments = number("--moments", 30);
const others = number("--others", 5);
const seed = number("--seed", 20260115);
const json = process.argv.includes("--json");

function number(option, fallback) {
  const at = process.argv.indexOf(option);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

/** mulberry32: equal seeds give equal moments on every machine. */
function randomNumbers(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

prepare();
const { lockFiles, recordedInputs, StruckRun, tracesOnMachines } = await import("../../test/dist/field/killed-run.js");
const { breakSetting, machineAreas } = await import("../../packages/simulator/dist/index.js");
const { settingAreas } = await import("../../packages/settings/dist/index.js");

const bench = new BenchPlace("kill");
const { kijun } = JSON.parse(readFileSync(join(root, "stacks/sapporo/package.json"), "utf8"));
const place = { home: bench.home, fleetFolder: bench.fleetFolder, folder: bench.project(PROJECT, { kijun }) };

const digest = (value) => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);

/** What the state holds of every machine, and what the machines themselves hold, past WinRM. */
async function endState(stack) {
  const inputs = recordedInputs(place, PROJECT, stack);
  const live = [];
  for (const [host, machine] of Object.entries(inputs)) {
    const areas = settingAreas.map(({ property }) => property).filter((property) => property in machine);
    const named = Object.fromEntries(areas.map((property) => [property, machine[property]]));
    live.push([host, await machineAreas(place.fleetFolder, host, named)]);
  }
  return { machines: live.length, state: digest(inputs), live: digest(live) };
}

/** Machines to mend on every run, always the same ones. */
async function plantDrift(hosts) {
  for (const host of hosts.slice(0, BROKEN_HOSTS))
    await breakSetting(place.fleetFolder, host, "accountLockout.thresholdAttempts", "0");
}

const upOn = (stack) => new StruckRun(place, "up", "--yes", "--stack", stack);

/** Waits until a run has ended, whichever way; a benchmark that is ended takes it along. */
const ended = (run) => bench.during(() => run.interrupt(), run.end());

/** One blow and the run after it. Every second one meets a stack that knows no machine yet. */
async function blow(kind, index, at, reference) {
  const stack = index % 2 === 0 ? "known" : `fresh-${kind}-${index}`;
  await plantDrift(reference.hosts);
  const before = await tracesOnMachines(place);
  const run = upOn(stack);
  const end = ended(run);
  await Promise.race([delay(at), end]);
  // A provider is idle most of the time, and then leaves nothing.
  if (kind === "kill-provider") await run.opensShell();
  const struck = await run.strike(kind);
  const met = (await tracesOnMachines(place)).openShells;
  const { code } = await end;
  const gone = await run.timeUntilGone(GONE_MS);
  const after = await tracesOnMachines(place);
  const shells = after.openShells;
  const locks = lockFiles(place).length;
  const again = await ended(upOn(stack));
  const reached = again.code === 0 ? await endState(stack) : {};
  const problems = [
    ...gone.left.map((left) => `left behind: ${left}`),
    ...(shells === 0 ? [] : [`${shells} shells are open`]),
    ...after.violations.slice(before.violations.length),
    ...(again.code === 0 ? [] : [`the next run ended with ${again.code}: ${again.stderr}${again.stdout}`]),
    ...(lockFiles(place).length === 0 ? [] : ["the stack stays locked"]),
    ...["machines", "state", "live"].filter((part) => again.code === 0 && reached[part] !== reference[part]),
  ];
  return {
    kind,
    at,
    stack,
    struck,
    met,
    code,
    goneMs: gone.ms,
    shells,
    locks,
    again: again.code,
    problems,
  };
}

async function measure() {
  await bench.must(place.folder, "fleet", "start", "--as-of", AS_OF);
  // The machines are known only after a run; the second run, with work to do, says how long one takes.
  const first = await ended(upOn("known"));
  if (first.code !== 0) throw new Error(first.stderr + first.stdout);
  const hosts = Object.keys(recordedInputs(place, PROJECT, "known"));
  await plantDrift(hosts);
  const start = Date.now();
  await ended(upOn("known"));
  const lengthMs = Date.now() - start;
  const reference = { hosts, ...(await endState("known")) };
  note(`${hosts.length} machines; an update with ${BROKEN_HOSTS} to mend takes ${(lengthMs / 1000).toFixed(1)} s`);
  const random = randomNumbers(seed);
  const plan = [
    ["kill-command", moments],
    ...["kill-provider", "interrupt", "interrupt-twice"].map((kind) => [kind, others]),
  ];
  const blows = [];
  for (const [kind, count] of plan) {
    for (let index = 0; index < count; index++) {
      const result = await blow(kind, index, Math.round(random() * MOST * lengthMs), reference);
      blows.push(result);
      note(row(result));
    }
  }
  return { seed, machines: hosts.length, lengthMs, blows };
}

function note(text) {
  console.error(text);
}

function row({ kind, at, struck, met, code, goneMs, shells, locks, again, problems }) {
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`.padStart(7);
  const cells = [kind.padEnd(15), seconds(at), struck ? `exit ${code ?? "-"}`.padEnd(8) : "had ended"];
  cells.push(`gone after ${seconds(goneMs)}`, `shells ${met} -> ${shells}`, `locks ${locks}`, `again ${again}`);
  return [...cells, problems.length === 0 ? "ok" : `VIOLATION: ${problems.join("; ")}`].join("  ");
}

const result = await measure();
const violations = result.blows.filter(({ problems }) => problems.length > 0).length;
if (json) console.log(JSON.stringify(result, null, 2));
else {
  const struck = result.blows.filter((each) => each.struck);
  console.log(
    `${result.blows.length} blows at ${result.machines} machines, seed ${seed}; ${struck.length} met a run at work`,
  );
  console.log(`shells open at a blow: ${struck.reduce((sum, { met }) => sum + met, 0)}`);
  console.log(`locks left and cleared: ${struck.filter(({ locks }) => locks > 0).length}`);
  console.log(`longest time until nothing was left: ${Math.max(...struck.map(({ goneMs }) => goneMs))} ms`);
  console.log(`violations: ${violations}`);
}
process.exitCode = violations === 0 ? 0 : 1;

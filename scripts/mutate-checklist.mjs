/*
 * `npm run mutation:checklist [-- NAME…]`: changes what judges the checklist in one place at a time (each condition, predicate,
 * outcome, status and rule) and runs its tests. A change that no test notices survives, and is printed with its place. Names
 * are those of source files (`area-view`); without one all are changed. Exit code 1 when a change survives, 2 when none can be
 * tried.
 */
import { fork } from "node:child_process";
import * as fs from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { withChanges } from "./mutation/changes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Packages, and how the names of their sources that judge begin. */
const JUDGING = {
  "policies/juki-checklist": [""],
  "packages/checklist": [""],
  "packages/cli": ["reviewing/disposed-groups", "checking/judge-outcomes", "checking/machine-subject"],
};
/** The tests of a change do not take as long, unless they never end. */
const LIMIT_MS = 60_000;

/** Makes a copy of the packages that judge, with every change of the named sources in it. */
function wovenCopy(folder, names) {
  return Object.entries(JUDGING).flatMap(([home, judging]) => {
    const isWanted = (file) =>
      !file.endsWith(".test.js") ||
      file.endsWith(".fixture.test.js") ||
      judges(relative(join(root, home, "dist"), file), judging);
    for (const built of ["package.json", "dist"])
      fs.cpSync(join(root, home, built), join(folder, home, built), { recursive: true, filter: isWanted });
    for (const place of ["", home]) linkModules(place, folder);
    return sourcesOf(home, judging, names).flatMap((file) => {
      const source = fs.readFileSync(join(root, home, "src", file), "utf8");
      const { text, changes } = withChanges(`${home}/src/${file.replaceAll("\\", "/")}`, source);
      fs.writeFileSync(join(folder, home, "dist", file.replace(/\.ts$/, ".js")), text);
      return changes;
    });
  });
}

function judges(file, judging) {
  return judging.some((name) => file.replaceAll("\\", "/").startsWith(name));
}

function sourcesOf(home, judging, names) {
  const files = fs.readdirSync(join(root, home, "src"), { recursive: true }).sort();
  const sources = files.filter((file) => judges(file, judging) && /(?<!\.test)\.ts$/.test(file));
  return names.length === 0 ? sources : sources.filter((file) => names.includes(basename(file, ".ts")));
}

function linkModules(place, folder) {
  const [installed, link] = [root, folder].map((home) => join(home, place, "node_modules"));
  if (fs.existsSync(installed) && !fs.existsSync(link)) fs.symlinkSync(installed, link, "junction");
}

/** What a process answers; undefined where it ends instead, also because its time is over. */
function ask(child, key) {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
    const settle = (answer) => {
      clearTimeout(deadline);
      child.off("exit", onExit).off("message", settle);
      resolve(answer);
    };
    const onExit = () => settle(undefined);
    child.once("message", settle).once("exit", onExit).send(key);
  });
}

/** Every test has to pass without a change, and still after changes: else nothing that was noticed says anything. */
async function expectToPass(child, when) {
  const answer = await ask(child, "");
  if (answer?.failed.length === 0) return;
  child.kill();
  throw new Error(`${when} the tests fail without a change: ${answer?.failed.join("; ") ?? "they did not end"}`);
}

async function startTrial(folder) {
  const child = fork(join(root, "scripts/mutation/try-changes.mjs"), [folder], {
    stdio: ["ignore", "ignore", 2, "ipc"],
  });
  await expectToPass(child, "before anything was changed (is everything built?)");
  return child;
}

/** Tries changes until none is left. A process that a change ends, or keeps from ending, is replaced. */
async function tryAll(folder, queue, note) {
  let child = await startTrial(folder);
  for (let change = queue.pop(); change !== undefined; change = queue.pop()) {
    const answer = await ask(child, change.key);
    note(change.key, answer ?? { isReached: true, isNoticed: true });
    if (answer === undefined) child = await startTrial(folder);
  }
  await expectToPass(child, "after changes");
  child.disconnect();
}

async function survivorsAmong(changes, folder) {
  const queue = [...changes];
  const survivors = new Map();
  const note = (key, { isReached, isNoticed }) => {
    if (!isNoticed) survivors.set(key, isReached ? "" : " (no test reaches it)");
  };
  const tell = () =>
    console.error(`${changes.length - queue.length} of ${changes.length} changes, ${survivors.size} survived`);
  const progress = setInterval(tell, 5000);
  const trials = Array.from({ length: Math.min(availableParallelism(), 4) }, () => tryAll(folder, queue, note));
  const ends = await Promise.allSettled(trials);
  clearInterval(progress);
  for (const { reason } of ends) if (reason !== undefined) throw reason;
  return survivors;
}

const folder = fs.mkdtempSync(join(tmpdir(), "kijun-mutation-"));
try {
  const changes = wovenCopy(folder, process.argv.slice(2));
  if (changes.length === 0) throw new Error("no source of such a name judges the checklist, or it decides nothing");
  const survivors = await survivorsAmong(changes, folder);
  for (const { key, name, line, was, by } of changes)
    if (survivors.has(key)) console.log(`survived: ${name}:${line}: ${was} -> ${by}${survivors.get(key)}`);
  console.log(`${changes.length} changes, ${changes.length - survivors.size} noticed, ${survivors.size} survived`);
  process.exitCode = survivors.size === 0 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

/*
 * `npm run mutation:checklist [NAME…]`: changes what judges the checklist in one place at a time (each condition, predicate,
 * outcome and rule) and runs its tests. A change that no test notices survives, and is printed with its place. Names are those
 * of source files (`area-view`); without one all are changed. Exit code 1 when a change survives, 2 when none can be tried.
 */
import { fork } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { withChanges } from "./mutation/changes.mjs";

const root = join(fileURLToPath(import.meta.url), "../..");
const JUDGING = ["policies/juki-checklist", "packages/checklist"];
/** No test takes as long, so that a change with which they do not end is noticed. */
const LIMIT_MS = 30_000;

/** A copy of the packages with every change of the named sources in it. */
function wovenCopy(folder, names) {
  return JUDGING.flatMap((home) => {
    cpSync(join(root, home, "package.json"), join(folder, home, "package.json"));
    cpSync(join(root, home, "dist"), join(folder, home, "dist"), { recursive: true });
    for (const place of ["", home]) linkModules(place, folder);
    const sources = readdirSync(join(root, home, "src"), { recursive: true }).filter(
      (file) =>
        file.endsWith(".ts") &&
        !file.includes(".test.") &&
        (names.length === 0 || names.includes(basename(file, ".ts"))),
    );
    return sources.sort().flatMap((file) => {
      const { text, changes } = withChanges(
        join(home, "src", file),
        readFileSync(join(root, home, "src", file), "utf8"),
      );
      writeFileSync(join(folder, home, "dist", file.replace(/\.ts$/, ".js")), text);
      return changes;
    });
  });
}

function linkModules(place, folder) {
  const [installed, link] = [root, folder].map((home) => join(home, place, "node_modules"));
  if (existsSync(installed) && !existsSync(link)) symlinkSync(installed, link, "junction");
}

/** What the process says next; undefined where it ends or does not answer in time. */
function answerOf(child) {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
    const settle = (answer) => {
      clearTimeout(deadline);
      child.off("exit", onExit).off("message", settle);
      resolve(answer);
    };
    const onExit = () => settle(undefined);
    child.once("message", settle).once("exit", onExit);
  });
}

async function startTrial(folder) {
  const words = { stdio: ["ignore", "ignore", "inherit", "ipc"] };
  const child = fork(join(root, "scripts/mutation/try-changes.mjs"), [folder], words);
  const started = await answerOf(child);
  if (started?.failed.length === 0) return child;
  child.kill();
  throw new Error(
    `the tests fail without any change (is everything built?): ${started?.failed.join("; ") ?? "no answer"}`,
  );
}

/** Tries changes until none is left. A process that a change ends, or does not let end, is replaced. */
async function tryAll(folder, queue, note) {
  let child = await startTrial(folder);
  for (let change = queue.pop(); change !== undefined; change = queue.pop()) {
    child.send(change.key);
    const answer = await answerOf(child);
    note(change, answer ?? { isReached: true, isNoticed: true });
    if (answer === undefined) child = await startTrial(folder);
  }
  child.disconnect();
}

const folder = mkdtempSync(join(tmpdir(), "kijun-mutation-"));
try {
  const changes = wovenCopy(folder, process.argv.slice(2));
  if (changes.length === 0) throw new Error("no source file of the checklist that judges has such a name");
  const queue = [...changes];
  const survivors = [];
  const note = (change, { isReached, isNoticed }) => {
    if (!isNoticed) survivors.push({ ...change, isReached });
  };
  const tell = () =>
    console.error(`${changes.length - queue.length} of ${changes.length} changes, ${survivors.length} survived`);
  const progress = setInterval(tell, 5000);
  const workers = Array.from({ length: Math.min(availableParallelism(), 4) }, () => tryAll(folder, queue, note));
  const ends = await Promise.allSettled(workers);
  clearInterval(progress);
  for (const { reason } of ends) if (reason !== undefined) throw reason;
  survivors.sort(
    (left, right) =>
      changes.findIndex(({ key }) => key === left.key) - changes.findIndex(({ key }) => key === right.key),
  );
  for (const { name, line, was, by, isReached } of survivors)
    console.log(`survived: ${name}:${line}: ${was} -> ${by}${isReached ? "" : " (no test reaches it)"}`);
  console.log(
    `${changes.length} changes, ${changes.length - survivors.length} noticed by a test, ${survivors.length} survived`,
  );
  process.exitCode = survivors.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/*
 * A process that runs tests on a copy with changes woven in (`withChanges`); argument 1 is the folder of the copy. Sent "" it
 * runs all of them without a change and answers what failed; sent the key of a change, whether a test notices it. For a change
 * only those tests are run that reach its place, the quick ones first.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import Mocha from "mocha";

const QUICK_MS = 100;

/** Titles of the tests that ask for a change, by its key. */
const reaching = new Map();
const slow = new Set();
let change = "";
let title = "";
globalThis.isChanged = (key) => {
  if (change === "" && title !== "") reaching.set(key, (reaching.get(key) ?? new Set()).add(title));
  return key === change;
};

// What a test notices is not to depend on luck.
fc.configureGlobal({ seed: 1 });
const folder = process.argv[2] ?? "";
const mocha = new Mocha({ reporter: class {}, bail: true, timeout: 20_000 });
for (const file of readdirSync(folder, { recursive: true }))
  if (/(?<!\.fixture)\.test\.js$/.test(file) && !file.includes("node_modules")) mocha.addFile(join(folder, file));
mocha.cleanReferencesAfterRun(false);
await mocha.loadFilesAsync();

process.on("message", async (key) => process.send(key === "" ? await withoutChange() : await withChange(key)));

async function withoutChange() {
  const failed = [];
  mocha.grep(/(?:)/);
  await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on("test", (test) => (title = test.fullTitle()));
    runner.on("fail", (test, error) => failed.push(`${test.fullTitle()}: ${error.message}`));
    runner.on("pass", (test) => test.duration >= QUICK_MS && slow.add(test.fullTitle()));
  });
  title = "";
  return { failed };
}

async function withChange(key) {
  const titles = [...(reaching.get(key) ?? [])];
  change = key;
  const isNoticed =
    (await isOneFailing(titles.filter((each) => !slow.has(each)))) ||
    (await isOneFailing(titles.filter((each) => slow.has(each))));
  change = "";
  return { isReached: titles.length > 0, isNoticed };
}

async function isOneFailing(titles) {
  if (titles.length === 0) return false;
  mocha.grep(new RegExp(`^(?:${titles.map((each) => each.replaceAll(/[^\w\s]/g, "\\$&")).join("|")})$`));
  return (await new Promise((resolve) => mocha.run(resolve))) > 0;
}

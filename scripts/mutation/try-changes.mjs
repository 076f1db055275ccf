/*
 * A process that runs tests on a copy with changes woven in (`withChanges`): argument 1 is the folder of the copy. It first
 * runs all of them without a change and says what failed; then it answers the key of a change with whether a test notices.
 * Only tests that reach the place of a change are run for it, the quick ones first.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";

import Mocha from "mocha";

const QUICK_MS = 100;

const reached = new Map();
let change = "";
let title = "";
globalThis.isChanged = (key) => {
  if (title !== "") reached.set(key, (reached.get(key) ?? new Set()).add(title));
  return key === change;
};

const folder = process.argv[2] ?? "";
const mocha = new Mocha({ reporter: class {}, bail: true, timeout: 20_000 });
for (const file of readdirSync(folder, { recursive: true }))
  if (file.endsWith(".test.js") && !file.includes("node_modules")) mocha.addFile(join(folder, file));
mocha.cleanReferencesAfterRun(false);
await mocha.loadFilesAsync();

const failed = [];
const slow = new Set();
await new Promise((resolve) => {
  const runner = mocha.run(resolve);
  runner.on("test", (test) => (title = test.fullTitle()));
  runner.on("fail", (test, error) => failed.push(`${test.fullTitle()}: ${error.message}`));
  runner.on("test end", (test) => test.duration >= QUICK_MS && slow.add(test.fullTitle()));
});
title = "";
process.send({ failed });

process.on("message", async (key) => {
  const titles = [...(reached.get(key) ?? [])];
  change = key;
  const quick = titles.filter((each) => !slow.has(each));
  const rest = titles.filter((each) => slow.has(each));
  const isNoticed = (await fails(quick)) || (await fails(rest));
  change = "";
  process.send({ isReached: titles.length > 0, isNoticed });
});

/** Whether one of the tests with these titles fails. */
async function fails(titles) {
  if (titles.length === 0) return false;
  mocha.grep(new RegExp(`^(?:${titles.map((each) => each.replaceAll(/[^\w\s]/g, "\\$&")).join("|")})$`));
  return (await new Promise((resolve) => mocha.run(resolve))) > 0;
}

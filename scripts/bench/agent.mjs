// `npm run bench:agent`: reads one simulated terminal with much of everything on the PowerShell engine. Prints how long the
// script takes for each area, against the same reading by one call per item where somebody would write it so, and what
// the whole answer is on the wire. The cmdlets are stubs, so that a call costs here what the engine needs to make it; what
// Windows adds to each call comes on top. Ratios, never milliseconds, are to be compared between machines. Options:
// --runs N (default 5); --json. Exit code 1 when the answer is too large, 2 without a PowerShell engine.
import { prepare } from "../prepare.mjs";

const runsAt = process.argv.indexOf("--runs");
const runs = runsAt < 0 ? 5 : Number(process.argv[runsAt + 1]);
const json = process.argv.includes("--json");
const MOST_BYTES = 512 * 1024;
if (!Number.isInteger(runs) || runs < 1) {
  console.error("--runs is the number of readings, at least 1: npm run bench:agent -- --runs 5");
  process.exit(2);
}

prepare();
const { crowdedMachine } = await import("../../test/dist/agent-bench/crowded-machine.js");
const { readOverTheWire } = await import("../../test/dist/agent-bench/answer-on-the-wire.js");
const { timeReadings } = await import("../../test/dist/agent-bench/time-readings.js");

const crowded = crowdedMachine();
const { answer, answerBytes, sessionBytes } = await readOverTheWire(crowded);
const areas = await timeReadings(crowded, runs);
if ("pending" in areas) {
  console.error(`no readings: ${areas.pending}`);
  process.exit(2);
}
const factBytes = Buffer.byteLength(JSON.stringify(answer));
const all = areas.reduce((sum, { bulk }) => sum + bulk, 0);
if (json)
  console.log(JSON.stringify({ runs, milliseconds: all, areas, factBytes, answerBytes, sessionBytes }, null, 2));
else print();
process.exitCode = answerBytes < MOST_BYTES ? 0 : 1;

function print() {
  const number = (value, width) => value.toFixed(1).padStart(width);
  console.log(`area                          in bulk   by item   ratio   (ms, median of ${runs}; by item once)`);
  for (const { area, bulk, perItem } of areas.toSorted((left, right) => right.bulk - left.bulk)) {
    const peer = perItem === undefined ? "" : `${number(perItem, 10)}${number(perItem / bulk, 8)}`;
    console.log(`${area.padEnd(28)}${number(bulk, 9)}${peer}`);
  }
  const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
  console.log(`${"all areas".padEnd(28)}${number(all, 9)}`);
  console.log(
    `answer: ${kib(factBytes)} of facts, ${kib(answerBytes)} on the wire (goal < ${kib(MOST_BYTES)}); whole session, both directions: ${kib(sessionBytes)}`,
  );
}

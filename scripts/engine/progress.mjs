/** What the person sees while an engine is being got. All of it goes to stderr, so that stdout stays for results. */
import { performance } from "node:perf_hooks";

/** Long silence looks like a hang; ten seconds is the most that is promised. */
const INTERVAL_MS = 8_000;

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a long step, with a line at its start, at its end and every few seconds between.
 * @template T
 * @param {string} step
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] what the step has reached so far
 * @returns {Promise<T>}
 */
export async function withProgress(step, work, detail = () => "") {
  const start = performance.now();
  const elapsed = () => `${String(Math.round((performance.now() - start) / 1000))} s`;
  say(`${step} ...`);
  const timer = setInterval(() => say(`  ${elapsed()} ${detail()}`.trimEnd()), INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    say(`  ended after ${elapsed()}`);
  }
}

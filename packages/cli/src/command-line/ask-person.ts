import { createInterface } from "node:readline/promises";

import type { Output } from "./output.js";

/** Whether there is somebody to ask. */
export function canAsk(output: Output): boolean {
  return process.stdin.isTTY && output.stderr.isTTY === true;
}

/** Asks a question that only a clear yes answers; Ctrl-C and the end of input are a no. */
export async function askPerson(question: string, output: Output): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: output.stderr });
  const stop = new AbortController();
  reader.once("SIGINT", () => {
    stop.abort();
  });
  reader.once("close", () => {
    stop.abort();
  });
  try {
    const answer = await reader.question(question, { signal: stop.signal });
    return /^(?:y|yes|はい)$/i.test(answer.trim());
  } catch (error) {
    if (stop.signal.aborted) return false;
    throw error;
  } finally {
    reader.close();
  }
}

import { clearLine, cursorTo } from "node:readline";

import type { Text } from "../command-line/language.js";
import type { ProgressOutput, ProgressStream } from "./progress-display.js";

/** Cells of the longest line; one that the terminal breaks could not be rewritten. */
const LONGEST_LINE = 64;

/** A line on a terminal that is written again and again, and leaves nothing behind. Elsewhere there is none. */
export class PassingLine {
  /** Whether there is a terminal on which a line can be written again. */
  readonly isThere: boolean;

  constructor(
    private readonly stream: ProgressStream,
    environment: NodeJS.ProcessEnv,
  ) {
    this.isThere = stream.isTTY === true && environment["TERM"] !== "dumb" && (stream.columns || 80) > LONGEST_LINE;
  }

  show(text: string): void {
    if (!this.isThere) return;
    cursorTo(this.stream, 0);
    this.stream.write(text);
    clearLine(this.stream, 1);
  }

  /** Takes the line away, so that the results stand alone. */
  clear(): void {
    if (!this.isThere) return;
    cursorTo(this.stream, 0);
    clearLine(this.stream, 0);
  }
}

/** Does work that holds the process for seconds while a line on the terminal says what it is. */
export function whileShown<Result>(
  text: Text,
  { output, environment }: { readonly output: ProgressOutput; readonly environment: NodeJS.ProcessEnv },
  work: () => Result,
): Result {
  const line = new PassingLine(output.stderr, environment);
  line.show(text[output.language]);
  try {
    return work();
  } finally {
    line.clear();
  }
}

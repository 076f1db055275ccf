import { readFleetFiles, readJournal } from "@kijun/provider/run";

import type { Language } from "../command-line/language.js";
import { PassingLine } from "./passing-line.js";
import { countProgress, progressLine } from "./progress.js";
import type { ProgressScope } from "./progress.js";

/** A silent job is killed by some CI, so a line comes at least this often where there is no terminal. */
const LINE_EVERY_MS = 10_000;
const TERMINAL_EVERY_MS = 250;
/** Reading a long journal again and again must not take time from the run itself: at most one part in twenty. */
const IDLE_PER_WORK = 19;

/** Where progress is shown. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Where progress is shown, and in which language. */
export interface ProgressOutput {
  readonly stderr: ProgressStream;
  readonly language: Language;
}

/** Shows how far the run in a folder is: one line that is rewritten on a terminal, else a line every ten seconds. */
export class ProgressDisplay {
  private timer: NodeJS.Timeout | undefined;
  private machinesSince: number | undefined;
  private readonly passing: PassingLine;

  constructor(
    private readonly folder: string,
    private readonly output: ProgressOutput,
    environment: NodeJS.ProcessEnv,
    private readonly scope: ProgressScope = {},
  ) {
    this.passing = new PassingLine(output.stderr, environment);
  }

  start(): void {
    this.schedule(this.passing.isThere ? 0 : LINE_EVERY_MS);
  }

  /** Takes the line away, so that the results stand alone. */
  stop(): void {
    clearTimeout(this.timer);
    this.passing.clear();
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      const start = performance.now();
      const line = this.line();
      if (line !== undefined) this.show(line);
      const pause = (performance.now() - start) * IDLE_PER_WORK;
      this.schedule(Math.max(this.passing.isThere ? TERMINAL_EVERY_MS : LINE_EVERY_MS, pause));
    }, delayMs);
  }

  /** Undefined while a file is being written: progress waits for the next look and never ends a run. */
  private line(): string | undefined {
    try {
      // The program declares its machines one after the other while the first ones are read.
      const declared = [...readFleetFiles(this.folder).keys()];
      const counts = countProgress(declared, readJournal(this.folder), this.scope);
      if (counts.all > 0) this.machinesSince ??= Date.now();
      const elapsedMs = Date.now() - (this.machinesSince ?? Date.now());
      return progressLine(counts, elapsedMs, this.output.language);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  private show(line: string): void {
    if (this.passing.isThere) this.passing.show(line);
    else this.output.stderr.write(`${line}\n`);
  }
}

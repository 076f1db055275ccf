/** What a machine that hangs is given to let go of its shell, out of its time: a tenth of it, and no more than this. */
const MOST_FOR_CLOSING_MS = 2_000;

/**
 * An end that comes by itself: of the work on one machine, without touching that on the others. Its signal gives the reason
 * that `AbortSignal.timeout()` gives, so that nobody takes it for the end of the run.
 */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private hasPassed = false;

  /** Also ends with `outer`, the end of everything. `milliseconds` are for the work and for closing what it has opened. */
  constructor(
    private readonly outer: AbortSignal,
    private readonly milliseconds: number,
  ) {
    const forClosing = Math.min(milliseconds / 10, MOST_FOR_CLOSING_MS);
    this.timer = setTimeout(() => {
      this.hasPassed = true;
      this.controller.abort(new DOMException("the deadline has passed", "TimeoutError"));
    }, milliseconds - forClosing);
    outer.addEventListener("abort", this.onOuter, { once: true });
    if (outer.aborted) this.onOuter();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether the time ran out, and not something else ended the work. */
  get passed(): boolean {
    return this.hasPassed;
  }

  /** What comes of the work, or an error when all the time is up: nobody waits for what it has not closed by then. */
  async until<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const up = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error("the time is up"));
      }, this.milliseconds);
    });
    return Promise.race([work, up]).finally(() => {
      clearTimeout(timer);
    });
  }

  /** The work has ended. */
  release(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener("abort", this.onOuter);
  }

  private readonly onOuter = (): void => {
    this.controller.abort(this.outer.reason);
  };
}

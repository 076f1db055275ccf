/** An end that comes by itself: of the work on one machine, without touching that on the others. */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private hasPassed = false;

  /** Also ends with `outer`, the end of everything. */
  constructor(
    private readonly outer: AbortSignal,
    milliseconds: number,
  ) {
    this.timer = setTimeout(() => {
      this.hasPassed = true;
      this.controller.abort();
    }, milliseconds);
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

  /** The work has ended. */
  release(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener("abort", this.onOuter);
  }

  private readonly onOuter = (): void => {
    this.controller.abort(this.outer.reason);
  };
}

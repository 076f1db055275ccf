/** Runs work with at most `size` pieces at once, first come first served. */
export class Limit {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly size: number) {}

  /** Work that only waits may give its place back before it ends, so that it holds nobody up. */
  async run<Result>(work: (giveBack: () => void) => Promise<Result>): Promise<Result> {
    if (this.running >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running++;
    let held = true;
    const giveBack = (): void => {
      if (held) this.next();
      held = false;
    };
    try {
      return await work(giveBack);
    } finally {
      giveBack();
    }
  }

  private next(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running--;
    else next();
  }
}

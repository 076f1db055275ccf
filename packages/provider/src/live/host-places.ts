import { Limit } from "./limit.js";

/** A machine that does not accept a connection within this time is probably off, and waiting for it costs nothing. */
const CONNECTING_MS = 250;
/** A machine that works so long on its answer is slow or hangs; either way this computer is idle meanwhile. */
const WORKING_MS = 10_000;

/**
 * The bound of machines worked on at once. It bounds what this computer does, so a machine that is only waited for
 * gives its place to the next one: a hundred machines that are off cost one connect limit, not several.
 */
export class HostPlaces {
  private readonly limit: Limit;

  constructor(size: number) {
    this.limit = new Limit(size);
  }

  /** Runs work on one machine; the work says when its connection stands. */
  run<Result>(work: (connected: () => void) => Promise<Result>): Promise<Result> {
    return this.limit.run(async (giveBack) => {
      let timer: NodeJS.Timeout | undefined;
      const holdFor = (milliseconds: number): void => {
        clearTimeout(timer);
        const due = setTimeout(() => {
          // After long computing a connection may stand already and only be reported after the timers.
          setImmediate(() => {
            if (timer === due) giveBack();
          });
        }, milliseconds);
        timer = due;
      };
      holdFor(CONNECTING_MS);
      try {
        return await work(() => {
          holdFor(WORKING_MS);
        });
      } finally {
        clearTimeout(timer);
        timer = undefined;
      }
    });
  }
}

import { createHash } from "node:crypto";

/**
 * Chance that comes out the same for the same seed. Each purpose has a sequence of its own, so that a machine keeps its
 * identity when the simulator learns to make more of its noise.
 */
export class SeededRandom {
  #state: number;

  constructor(seed: string, purpose: string) {
    this.#state = createHash("sha256").update(`${seed}\n${purpose}`).digest().readUInt32LE(0);
  }

  /** A whole number from 0 up to, not including, `limit` (2^32 at most). */
  below(limit: number): number {
    return Math.floor((this.#next() / 2 ** 32) * limit);
  }

  /** True in about `share` of all calls, 0 to 1. */
  chance(share: number): boolean {
    return this.#next() < share * 2 ** 32;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  /** A GUID of version 4, lower-case, without braces. */
  guid(): string {
    const bytes = Buffer.alloc(16);
    for (const at of [0, 4, 8, 12]) bytes.writeUInt32LE(this.#next(), at);
    const digits = bytes.toString("hex");
    const variant = "89ab"[this.below(4)] ?? "8";
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      variant + digits.slice(17, 20),
      digits.slice(20),
    ].join("-");
  }

  /** mulberry32 by Tommy Ettinger (public domain): 32 bits of state are enough to look used. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

// What a process and everything it starts use of memory and processors. Linux only; elsewhere everything is 0.
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** Whose a process is, by its command line; the first that fits. */
const ROLES = [
  ["provider", /dynamic-provider/],
  ["program", /@pulumi\/pulumi\/cmd\/run/],
  ["language host", /language-nodejs|language-host/],
  ["engine", /./],
];

/** Processor seconds that a process has used so far. */
export function processorSeconds(pid) {
  return (statOf(pid)?.ticks ?? 0) / TICKS_PER_SECOND;
}

function statOf(pid) {
  try {
    // The name in parentheses may hold anything, so the fields are counted from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
    const [parent, ticks, pages] = [fields[1], Number(fields[11]) + Number(fields[12]), fields[21]];
    return { pid, parent: Number(parent), ticks, bytes: Number(pages) * PAGE_BYTES };
  } catch {
    // The process has ended meanwhile.
    return undefined;
  }
}

function roleOf(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return ROLES.find(([, pattern]) => pattern.test(line))?.[0] ?? "engine";
  } catch {
    return "engine";
  }
}

/** Samples a process tree until it is stopped. */
export class TreeSampler {
  #root;
  #timer;
  #peak = 0;
  #processes = new Map();

  constructor(pid) {
    this.#root = pid;
    if (process.platform === "linux") this.#timer = setInterval(() => this.#sample(), 100);
  }

  #sample() {
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const stats = all.map((name) => statOf(Number(name))).filter((stat) => stat !== undefined);
    const family = stats.filter(({ pid }) => pid === this.#root);
    for (const { pid } of family) family.push(...stats.filter(({ parent }) => parent === pid));
    this.#peak = Math.max(
      this.#peak,
      family.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    for (const { pid, ticks, bytes } of family) {
      const known = this.#processes.get(pid) ?? { ticks: 0, bytes: 0, role: roleOf(pid) };
      // A process is its parent's copy at first: the role is asked until it has become itself.
      const role = known.role === "engine" ? roleOf(pid) : known.role;
      this.#processes.set(pid, { ticks, bytes: Math.max(known.bytes, bytes), role });
    }
  }

  /** Ends the sampling: the highest sum of memory, and by role the processor seconds and the highest memory of one process. */
  stop() {
    clearInterval(this.#timer);
    const roles = {};
    for (const { role, ticks, bytes } of this.#processes.values()) {
      const { seconds = 0, peakBytes = 0 } = roles[role] ?? {};
      roles[role] = { seconds: seconds + ticks / TICKS_PER_SECOND, peakBytes: Math.max(peakBytes, bytes) };
    }
    return { peak: this.#peak, roles };
  }
}

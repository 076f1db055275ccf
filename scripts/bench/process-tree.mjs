// What a process and everything it starts use of memory and processors. Linux only; elsewhere everything is 0.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

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
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    // The process has ended meanwhile.
    return undefined;
  }
}

/** What a process is and holds: memory of its own, and pages of files, which processes of one executable share. */
function detailsOf(stat) {
  try {
    const [resident, shared] = readFileSync(`/proc/${stat.pid}/statm`, "utf8").split(" ").slice(1, 3).map(Number);
    const command = readFileSync(`/proc/${stat.pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const executable = readlinkSync(`/proc/${stat.pid}/exe`);
    return { ...stat, command, executable, own: (resident - shared) * PAGE_BYTES, shared: shared * PAGE_BYTES };
  } catch {
    return undefined;
  }
}

/** A process and all below it. One that is still its parent's copy, about to become another program, is the parent. */
function familyOf(root) {
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const stats = numbers.map((name) => statOf(Number(name))).filter((stat) => stat !== undefined);
  const family = stats.filter(({ pid }) => pid === root);
  for (const { pid } of family) family.push(...stats.filter(({ parent }) => parent === pid));
  const known = new Map(family.map(detailsOf).flatMap((process) => (process ? [[process.pid, process]] : [])));
  return [...known.values()].filter(({ parent, command }) => known.get(parent)?.command !== command);
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/**
 * The memory of processes together. Pages of files count once for each executable: added up by process, the pages of
 * Node.js would count three times and stand in memory once.
 */
function bytesTogether(processes) {
  const shared = new Map();
  for (const process of processes)
    shared.set(process.executable, Math.max(shared.get(process.executable) ?? 0, process.shared));
  return sum(processes.map(({ own }) => own)) + sum([...shared.values()]);
}

/** Samples a process tree until it is stopped. */
export class TreeSampler {
  #root;
  #timer;
  #peak = 0;
  #peakResident = 0;
  #processes = new Map();

  constructor(pid) {
    this.#root = pid;
    if (process.platform === "linux") this.#timer = setInterval(() => this.#sample(), 100);
  }

  #sample() {
    const family = familyOf(this.#root);
    this.#peak = Math.max(this.#peak, bytesTogether(family));
    this.#peakResident = Math.max(this.#peakResident, sum(family.map(({ own, shared }) => own + shared)));
    for (const { pid, ticks, command, own, shared } of family) {
      const role = ROLES.find(([, pattern]) => pattern.test(command))?.[0] ?? "engine";
      const bytes = Math.max(this.#processes.get(pid)?.bytes ?? 0, own + shared);
      this.#processes.set(pid, { ticks, bytes, role });
    }
  }

  /**
   * Ends the sampling: the highest memory of all together, the same as a plain sum of resident sizes, and by role the
   * processor seconds and the highest resident size of one process. All sizes in bytes.
   */
  stop() {
    clearInterval(this.#timer);
    const roles = {};
    for (const { role, ticks, bytes } of this.#processes.values()) {
      const { seconds = 0, peakBytes = 0 } = roles[role] ?? {};
      roles[role] = { seconds: seconds + ticks / TICKS_PER_SECOND, peakBytes: Math.max(peakBytes, bytes) };
    }
    return { peak: this.#peak, peakResident: this.#peakResident, roles };
  }
}

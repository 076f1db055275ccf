import { readdirSync, readFileSync } from "node:fs";

import { holds } from "./canary-forms.js";

const LOOK_EVERY_MS = 25;

/** Looks again and again at the command lines and environments of a process and everything it starts. Linux only. */
export class ProcessWatch {
  /** Command lines seen. */
  readonly commands: string[] = [];
  /** Where one of the searched forms was. */
  readonly found: string[] = [];
  /** Environments that held the marker: the proof that environments were read at all. */
  markedEnvironments = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly forms: readonly Buffer[],
    private readonly marker: string,
  ) {}

  follow(pid: number): void {
    if (process.platform !== "linux") return;
    this.timer = setInterval(() => {
      for (const each of familyOf(pid)) this.look(each);
    }, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(pid: number): void {
    for (const name of ["cmdline", "environ"]) {
      const bytes = contents(`/proc/${String(pid)}/${name}`);
      if (holds(bytes, this.forms)) this.found.push(`${name} of ${String(pid)}`);
      if (name === "environ" && bytes.includes(this.marker)) this.markedEnvironments++;
      if (name === "cmdline") this.commands.push(bytes.toString("utf8").replaceAll("\0", " "));
    }
  }
}

/** A process and all that descend from it, as they are at this moment. */
function familyOf(root: number): number[] {
  const family = [root];
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  for (const pid of family) family.push(...parents.filter(({ parent }) => parent === pid).map((each) => each.pid));
  return family;
}

function parentOf(pid: number): number {
  // The name in parentheses may hold anything, so the fields are counted from behind it.
  const fields = contents(`/proc/${String(pid)}/stat`)
    .toString("latin1")
    .split(") ")
    .at(-1)
    ?.split(" ");
  return Number(fields?.[1] ?? 0);
}

/** Nothing for a process that has ended meanwhile. */
function contents(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { KijunError } from "@kijun/core";
import { z } from "zod";

const fleetFileSchema = z.object({
  pid: z.int(),
  /** Port of the control channel on the loopback address. */
  port: z.int(),
  /** Bearer token of the control channel. */
  token: z.string(),
  /** ISO 8601, UTC. */
  started: z.string(),
  asOf: z.string(),
  hosts: z.int(),
});

/** What `fleet.json` says of a running fleet. */
export type FleetFile = z.output<typeof fleetFileSchema>;

/** The files of a fleet that is running; they go when it ends. */
const LIVE_FILES = ["fleet.json", "routes.json", "credentials.json", "specification.json"] as const;

type FleetFileName = (typeof LIVE_FILES)[number] | "state.json";

/** The folder in which a fleet keeps what others must know of it. Only its owner may read what is in it. */
export class FleetFolder {
  constructor(readonly path: string) {}

  /** Makes the folder where there is none. */
  prepare(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
  }

  /** The fleet that runs, or ran until its process died; undefined when none was started or it ended in order. */
  fleetFile(): FleetFile | undefined {
    return this.read("fleet.json", fleetFileSchema);
  }

  /** Claims the folder for one fleet; false when another one has. Never leaves a file half written. */
  claim(file: FleetFile): boolean {
    const draft = this.#write("fleet.json", file);
    try {
      linkSync(draft, this.#pathOf("fleet.json"));
      return true;
    } catch (error) {
      if (isCode(error, "EEXIST")) return false;
      throw error;
    } finally {
      rmSync(draft);
    }
  }

  /** Reads a JSON file; undefined when it does not exist. Errors: STATE_CORRUPTED. */
  read<Content>(name: FleetFileName, schema: z.ZodType<Content>): Content | undefined {
    const path = this.#pathOf(name);
    try {
      return schema.parse(JSON.parse(readFileSync(path, "utf8")));
    } catch (cause) {
      if (isCode(cause, "ENOENT")) return undefined;
      throw new KijunError("STATE_CORRUPTED", `${path} is not what a simulated fleet writes`, {
        hint: "Remove that file and start the fleet again.",
        cause,
      });
    }
  }

  /** Writes a JSON file that only its owner may read. Never leaves it half written. */
  write(name: FleetFileName, content: unknown): void {
    renameSync(this.#write(name, content), this.#pathOf(name));
  }

  remove(name: FleetFileName): void {
    rmSync(this.#pathOf(name), { force: true });
  }

  /** Removes everything that says that a fleet is running; kept state stays. */
  removeLiveFiles(): void {
    for (const name of LIVE_FILES) this.remove(name);
  }

  #write(name: FleetFileName, content: unknown): string {
    const draft = `${this.#pathOf(name)}.${String(process.pid)}`;
    writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
    return draft;
  }

  #pathOf(name: FleetFileName): string {
    return join(this.path, name);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** What an engine printed. */
export interface EngineText {
  readonly stdout: string;
  readonly stderr: string;
}

/** Where an engine prints to: files of a folder, or pipes where no folder is given. */
export class EngineOutput {
  private readonly paths: readonly [string, string] | undefined;
  private readonly files: readonly number[];

  constructor(folder: string | undefined) {
    this.paths = folder === undefined ? undefined : [join(folder, "stdout.txt"), join(folder, "stderr.txt")];
    this.files = (this.paths ?? []).map((path) => openSync(path, "w", 0o600));
  }

  /** For `spawn`. */
  get streams(): [number | "pipe", number | "pipe"] {
    const [stdout = "pipe", stderr = "pipe"] = this.files;
    return [stdout, stderr];
  }

  /** All that comes through the pipes; undefined where there are none. */
  async read({ stdout, stderr }: ChildProcess): Promise<EngineText | undefined> {
    if (stdout === null || stderr === null) return undefined;
    const [out, error] = await Promise.all([textOf(stdout), textOf(stderr)]);
    return { stdout: out, stderr: error };
  }

  /** What stands in the files. */
  written(): EngineText {
    const [stdout = "", stderr = ""] = (this.paths ?? []).map((path) => readFileSync(path, "utf8"));
    return { stdout, stderr };
  }

  /** Takes the files away; whoever needs the text has read it. */
  close(): void {
    for (const file of this.files) closeSync(file);
    for (const path of this.paths ?? []) rmSync(path, { force: true });
  }
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

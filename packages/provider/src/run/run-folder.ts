import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The user's own folder for what outlives one command: last readings, the credential latch, runs. `KIJUN_HOME` or `~/.kijun`. */
export function kijunHome(environment: NodeJS.ProcessEnv = process.env): string {
  return environment["KIJUN_HOME"] || join(homedir(), ".kijun");
}

/** Where the program, the provider and the command of one run leave their files for each other: `KIJUN_RUN` or a shared default. */
export function runFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment["KIJUN_RUN"] || join(kijunHome(environment), "run");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

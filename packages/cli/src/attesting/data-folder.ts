import { join, resolve } from "node:path";

import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Project } from "../project/project.js";

/** Options of commands that keep or read what belongs to the customer. */
export interface DataOptions {
  readonly data?: string;
}

/** Gives a command the option that names the customer's folder. */
export function addDataOption(line: CommandLine, command: Command): Command {
  return command.option(
    "--data <dir>",
    line.text({
      ja: "顧客データのフォルダー（既定: KIJUN_DATA、なければKIJUN_HOMEの下のdata/プロジェクト名）",
      en: "folder of the customer's data (default: KIJUN_DATA, else data/<project> in KIJUN_HOME)",
    }),
  );
}

/** Where the customer's own data is: what was given out to people, and what they have answered. Absolute. */
export function dataFolder({ home, environment }: Session, { data }: DataOptions, { name }: Project): string {
  return resolve(data ?? (environment["KIJUN_DATA"] || join(home, "data", name)));
}

/** Where records of the sheets that were given out are, and the key of their rows. */
export function sheetsFolder(folder: string): string {
  return join(folder, "attestation-sheets");
}

import { readFileSync } from "node:fs";

import { KijunError } from "@kijun/core";
import { codeOf } from "@kijun/report";
import { CommanderError } from "commander";

import { CommandLine } from "./command-line/command-line.js";
import type { Surroundings } from "./command-line/command-line.js";
import { chooseLanguage } from "./command-line/language.js";
import { causeOfError } from "./run/exit-causes.js";

/** Each command, in the order of the help, and the module that adds it. */
const COMMANDS: Readonly<Record<string, () => Promise<(line: CommandLine) => void>>> = {
  fleet: async () => (await import("./commands/fleet-group.js")).addFleet,
  env: async () => (await import("./commands/print-environment.js")).addEnvironment,
  credential: async () => (await import("./commands/credential-group.js")).addCredential,
  preview: async () => (await import("./commands/preview.js")).addPreview,
  check: async () => (await import("./commands/check.js")).addCheck,
  merge: async () => (await import("./commands/merge.js")).addMerge,
  harvest: async () => (await import("./commands/harvest.js")).addHarvest,
  review: async () => (await import("./commands/review.js")).addReview,
  status: async () => (await import("./commands/status.js")).addStatus,
  doctor: async () => (await import("./commands/doctor.js")).addDoctor,
  explain: async () => (await import("./commands/explain.js")).addExplain,
  areas: async () => (await import("./commands/list-areas.js")).addAreas,
  learn: async () => (await import("./commands/learn.js")).addLearn,
  pilot: async () => (await import("./commands/pilot-group.js")).addPilot,
  attest: async () => (await import("./commands/attest-group.js")).addAttest,
  collect: async () => (await import("./commands/collect-group.js")).addCollect,
  up: async () => (await import("./commands/up.js")).addUp,
  adopt: async () => (await import("./commands/adopt.js")).addAdopt,
  replace: async () => (await import("./commands/replace.js")).addReplace,
};

/** Runs one command line, and answers the exit code. */
export async function runCommandLine(
  words: readonly string[],
  surroundings: Pick<Surroundings, "environment" | "stdout" | "stderr">,
): Promise<number> {
  const end = words.indexOf("--");
  const own = end < 0 ? words : words.slice(0, end);
  const language = chooseLanguage(own, surroundings.environment);
  const engineArguments = end < 0 ? [] : words.slice(end + 1);
  const line = new CommandLine({ ...surroundings, language, engineArguments }, version());
  try {
    for (const load of commandsToLoad(line, own)) (await load())(line);
    await line.program.parseAsync(own, { from: "user" });
    return line.exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) line.output().error(error);
    return exitCodeOf(error);
  }
}

/**
 * Only the command that the words name, so that it starts without what all the others need; all of them where the words
 * name none, as the help and the suggestion for a misspelt word do.
 */
function commandsToLoad(
  { program }: CommandLine,
  words: readonly string[],
): (() => Promise<(line: CommandLine) => void>)[] {
  const [name = ""] = program.parseOptions([...words]).operands;
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return named === undefined ? Object.values(COMMANDS) : [named];
}

/** The parser ends a command with an error of its own after it has printed help: with 0 when help was asked for. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return codeOf(error.exitCode === 0 ? "done" : "configuration");
  return codeOf(error instanceof KijunError ? causeOfError(error.code) : "internal");
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return manifest.version;
}

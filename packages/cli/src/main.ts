import { readFileSync } from "node:fs";

import { KijunError } from "@kijun/core";
import { codeOf } from "@kijun/report";
import { CommanderError } from "commander";

import { CommandLine } from "./command-line/command-line.js";
import { chooseLanguage } from "./command-line/language.js";
import { addAdopt } from "./commands/adopt.js";
import { addAttest } from "./commands/attest-group.js";
import { addCollect } from "./commands/collect-group.js";
import { addAreas } from "./commands/list-areas.js";
import { addCheck } from "./commands/check.js";
import { addCredential } from "./commands/credential-group.js";
import { addDoctor } from "./commands/doctor.js";
import { addExplain } from "./commands/explain.js";
import { addFleet } from "./commands/fleet-group.js";
import { addHarvest } from "./commands/harvest.js";
import { addMerge } from "./commands/merge.js";
import { addLearn } from "./commands/learn.js";
import { addPilot } from "./commands/pilot-group.js";
import { addPreview } from "./commands/preview.js";
import { addEnvironment } from "./commands/print-environment.js";
import { addReplace } from "./commands/replace.js";
import { addReview } from "./commands/review.js";
import { addStatus } from "./commands/status.js";
import { addUp } from "./commands/up.js";
import { causeOfError } from "./run/exit-causes.js";

/** Runs the command line of this process. The exit code stands in `process.exitCode`, so that output is written out first. */
async function main(words: readonly string[]): Promise<void> {
  const end = words.indexOf("--");
  const own = end < 0 ? words : words.slice(0, end);
  const { env: environment, stdout, stderr } = process;
  const language = chooseLanguage(own, environment);
  const engineArguments = end < 0 ? [] : words.slice(end + 1);
  const line = new CommandLine({ environment, stdout, stderr, language, engineArguments }, version());
  for (const add of [
    addFleet,
    addEnvironment,
    addCredential,
    addPreview,
    addCheck,
    addMerge,
    addHarvest,
    addReview,
    addStatus,
    addDoctor,
    addExplain,
    addAreas,
    addLearn,
    addPilot,
    addAttest,
    addCollect,
    addUp,
    addAdopt,
    addReplace,
  ])
    add(line);
  try {
    await line.program.parseAsync(own, { from: "user" });
    process.exitCode = line.exitCode;
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!(error instanceof CommanderError)) line.output().error(error);
  }
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

// A reader that has seen enough (`kijun preview | head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

void main(process.argv.slice(2));

import { errorTable, KijunError, MACHINE_TYPE } from "@kijun/core";
import type { ErrorCode } from "@kijun/core";
import type { ExitCause } from "@kijun/report";

import { causeOfError } from "../run/exit-causes.js";
import type { EngineEvents } from "./engine-events.js";
import type { EngineExit } from "./run-engine.js";

/** What the end of an engine command means for the run. */
export interface EngineVerdict {
  readonly causes: readonly ExitCause[];
  /** What a person must be told beside the findings. */
  readonly error?: KijunError;
}

/** Pulumi's exit code for `--expect-no-changes`. */
const EXIT_CHANGES = 7;

const ENDED = /^(?:preview|update|refresh) (?:failed|canceled)$/;

/** What a verdict must know beside what the engine said. */
export interface VerdictContext {
  readonly stack: string;
  /** Machines could not be changed, which the findings tell better than the engine does. */
  readonly applyFailures?: boolean;
  /** Where all that the engine printed can be read. */
  readonly outputFile?: string;
}

/** Why the engine did not succeed. */
export function engineVerdict(exit: EngineExit, events: EngineEvents, context: VerdictContext): EngineVerdict {
  if (exit.interrupted) return { causes: ["cancelled"] };
  if (exit.code === 0) return { causes: [] };
  if (exit.code === EXIT_CHANGES) return { causes: ["differences"] };
  const errors = events.messages.filter(({ severity }) => severity === "error");
  const declared = errors.map(({ message }) => declaredError(message)).find((error) => error !== undefined);
  if (declared !== undefined) return { causes: [causeOfError(declared.code)], error: declared };
  if (events.violations.some(({ enforcement }) => enforcement === "mandatory")) return { causes: ["checklist"] };
  const texts = errors.filter(({ urn }) => !urn?.includes(MACHINE_TYPE)).map(({ message }) => message);
  const unexplained = [exit.stderr.trim(), ...texts.filter((text) => !ENDED.test(text))].filter((text) => text !== "");
  if (context.applyFailures === true && unexplained.length === 0) return { causes: [] };
  const error = engineFailure(unexplained.join("\n"), exit, context);
  return { causes: [causeOfError(error.code)], error };
}

/** An error that the program raised on purpose: `CODE: message`, and the next step on the last line. */
function declaredError(text: string): KijunError | undefined {
  const match = /^([A-Z_]+): (.*)\n([^\n]+)$/s.exec(text.trimEnd());
  const [, code = "", message = "", hint = ""] = match ?? [];
  return isErrorCode(code) ? new KijunError(code, message, { hint }) : undefined;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTable, code);
}

function engineFailure(text: string, exit: EngineExit, { stack, outputFile }: VerdictContext): KijunError {
  const words = text.replace(/^error: /, "");
  if (words.includes("currently locked by")) {
    return new KijunError("STACK_LOCKED", words, {
      hint: `If no other run is at work on it: pulumi cancel --yes --stack ${stack}`,
    });
  }
  if (/incorrect passphrase|passphrase must be set/.test(words)) {
    return new KijunError("PASSPHRASE_MISSING", words, {
      hint: "The stack was made with another one: restore the file passphrase of Kijun's home from a backup, or set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to it.",
    });
  }
  const end =
    exit.code === undefined ? "the engine was killed" : `the engine ended with exit code ${String(exit.code)}`;
  return new KijunError("ENGINE_FAILED", words === "" ? end : `${end}:\n${words}`, {
    hint:
      outputFile === undefined
        ? "Correct what the engine names, then run the command again."
        : `All that the engine printed is in ${outputFile}`,
  });
}

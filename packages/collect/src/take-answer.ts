import { KijunError } from "@kijun/core";
import { keepReading, keptReading } from "@kijun/provider/live";

import { judgeAnswer } from "./judge-answer.js";
import type { JudgedAnswer, JudgeOptions } from "./judge-answer.js";
import type { AnswerFile } from "./open-answer.js";

/** What became of an answer file. Only `kept` has changed anything. */
export type AnswerOutcome =
  /** `duplicate`: it was taken in before. `superseded`: a newer reading of the machine is kept. */
  | ({ readonly file: string; readonly outcome: "kept" | "duplicate" | "superseded" } & JudgedAnswer)
  | { readonly file: string; readonly outcome: "refused"; readonly error: KijunError };

/** Judges an answer and keeps its reading where that is the newest of its machine. A refusal is an outcome. */
export async function takeAnswer(
  file: AnswerFile,
  options: Omit<JudgeOptions, "kept">,
  environment: NodeJS.ProcessEnv,
): Promise<AnswerOutcome> {
  try {
    const judged = judgeAnswer(file, { ...options, kept: (host) => keptReading(host, environment) });
    return { file: file.name, outcome: await keep(judged, environment), ...judged };
  } catch (error) {
    if (error instanceof KijunError) return { file: file.name, outcome: "refused", error };
    throw error;
  }
}

async function keep(
  { reading }: JudgedAnswer,
  environment: NodeJS.ProcessEnv,
): Promise<"kept" | "duplicate" | "superseded"> {
  const known = keptReading(reading.host, environment);
  if (known.kind === "kept" && known.content.answerDigest === reading.answerDigest) return "duplicate";
  return (await keepReading(reading, environment)) === "older" ? "superseded" : "kept";
}

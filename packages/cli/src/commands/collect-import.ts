import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

import { ControllerKey, refused, takeAnswer } from "@kijun/collect";
import type { AnswerFile, AnswerOutcome } from "@kijun/collect";
import { KijunError } from "@kijun/core";
import { exitFor } from "@kijun/report";
import type { ExitCause } from "@kijun/report";
import { InvalidArgumentError } from "commander";
import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import { importRecord, importText } from "./collect-import-text.js";

interface ImportOptions {
  readonly maxAge: string;
  readonly json?: boolean;
}

const ANSWER_FILE = ".answer.json";
const MOST_BYTES = 64 * 1024 * 1024;

/** `kijun collect import` */
export function addCollectImport(line: CommandLine, group: Command): void {
  const description = {
    ja: "持ち帰った回答を検証し、接続して読み取ったものと同じように判定できるように保存する",
    en: "judges the answers that were carried back, and keeps their readings for kijun check",
  };
  line
    .command(group, "import <paths...>", description, "kijun collect import /media/usb/collect-kita")
    .option(
      "--max-age <days>",
      line.text({ ja: "受け入れる読み取りの古さ（日数）", en: "how old a reading may be, in days" }),
      days,
      "14",
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((paths: string[], options: ImportOptions) => line.run((session) => take(session, paths, options)));
}

function days(text: string): string {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 366) return text;
  throw new InvalidArgumentError("An age is a whole number of days from 1 to 366.");
}

async function take(session: Session, paths: readonly string[], { maxAge, json }: ImportOptions): Promise<number> {
  const { output, home, version, environment } = session;
  const key = ControllerKey.of(home);
  const options = { key, release: version, now: new Date(), maxAgeDays: Number(maxAge) };
  const outcomes: AnswerOutcome[] = [];
  for (const path of paths.flatMap(answerPaths)) {
    const file = fileOf(path);
    const outcome = "error" in file ? file : await takeAnswer(file, options, { ...environment, KIJUN_HOME: home });
    outcomes.push(outcome);
    if (json !== true) output.result(importText(outcome, output.language));
  }
  const exit = exitFor(outcomes.flatMap(causesOf));
  if (json === true) output.json(importRecord(outcomes, exit));
  return exit.code;
}

function causesOf(outcome: AnswerOutcome): ExitCause[] {
  if (outcome.outcome === "refused") return ["configuration"];
  return outcome.unread.length > 0 ? ["unreadable"] : [];
}

/** Where answers lie in a folder: in itself, and where the folder's script puts them. */
const PLACES = [".", "answers"];

/** The answer files that a path stands for, by name, so that of two of one machine the later one comes last. */
function answerPaths(path: string): string[] {
  const found = PLACES.flatMap((place) => namesIn(join(path, place)).map((name) => join(path, place, name)));
  // A folder without an answer is a mistake that is told like a file that is none.
  return found.length === 0 ? [path] : found.sort();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(resolve(folder)).filter((name) => name.endsWith(ANSWER_FILE));
  } catch {
    return [];
  }
}

const HINT = "Name the answer file that the folder's script wrote, or the folder that it lies in.";

function fileOf(path: string): AnswerFile | Extract<AnswerOutcome, { outcome: "refused" }> {
  const full = resolve(path);
  const notTaken = (error: KijunError) => ({ file: path, outcome: "refused" as const, error });
  try {
    const found = statSync(full);
    if (found.isDirectory())
      return notTaken(new KijunError("ARGUMENT_INVALID", `${path} holds no file *${ANSWER_FILE}`, { hint: HINT }));
    if (found.size > MOST_BYTES)
      return notTaken(refused(path, [`it is larger than any answer (${String(found.size)} bytes)`], HINT));
    return { name: path, bytes: readFileSync(full) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return notTaken(new KijunError("ARGUMENT_INVALID", `${path} cannot be read: ${reason}`, { hint: HINT, cause }));
  }
}

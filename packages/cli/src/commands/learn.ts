import { existsSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { entriesOf, KijunError } from "@kijun/core";
import { learnedReadings } from "@kijun/provider/fleet";
import type { LearnedReadings } from "@kijun/provider/fleet";
import type { FleetFileEntry } from "@kijun/provider/run";
import { exitFor } from "@kijun/report";
import { settingAreas } from "@kijun/settings";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Language, Text } from "../command-line/language.js";
import { createRunFolder } from "../run/run-folders.js";
import { chosenAreas } from "../run/selection.js";
import { addAreaOption } from "../run/selection-options.js";
import { readNow } from "../seeing/read-now.js";
import { entryOf, loadSeenFleet } from "../seeing/seen-fleet.js";

interface LearnOptions {
  readonly out: string;
  readonly area?: readonly string[];
}

/** `kijun learn` */
export function addLearn(line: CommandLine): void {
  const description = {
    ja: "基準機1台のプローブの値を読み取り、人が確認・承認するためのファイルに書く（何も変更せず、何も承認しない）",
    en: "reads the probes of one reference machine into a file for a person to approve; changes and approves nothing",
  };
  const command = line
    .command(line.program, "learn", description, "kijun learn KITA-T001 --area yarai --out learned.json")
    .argument("<host>", line.text({ ja: "基準機", en: "reference machine" }))
    .requiredOption(
      "--out <file>",
      line.text({ ja: "書き込むファイル（既存なら拒否）", en: "file to write; an existing one is refused" }),
    );
  addAreaOption(line, command, {
    ja: "対象の設定領域（既定: プローブの全領域）",
    en: "setting areas (default: all of probes)",
  }).action((host: string, options: LearnOptions) => line.run((session) => learn(session, host, options)));
}

async function learn(session: Session, host: string, { out, area }: LearnOptions): Promise<number> {
  const { output, home } = session;
  const file = newFile(out);
  const fleet = await loadSeenFleet(session);
  const entry = entryOf(fleet, host);
  const areas = areasToLearn(entry, chosenAreas(area === undefined ? {} : { area }));
  const { path: runFolder } = createRunFolder(home);
  const { outcomes, interrupted } = await readNow([entry], { output, environment: fleet.environment, runFolder });
  const reading = outcomes[0]?.reading?.reading;
  if (reading?.kind !== "complete") {
    const why = reading === undefined ? "not read" : `${reading.code} ${reading.message}\n  ${reading.hint}`;
    output.note(`${entry.host}: ${why}`);
    return exitFor(interrupted ? ["cancelled"] : ["unreadable"]).code;
  }
  const learned = learnedReadings(entry, reading, areas);
  writeFileSync(file, `${JSON.stringify(learned, null, 2)}\n`, { flag: "wx" });
  output.result(output.text(saidOf(learned, file)));
  return exitFor(learned.unread.some(({ code }) => !(code in WHY_NOT)) ? ["unreadable"] : []).code;
}

function newFile(out: string): string {
  const file = resolve(out);
  const problem = existsSync(file) ? "is there already" : existsSync(dirname(file)) ? undefined : "has no folder";
  if (problem === undefined) return file;
  throw new KijunError("ARGUMENT_INVALID", `--out ${out}: the file ${problem}`, {
    hint: "Name a new file in a folder that is there: an approved one must not be lost.",
  });
}

/** The areas of probes that the machine declares, as far as they are chosen. Errors: ARGUMENT_INVALID for none. */
function areasToLearn({ host, areas }: FleetFileEntry, chosen: readonly string[] | undefined): string[] {
  const ids = settingAreas
    .filter(({ usesProbes, property }) => usesProbes && areas[property] !== undefined)
    .map(({ id }) => id);
  const learnt = ids.filter((id) => chosen?.includes(id) ?? true);
  if (learnt.length > 0) return learnt;
  const known = ids.length === 0 ? "Declare probes in its class." : `It has probes in ${ids.join(", ")}.`;
  throw new KijunError(
    "ARGUMENT_INVALID",
    `nothing that probes find is declared${chosen === undefined ? "" : ` in ${chosen.join(", ")}`} for ${host}`,
    {
      hint: known,
    },
  );
}

/** Why something that was read all the same stands for nothing. */
const WHY_NOT: { readonly [code: string]: Text } = {
  PLACE_UNKNOWN: { ja: "確認する場所がまだ指示されていない", en: "nobody has said yet where it is found" },
  NOT_ONE_VALUE: { ja: "一つの値として宣言できない", en: "it is no single value that could be declared" },
};

function saidOf({ areas, unread }: LearnedReadings, file: string): Text {
  const count = Object.values(areas).flatMap(entriesOf).length;
  const left = (language: Language): string[] =>
    unread.map(({ path, code, detail }) => `  ${path}: ${WHY_NOT[code]?.[language] ?? `${code} ${detail}`}`);
  return {
    ja: [
      `${file}: ${String(count)}件の値を記録、未記録${String(unread.length)}件`,
      ...left("ja"),
      "次の手順: 内容を確認し、approval（承認者・承認日・根拠文書）を記入してから基準に取り込む",
    ].join("\n"),
    en: [
      `${file}: ${String(count)} values written, ${String(unread.length)} not`,
      ...left("en"),
      "next: check it, fill in approval (by, on, reference), then take it over in a baseline (approvedReadings)",
    ].join("\n"),
  };
}

import { sheetIssueText } from "@kijun/documents";
import type { Unanswered } from "@kijun/documents";
import { exitFor } from "@kijun/report";
import type { ExitCause } from "@kijun/report";
import type { Command } from "commander";

import { momentOf } from "../attesting/clock.js";
import { addDataOption, dataFolder } from "../attesting/data-folder.js";
import type { DataOptions } from "../attesting/data-folder.js";
import { takeIn } from "../attesting/take-in.js";
import type { TakenIn } from "../attesting/take-in.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Language, Text } from "../command-line/language.js";
import { readProject } from "../project/project.js";
import { seeingEnvironment } from "../seeing/seen-fleet.js";

interface ImportOptions extends DataOptions {
  readonly correct?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

type Exit = ReturnType<typeof exitFor>;

/** `kijun attest import` */
export function addAttestImport(line: CommandLine, group: Command): void {
  const description = {
    ja: "記入済みの点検票を発行記録と照合し、回答を記録する（1か所でも誤りがあれば何も記録しない）",
    en: "holds returned sheets against what was given out and records the answers: all of them, or none",
  };
  const command = line
    .command(group, "import <file...>", description, "kijun -C stacks/sapporo attest import ../sheets/*.xlsx --dry-run")
    .option(
      "--correct",
      line.text({
        ja: "同じ日の回答が既にあるとき、今回の回答で置き換える",
        en: "let an answer take the place of another one about the same day",
      }),
    )
    .option("--dry-run", line.text({ ja: "照合だけを行い、何も記録しない", en: "check only; record nothing" }))
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }));
  addDataOption(line, command).action((files: readonly string[], options: ImportOptions) =>
    line.run((session) => take(session, files, options)),
  );
}

async function take(session: Session, files: readonly string[], options: ImportOptions): Promise<number> {
  const { output } = session;
  const project = readProject(session.projectFolder);
  const now = momentOf(await seeingEnvironment(session));
  const dryRun = options.dryRun === true;
  const data = dataFolder(session, options, project);
  const taken = await takeIn({ project, data, files, now, corrects: options.correct === true, dryRun });
  const exit = exitFor(causesOf(taken));
  if (options.json === true) output.json(recordOf(taken, now.day, dryRun, exit));
  else output.result(textOf(taken, dryRun, exit, output.language));
  return exit.code;
}

function causesOf({ issues, unanswered }: TakenIn): ExitCause[] {
  if (issues.length > 0) return ["configuration"];
  return unanswered.length > 0 ? ["attestation"] : [];
}

function recordOf(taken: TakenIn, today: string, dryRun: boolean, exit: Exit): object {
  const { year, kept, files, issues, added, known, corrected, unanswered } = taken;
  return {
    ...{ schema: "kijun.attest-import/1", year: year.name, today, attestations: kept, dryRun, exit, files },
    issues: issues.map((issue) => ({ ...issue, message: sheetIssueText(issue) })),
    ...{ added, corrected, known: known.length, unanswered },
  };
}

const TEXTS = {
  refused: (count: number): Text => ({
    ja: `誤り${count}か所。何も記録していません。`,
    en: `${count} problem(s); nothing was recorded`,
  }),
  counts: ({ added, known, corrected }: TakenIn): Text => ({
    ja: `新規${added.length}、置換${corrected.length}、記録済み${known.length}`,
    en: `${added.length} new, ${corrected.length} corrected, ${known.length} known already`,
  }),
  failed: { ja: "× の回答:", en: "answered with a cross:" },
  open: (count: number): Text => ({ ja: `未実施${count}件:`, en: `${count} not answered:` }),
  recorded: (file: string): Text => ({ ja: `記録先: ${file}`, en: `recorded in ${file}` }),
  nothing: { ja: "新しい回答はありません。", en: "nothing new to record" },
  dry: { ja: "照合のみ（何も記録していません）", en: "checked only; nothing was recorded" },
  next: {
    ja: "次の手順: 上の箇所を直し、同じファイルをもう一度取り込む",
    en: "next: correct each place named above, then take the same files in again",
  },
} as const;

function textOf(taken: TakenIn, dryRun: boolean, exit: Exit, language: Language): string {
  const { issues, added, corrected, unanswered, kept } = taken;
  const said = (text: Text): string => text[language];
  const end = exit.code === 0 ? [] : [`exit ${exit.code} (${exit.reasons.join(", ")})`];
  if (issues.length > 0) {
    const places = issues.map((issue) => `  ${said(sheetIssueText(issue))}`);
    return [said(TEXTS.refused(issues.length)), ...places, said(TEXTS.next), ...end].join("\n");
  }
  const isNew = added.length + corrected.length > 0;
  const failed = [...added, ...corrected].filter(({ answer }) => answer === "fail");
  return [
    said(TEXTS.counts(taken)),
    ...(failed.length === 0 ? [] : [said(TEXTS.failed)]),
    ...failed.map(({ host, item, part, note = "" }) => `  ${host} ${item}/${part}: ${oneLine(note)}`),
    ...(unanswered.length === 0 ? [] : [said(TEXTS.open(unanswered.length))]),
    ...openLines(unanswered),
    said(dryRun ? TEXTS.dry : isNew ? TEXTS.recorded(kept) : TEXTS.nothing),
    ...end,
  ].join("\n");
}

/** One line for each machine. */
function openLines(unanswered: readonly Unanswered[]): string[] {
  const lines = new Map<string, { readonly headings: string[]; readonly note: string }>();
  for (const { form, issue, host, heading, note } of unanswered) {
    const place = `${form}.${issue} ${host}`;
    const line = lines.get(place) ?? { headings: [], note: note === undefined ? "" : `: ${oneLine(note)}` };
    line.headings.push(heading);
    lines.set(place, line);
  }
  return [...lines].map(([place, { headings, note }]) => `  ${place} ${headings.join(", ")}${note}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ");
}

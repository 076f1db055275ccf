import { existsSync, readFileSync } from "node:fs";
import { resolve, sep } from "node:path";

import { KijunError } from "@kijun/core";
import { EVIDENCE_FILE, judgeReport, NO_EVIDENCE, readEvidence, withReport, writeEvidence } from "@kijun/pilot";
import type { ClaimResult, JudgedReport, ReportFile } from "@kijun/pilot";
import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";
import type { Language } from "../command-line/language.js";

interface ImportOptions {
  readonly readings?: string;
  readonly evidence?: string;
  readonly json?: boolean;
}

/** `kijun pilot import` */
export function addPilotImport(line: CommandLine, group: Command): void {
  const description = {
    ja: "実機の報告を検証し、推定ごとの結果（ビルド・エディション・言語）をリポジトリのデータに記録する",
    en: "takes in the report of a real machine: what was seen or contradicted, on which build, edition and language",
  };
  line
    .command(group, "import <report>", description, "kijun pilot import report.json --readings readings.json")
    .option(
      "--readings <file>",
      line.text({
        ja: "現地のreadings.json（読み取り結果の形も検証する。内容は記録しない）",
        en: "readings.json of the same run, to judge the areas' answers too; none of it is kept",
      }),
    )
    .option(
      "--evidence <file>",
      line.text({
        ja: "記録するファイル（既定: リポジトリのもの）",
        en: "file to record in (default: the repository's)",
      }),
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((report: string, options: ImportOptions) => line.run((session) => take(session, report, options)));
}

function take({ output, version }: Session, report: string, options: ImportOptions): Promise<number> {
  const file = options.evidence === undefined ? repositoryFile() : resolve(options.evidence);
  const evidence = options.evidence !== undefined && !existsSync(file) ? NO_EVIDENCE : readEvidence(file);
  const readings = options.readings === undefined ? undefined : fileOf(options.readings);
  const judged = judgeReport(fileOf(report), readings, version);
  writeEvidence(withReport(evidence, judged), file);
  if (options.json === true) output.json(recordOf(judged, file));
  else output.result(textOf(judged, file, output.language));
  return Promise.resolve(0);
}

/** Errors: ARGUMENT_INVALID where this Kijun is an installed package, whose files are nobody's to change. */
function repositoryFile(): string {
  if (!EVIDENCE_FILE.split(sep).includes("node_modules")) return EVIDENCE_FILE;
  throw new KijunError("ARGUMENT_INVALID", "this Kijun is an installed package, not a clone of its repository", {
    hint: "Run the command in a clone of the release, or name a file of your own with --evidence.",
  });
}

function fileOf(name: string): ReportFile {
  try {
    return { name, bytes: readFileSync(resolve(name)) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KijunError("ARGUMENT_INVALID", `${name} cannot be read: ${reason}`, {
      hint: "Name the report.json that the kit's script wrote.",
      cause,
    });
  }
}

function recordOf({ machine, report, results, sha256 }: JudgedReport, file: string): object {
  const said = results.map(({ claim, outcome, reason }) => ({ claim: claim.id, outcome, ...(reason && { reason }) }));
  const { complete, start, areas } = report;
  return { schema: "kijun.pilot-import/1", evidence: file, sha256, machine, complete, start, areas, claims: said };
}

const TEXTS = {
  ja: {
    outcomes: { seen: "確認", contradicted: "相違", failed: "確認不可", skipped: "対象なし" },
    machine: ({ build, edition, language, day }: JudgedReport["machine"]) =>
      `${day}の報告: ビルド${build}（${edition}、${language}）`,
    incomplete: "途中までの報告です。",
    areas: (read: number, failed: string) =>
      `領域: 読み取り${String(read)}${failed === "" ? "" : `、読み取れず: ${failed}`}`,
    kept: (file: string) => `${file} に記録（残るのは推定のID・結果・ビルド・エディション・言語・日付・版だけ）`,
    next: "次の手順: npm run generate を実行し、変更をコミットする",
  },
  en: {
    outcomes: { seen: "seen", contradicted: "CONTRADICTED", failed: "not checked", skipped: "nothing to see" },
    machine: ({ build, edition, language, day }: JudgedReport["machine"]) =>
      `report of ${day}: build ${build} (${edition}, ${language})`,
    incomplete: "it is a part of a report: the run did not come to its end",
    areas: (read: number, failed: string) =>
      `areas: ${String(read)} read${failed === "" ? "" : `; not read: ${failed}`}`,
    kept: (file: string) =>
      `recorded in ${file}: the claims' ids, the outcomes, build, edition, language, day and release, nothing else`,
    next: "next: npm run generate, then commit what has changed",
  },
} as const;

function textOf({ machine, report, results, sha256 }: JudgedReport, file: string, language: Language): string {
  const texts = TEXTS[language];
  const of = (outcome: ClaimResult["outcome"]): ClaimResult[] => results.filter((result) => result.outcome === outcome);
  const counts = (["seen", "contradicted", "failed", "skipped"] as const).map(
    (outcome) => `${texts.outcomes[outcome]} ${String(of(outcome).length)}`,
  );
  const failed = report.areas.filter(({ code }) => code !== undefined);
  const notRead = failed.map(({ id, code = "" }) => `${id} ${code}`).join(", ");
  const named = [...of("contradicted"), ...of("failed")].map(
    ({ claim, outcome, reason }) =>
      `  ${texts.outcomes[outcome]}  ${claim.id}: ${claim[language]}${reason === undefined ? "" : ` [${reason}]`}`,
  );
  return [
    texts.machine(machine),
    `SHA-256 ${sha256}`,
    ...(report.complete ? [] : [texts.incomplete]),
    counts.join(", "),
    ...named,
    texts.areas(report.areas.length - failed.length, notRead),
    texts.kept(file),
    texts.next,
  ].join("\n");
}

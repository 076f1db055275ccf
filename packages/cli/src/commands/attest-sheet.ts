import { basename, resolve } from "node:path";

import { fiscalYearOf, KijunError, parseFiscalYear } from "@kijun/core";
import type { Command } from "commander";

import { momentOf } from "../attesting/clock.js";
import { addDataOption, dataFolder, sheetsFolder } from "../attesting/data-folder.js";
import type { DataOptions } from "../attesting/data-folder.js";
import { issueSheets } from "../attesting/issue-sheets.js";
import type { IssuedSheet } from "../attesting/issue-sheets.js";
import type { CommandLine, Session } from "../command-line/command-line.js";
import { calendarDay } from "../command-line/day-argument.js";
import type { Language, Text } from "../command-line/language.js";
import { readProject } from "../project/project.js";
import { addSiteOption } from "../run/selection-options.js";
import { seeingEnvironment } from "../seeing/seen-fleet.js";

interface SheetOptions extends DataOptions {
  readonly out: string;
  readonly site?: readonly string[];
  readonly year?: string;
  readonly asOf?: string;
  readonly newIssue?: boolean;
  readonly json?: boolean;
}

/** `kijun attest sheet` */
export function addAttestSheet(line: CommandLine, group: Command): void {
  const description = {
    ja: "設置場所ごとに点検票（Excel、A4縦）を書き出し、発行を記録する（機器は読まない）",
    en: "writes one sheet (Excel, A4) for each site and records what was given out; reads no machine",
  };
  const example = "kijun -C stacks/sapporo attest sheet --site kita-ward --out ../sheets";
  const command = line
    .command(group, "sheet", description, example)
    .requiredOption("--out <dir>", line.text({ ja: "点検票を書き出すフォルダー", en: "folder that the sheets go to" }))
    .option(
      "--year <year>",
      line.text({ ja: "点検の年度（R7、令和7年度、2025）", en: "fiscal year of the check (R7, 令和7年度, 2025)" }),
    )
    .option(
      "--as-of <day>",
      line.text({
        ja: "この日に稼働している機器を載せる（YYYY-MM-DD、既定: 今日）",
        en: "day whose machines are on the sheets (YYYY-MM-DD, default: today)",
      }),
    )
    .option(
      "--new-issue",
      line.text({
        ja: "内容が同じでも新しい発行番号にする（古い発行分は取り込めなくなる）",
        en: "give a new number to sheets that have not changed too; older issues are refused from then on",
      }),
    )
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }));
  addDataOption(line, addSiteOption(line, command)).action((options: SheetOptions) =>
    line.run((session) => issue(session, options)),
  );
}

async function issue(session: Session, options: SheetOptions): Promise<number> {
  const { output } = session;
  const project = readProject(session.projectFolder);
  const now = momentOf(await seeingEnvironment(session));
  const asOf = options.asOf === undefined ? now.day : calendarDay(options.asOf, "--as-of");
  const year = options.year === undefined ? fiscalYearOf(asOf) : parseFiscalYear(options.year);
  if (asOf < year.first || year.last < asOf) {
    throw new KijunError("ARGUMENT_INVALID", `${asOf} is outside ${year.name} (${year.first} to ${year.last})`, {
      hint: "Name a day of that year with --as-of, so that the sheets hold the machines that are in service then.",
    });
  }
  const data = dataFolder(session, options, project);
  const sheets = await issueSheets({
    ...{ project, year, asOf, now, sites: options.site ?? [], again: options.newIssue === true },
    ...{ records: sheetsFolder(data), out: options.out },
  });
  if (options.json === true) {
    const said = { schema: "kijun.attest-sheet/1", year: year.name, asOf, data, sheets: sheets.map(recordOf) };
    output.json(said);
  } else output.result(output.text(textOf(sheets, `${year.name} (${year.first} - ${year.last})`, asOf, options.out)));
  return 0;
}

function recordOf({ form, file, isNew }: IssuedSheet): object {
  const { id, issue: number, site } = form;
  return { form: id, issue: number, isNew, site: site.id, file, ...countsOf([{ form, file, isNew }]) };
}

function countsOf(sheets: readonly IssuedSheet[]): { readonly rows: number; readonly answers: number } {
  const sections = sheets.flatMap(({ form }) => form.sections);
  return {
    rows: sections.reduce((sum, { hosts }) => sum + hosts.length, 0),
    answers: sections.reduce((sum, { hosts, parts }) => sum + hosts.length * parts.length, 0),
  };
}

function textOf(sheets: readonly IssuedSheet[], year: string, asOf: string, out: string): Text {
  const { rows, answers } = countsOf(sheets);
  const lines = (language: Language): string[] =>
    sheets.map(({ form, file, isNew }) => {
      const count = countsOf([{ form, file, isNew }]).rows;
      const machines = { ja: `${count}台`, en: `${count} machine(s)` };
      return `  ${basename(file)}  ${issueText(form.issue, isNew)[language]}, ${machines[language]}  ${form.site.name}`;
    });
  return {
    ja: [
      `${year} 基準日${asOf}: 点検票${sheets.length}件、${rows}台、回答欄${answers}`,
      ...lines("ja"),
      `出力先: ${resolve(out)}`,
      "次の手順: 印刷または配付し、記入後に kijun attest import FILE...",
    ].join("\n"),
    en: [
      `${year}, machines of ${asOf}: ${sheets.length} sheet(s), ${rows} machine(s), ${answers} answer(s) asked for`,
      ...lines("en"),
      `written to ${resolve(out)}`,
      "next: print them or pass them on; when they come back, kijun attest import FILE...",
    ].join("\n"),
  };
}

function issueText(issue: number, isNew: boolean): Text {
  if (!isNew) return { ja: `発行${issue}`, en: `issue ${issue}` };
  if (issue === 1) return { ja: "発行1（新規）", en: "issue 1 (new)" };
  return { ja: `発行${issue}（新規。以前の発行分は無効）`, en: `issue ${issue} (new; earlier issues count no more)` };
}

import { Option } from "commander";
import type { Command } from "commander";

import { addDataOption } from "../attesting/data-folder.js";
import type { DataOptions } from "../attesting/data-folder.js";
import type { CommandLine } from "../command-line/command-line.js";
import { calendarDay } from "../command-line/day-argument.js";
import { addSelectionOptions } from "../run/selection-options.js";
import type { SelectionOptions } from "../run/selection.js";

/** Options of a check of machines. */
export interface CheckOptions extends SelectionOptions, DataOptions {
  readonly asOf?: string;
  /** `sarif` of a declaration alone: it has lines of source. */
  readonly format?: "text" | "junit" | "sarif";
  readonly json?: boolean;
  /** File that the report goes to in place of stdout. */
  readonly output?: string;
  readonly verbose?: boolean;
  /** Machine whose messages are written down. */
  readonly trace?: string;
}

/** Gives a command the options of {@link CheckOptions}. */
export function addCheckOptions(line: CommandLine, command: Command): Command {
  return addDataOption(line, addSelectionOptions(line, command))
    .option(
      "--as-of <day>",
      line.text({
        ja: "基準日（YYYY-MM-DD）。稼働機器・目視確認・例外承認はこの日で判定",
        en: "day that counts for machines in service, attestations and waivers (YYYY-MM-DD)",
      }),
      (text) => calendarDay(text, "--as-of"),
    )
    .option("--json", line.text({ ja: "JSONで出力（kijun.check-run/1）", en: "print JSON (kijun.check-run/1)" }))
    .addOption(
      new Option("--format <form>", line.text({ ja: "出力の形式", en: "form of the report" }))
        .choices(["text", "junit", "sarif"])
        .conflicts("json"),
    )
    .option(
      "--output <file>",
      line.text({ ja: "標準出力の代わりにファイルへ書く（UTF-8）", en: "write to a file (UTF-8) instead of stdout" }),
    )
    .option("--verbose", line.text({ ja: "記録の場所も表示", en: "also say where the run's files are" }));
}

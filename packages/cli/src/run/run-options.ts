import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";

import type { CommandLine } from "../command-line/command-line.js";
import { addSelectionOptions } from "./selection-options.js";
import type { SelectionOptions } from "./selection.js";
import { addTraceOption } from "./trace-option.js";

/** Options that `kijun preview` and `kijun up` share. */
export interface RunOptions extends SelectionOptions {
  readonly stack: string;
  readonly expectNoChanges?: boolean;
  /** Print the engine's own differences too. */
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
  /** File that the report goes to in place of stdout. */
  readonly output?: string;
  readonly verbose?: boolean;
  /** Settings that may be made weaker: paths, the beginnings of paths, area ids, or `all`. */
  readonly allowWeaken?: readonly string[];
  /** Machine whose messages are written down. */
  readonly trace?: string;
}

/** Gives a command the options of {@link RunOptions}. */
export function addRunOptions(line: CommandLine, command: Command): Command {
  addTraceOption(line, addSelectionOptions(line, addStackOption(line, command)));
  return command
    .usage("[options] [-- PULUMI ARGS...]")
    .option(
      "--expect-no-changes",
      line.text({ ja: "差異があれば終了コード7", en: "exit 7 when there are differences" }),
    )
    .option("--diff", line.text({ ja: "pulumi自身の差分も表示", en: "print pulumi's own differences too" }))
    .addOption(
      new Option(
        "--json",
        line.text({ ja: "実行記録（kijun.run/1）をJSONで出力", en: "print the run record (kijun.run/1)" }),
      ).conflicts("markdown"),
    )
    .option("--markdown", line.text({ ja: "Markdownで出力", en: "print Markdown" }))
    .option(
      "--output <file>",
      line.text({ ja: "標準出力の代わりにファイルへ書く（UTF-8）", en: "write to a file (UTF-8) instead of stdout" }),
    )
    .option(
      "--allow-weaken <setting...>",
      line.text({
        ja: "弱化を認める設定（パス、領域、またはall）。認めない弱化は終了コード13",
        en: "settings that may be weakened: paths, areas or all; any other weakening is exit 13",
      }),
    )
    .option(
      "--verbose",
      line.text({
        ja: "所要時間の内訳と記録の場所も表示",
        en: "also say where time went and where the run's files are",
      }),
    );
}

/** The stack that a command works on. */
export function addStackOption(line: CommandLine, command: Command): Command {
  return command.option(
    "--stack <name>",
    line.text({ ja: "スタック（なければ作る）", en: "stack; made when there is none" }),
    stackName,
    "dev",
  );
}

/** `dev`, or `organization/project/dev`, of the letters that the engine allows. */
function stackName(text: string): string {
  if (/^(?:[\w.-]+\/){0,2}[\w.-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError("A stack's name has letters, digits, hyphens, underscores and periods.");
}

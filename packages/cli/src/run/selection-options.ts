import type { Command } from "commander";

import type { CommandLine } from "../command-line/command-line.js";
import type { Text } from "../command-line/language.js";

/** Gives a command the options of `SelectionOptions`. Each may be given several times, and takes lists with commas. */
export function addSelectionOptions(line: CommandLine, command: Command): Command {
  return addAreaOption(line, addMachineOptions(line, command), {
    ja: "対象の設定領域。ほかの領域は機器にあるまま残す",
    en: "setting areas the run is about; the others stay as the machine has them",
  });
}

/** The option that chooses setting areas, and what choosing them means to the command. */
export function addAreaOption(line: CommandLine, command: Command, meaning: Text): Command {
  return command.option("--area <ids>", line.text(meaning), names);
}

/** The options that choose machines. */
export function addMachineOptions(line: CommandLine, command: Command): Command {
  return addSiteOption(line, command)
    .option("--class <ids>", line.text({ ja: "対象の機種区分", en: "only machines of these classes" }), names)
    .option("--host <names>", line.text({ ja: "対象の機器", en: "only these machines" }), names);
}

/** The option that chooses sites alone. */
export function addSiteOption(line: CommandLine, command: Command): Command {
  return command.option(
    "--site <ids>",
    line.text({
      ja: "対象の設置場所（コンマ区切り、繰返し可）",
      en: "only machines at these sites (comma list, repeatable)",
    }),
    names,
  );
}

/** `--site a,b --site c` is a, b and c. */
export function names(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text
      .split(/[,、，]/)
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ];
}

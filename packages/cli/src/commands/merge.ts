import { mergeChecks } from "../checking/merge-checks.js";
import type { MergeOptions } from "../checking/merge-checks.js";
import type { CommandLine } from "../command-line/command-line.js";
import { calendarDay } from "../command-line/day-argument.js";

/** `kijun merge` */
export function addMerge(line: CommandLine): void {
  const description = {
    ja: "複数の管理端末・複数日の年次点検の結果を1つにまとめる（機器には接続しない）",
    en: "puts results of the check of a year from several controllers together; asks no machine",
  };
  line
    .command(line.program, "merge <files...>", description, "kijun merge north.json south.json --output R7.json")
    .option(
      "--as-of <day>",
      line.text({
        ja: "基準日（YYYY-MM-DD。既定: 結果のうち最も新しい日）",
        en: "day that attestations and waivers are to count on (YYYY-MM-DD; default: the latest of the results)",
      }),
      (text) => calendarDay(text, "--as-of"),
    )
    .option(
      "--output <file>",
      line.text({
        ja: "まとめた結果を書くファイル（kijun.check-result/1）",
        en: "file that the merged result goes to (kijun.check-result/1)",
      }),
    )
    .option("--json", line.text({ ja: "JSONで出力（kijun.merge/1）", en: "print JSON (kijun.merge/1)" }))
    .action((files: string[], options: MergeOptions) =>
      line.run((session) => Promise.resolve(mergeChecks(session, files, options))),
    );
}

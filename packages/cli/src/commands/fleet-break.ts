import type { Command } from "commander";

import type { CommandLine, Session } from "../command-line/command-line.js";

/** `kijun fleet break` */
export function addFleetBreak(line: CommandLine, fleet: Command): void {
  line
    .command(
      fleet,
      "break",
      {
        ja: "模擬機の設定を一つ書き換え、基準からのずれを作る",
        en: "changes one setting of a simulated machine behind everybody's back",
      },
      "kijun fleet break KITA-T012 screenSaver.passwordProtected false",
    )
    .argument("<host>", line.text({ ja: "機器の名前", en: "name of the machine" }))
    .argument(
      "<setting>",
      line.text({ ja: "設定のパス（プレビューの表示どおり）", en: "path of the setting as a preview shows it" }),
    )
    .argument("<value>", line.text({ ja: "新しい値。absent は「なし」", en: "the new value; `absent` for none" }))
    .option("--json", line.text({ ja: "JSONで出力", en: "print JSON" }))
    .action((host: string, setting: string, value: string, options: { json?: boolean }) =>
      line.run((session) => breakOne(session, { host, setting, value, json: options.json === true })),
    );
}

interface Break {
  readonly host: string;
  readonly setting: string;
  readonly value: string;
  readonly json: boolean;
}

async function breakOne({ output, fleetFolder }: Session, { host, setting, value, json }: Break): Promise<number> {
  const { breakSetting } = await import("@kijun/simulator");
  const broken = await breakSetting(fleetFolder, host, setting, value);
  if (json) output.json({ host, ...broken });
  else output.result(`${host}: ${broken.path}: ${String(broken.before)} -> ${String(broken.after)}`);
  return 0;
}

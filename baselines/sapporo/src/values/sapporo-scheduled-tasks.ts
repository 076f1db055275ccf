import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type ScheduledTasks = NonNullable<BaselineSettings["scheduledTasks"]>;

const nothingElse: ScheduledTasks = {
  "*": assumed(
    "absent",
    "次のタスク以外に、システム運用に必要なタスク（Microsoft以外のもの）はありますか。仮に、無いものとしています（端末5、CS4、AD4）。",
  ),
};

/** Edge comes with Windows; on a closed network there is nothing that it could update from. */
const edgeUpdate: ScheduledTasks = Object.fromEntries(
  ["Core", "UA"].map((name) => [
    `\\MicrosoftEdgeUpdateTaskMachine${name}`,
    assumed(
      { enabled: false },
      "Microsoft Edgeの自動更新のタスクは、閉域網では更新元が無いため無効としてよいでしょうか。",
    ),
  ]),
);

/** Tasks of 統合端末. */
export const terminalScheduledTasks: ScheduledTasks = { ...edgeUpdate, ...nothingElse };

/** Tasks of ＣＳ. */
export const communicationServerScheduledTasks: ScheduledTasks = {
  ...edgeUpdate,
  "\\業務バックアップ": assumed(
    {
      enabled: true,
      principal: "system",
      runLevel: "highest" as const,
      actions: ["c:\\jukinet\\backup\\backup.cmd"],
    },
    "CSのバックアップを起動するタスクの名前、実行アカウントと起動するプログラムをご指示ください。仮の名前としています。",
  ),
  ...nothingElse,
};

/** Tasks of AD servers. */
export const directoryServerScheduledTasks: ScheduledTasks = { ...edgeUpdate, ...nothingElse };

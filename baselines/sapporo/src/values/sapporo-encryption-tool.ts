import { assumed, TO_BE_CONFIRMED } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/*
 * Where the tool writes its log is in J-LIS' manual only. What stands here is a place on the simulated machines, with the
 * question for the true one.
 */
const log = {
  probe: "text-log",
  file: "C:\\ProgramData\\Kijun Simulated Vendor\\Encryption\\apply*.log",
  encoding: "cp932",
  pattern: "^(?<time>\\S+ \\S+) 暗号設定を適用",
  example: "2025/06/02 09:15:00 暗号設定を適用しました",
} as const;

/** 端末間暗号設定ツール on ＣＳ (CS9). */
export const encryptionTool: NonNullable<BaselineSettings["encryptionTool"]> = {
  適用のログ: assumed(
    { ...log, read: "count", expect: { atLeast: 1 } },
    "端末間暗号設定ツールの適用ログの場所、文字コード、適用を示す行を、手引書の名称・ページとともにご指示ください。仮に模擬機の場所としています。",
  ),
  最終適用日時: assumed(
    { ...log, timeFormat: "yyyy/MM/dd HH:mm:ss", read: "last", expect: TO_BE_CONFIRMED },
    "端末間暗号設定ツールの適用ログは、いつ（機器更改日、最終の設定変更日など）以降のものがあれば適正としますか。",
  ),
};

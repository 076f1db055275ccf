import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** In a closed network the cloud is out of reach; on clients tamper protection keeps its switch on all the same. */
const protection: NonNullable<BaselineSettings["defender"]> = {
  realTimeProtection: fromStandard(true, "Microsoft security baseline for Windows 11 24H2 11013"),
  behaviorMonitoring: fromStandard(true, "Microsoft security baseline for Windows 11 24H2 11014"),
  ioavProtection: fromStandard(true, "Microsoft security baseline for Windows 11 24H2 11015"),
  scriptScanning: fromStandard(true, "Microsoft security baseline for Windows 11 24H2 11031"),
  removableDriveScanning: fromStandard(true, "Microsoft security baseline for Windows 11 24H2 10976"),
  puaProtection: fromStandard("block", "CIS Microsoft Windows 11 Enterprise v3.0.0 18.10.42.16"),
  sampleSubmission: assumed(
    "never",
    "閉域網のため、Defenderによるファイルのサンプル送信は行わない認識でよいでしょうか。",
  ),
  signatureSources: assumed(
    ["FileShares"],
    "Defenderの定義ファイルは、どこから取得する運用でしょうか。仮に共有フォルダからとしています。",
  ),
  signatureShares: assumed(
    ["\\\\192.0.2.10\\defender"],
    "Defenderの定義ファイルを置く共有フォルダをご指示ください（仮の名称としています）。",
  ),
};

const exclusionQuestion =
  "Defenderの除外設定（フォルダ・拡張子・プロセス）の指定はありますか。FFRI yaraiとの相互除外の要否もご指示ください。";

export const terminalDefender: NonNullable<BaselineSettings["defender"]> = {
  ...protection,
  scanDay: assumed("wednesday", "Defenderの定期スキャンの曜日をご指示ください。仮に毎週水曜日としています。"),
  scanTime: assumed("12:15", "Defenderの定期スキャンの時刻をご指示ください。仮に12時15分としています。"),
  exclusionPaths: assumed([], exclusionQuestion),
  exclusionExtensions: assumed([], exclusionQuestion),
  exclusionProcesses: assumed([], exclusionQuestion),
};

/** Oracle's files are open all day; folders as its installation proposes them. */
export const communicationServerDefender: NonNullable<BaselineSettings["defender"]> = {
  ...protection,
  exclusionPaths: assumed(
    ["c:\\app\\oracle", "d:\\oradata"],
    "ＣＳのDefenderの除外設定をご指示ください。仮にOracleの導入先とデータの置き場所としています。",
  ),
};

export const directoryServerDefender: NonNullable<BaselineSettings["defender"]> = { ...protection };

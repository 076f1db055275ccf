import type { ChecklistItem } from "@kijun/core";

import {
  ACCOUNTS,
  FIREWALL,
  HARDWARE,
  itemSection,
  LOGON_FAILURES,
  MALWARE,
  NETWORK,
  PHYSICAL,
  PROGRAMS,
} from "./item-section.js";

/** 対象「CS」: the communication servers. */
export const communicationServerItems: readonly ChecklistItem[] = itemSection("CS", "communication-server", [
  ["ローカルファイアウォールの設定確認", "Windowsファイアウォールのルール設定が変更されていないこと。", FIREWALL],
  ["ユーザアカウントの確認", "不要なユーザアカウントが登録されていないこと。", ACCOUNTS],
  ["フォルダ共有の確認", "システム運用に不必要なフォルダの共有が行われていないこと。", ["shares"]],
  ["プログラム起動の確認", "システム運用に不必要なプログラム・サービスが起動していないこと。", PROGRAMS],
  [
    "ログオン失敗履歴の確認",
    "ログオンイベントの監査が正しく設定されていること。不正アクセスの疑いのあるログオン失敗履歴が無いこと。",
    LOGON_FAILURES,
  ],
  ["パスワードの確認", "札幌市指定のパスワードが設定されていること。", ["specified-password"]],
  ["インストールソフトウェアの確認", "管理外のソフトウェアがインストールされていないこと。", ["installed-software"]],
  ["ネットワーク設定の確認", "ネットワーク設定が適切であること。", NETWORK],
  ["端末間暗号設定ツールの適用確認", "暗号化ツール適用のログが確認できること。", ["encryption-tool"]],
  // An inbound rule for the default port would let in what the tool is there to keep out.
  [
    "Oracle接続制限ツールの適用確認",
    "Oracle接続の初期設定ポートが待ち受け状態になっていないこと。",
    ["oracle-connection-restriction", "listening-ports", "firewall-rules"],
  ],
  ["機器構成の確認", "管理外の機器が設置されていないこと。", HARDWARE],
  ["パスワードの表示確認", "サーバラック周辺にパスワードを記載した付箋・メモ等がないこと。", PHYSICAL],
  ["ウイルス対策状況の確認", "ウイルス検出のログがないこと。", MALWARE],
]);

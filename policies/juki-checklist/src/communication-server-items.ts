import type { JudgedItem } from "@kijun/checklist";

import { itemSection } from "./item-section.js";
import { encryptionToolLog } from "./parts/encryption-tool-log.js";
import { firewallUnchanged } from "./parts/firewall-unchanged.js";
import { logonAuditing } from "./parts/logon-auditing.js";
import { managedDevices } from "./parts/managed-devices.js";
import { managedSoftware } from "./parts/managed-software.js";
import { networkSettings } from "./parts/network-settings.js";
import { noInfection } from "./parts/no-infection.js";
import { noNeedlessAccounts } from "./parts/no-needless-accounts.js";
import { noNeedlessPrograms } from "./parts/no-needless-programs.js";
import { noNeedlessShares } from "./parts/no-needless-shares.js";
import { noSuspiciousLogonFailures } from "./parts/no-suspicious-logon-failures.js";
import { oraclePortClosed } from "./parts/oracle-port-closed.js";
import { noNotesAtRack } from "./parts/seen-on-the-spot.js";
import { specifiedPasswordSet } from "./parts/specified-password-set.js";

/** 対象「CS」: the communication servers. */
export const communicationServerItems: readonly JudgedItem[] = itemSection("CS", "communication-server", [
  [
    "ローカルファイアウォールの設定確認",
    "Windowsファイアウォールのルール設定が変更されていないこと。",
    firewallUnchanged,
  ],
  ["ユーザアカウントの確認", "不要なユーザアカウントが登録されていないこと。", noNeedlessAccounts],
  ["フォルダ共有の確認", "システム運用に不必要なフォルダの共有が行われていないこと。", noNeedlessShares],
  ["プログラム起動の確認", "システム運用に不必要なプログラム・サービスが起動していないこと。", noNeedlessPrograms],
  [
    "ログオン失敗履歴の確認",
    "ログオンイベントの監査が正しく設定されていること。不正アクセスの疑いのあるログオン失敗履歴が無いこと。",
    logonAuditing,
    noSuspiciousLogonFailures,
  ],
  ["パスワードの確認", "札幌市指定のパスワードが設定されていること。", specifiedPasswordSet],
  ["インストールソフトウェアの確認", "管理外のソフトウェアがインストールされていないこと。", managedSoftware],
  ["ネットワーク設定の確認", "ネットワーク設定が適切であること。", networkSettings],
  ["端末間暗号設定ツールの適用確認", "暗号化ツール適用のログが確認できること。", encryptionToolLog],
  ["Oracle接続制限ツールの適用確認", "Oracle接続の初期設定ポートが待ち受け状態になっていないこと。", oraclePortClosed],
  ["機器構成の確認", "管理外の機器が設置されていないこと。", managedDevices],
  ["パスワードの表示確認", "サーバラック周辺にパスワードを記載した付箋・メモ等がないこと。", noNotesAtRack],
  ["ウイルス対策状況の確認", "ウイルス検出のログがないこと。", noInfection],
]);

import type { JudgedItem } from "@kijun/checklist";

import { itemSection } from "./item-section.js";
import { accessRestrictionApplied } from "./parts/access-restriction-applied.js";
import { firewallUnchanged } from "./parts/firewall-unchanged.js";
import { lockoutPolicy } from "./parts/lockout-policy.js";
import { logonAuditing } from "./parts/logon-auditing.js";
import { managedDevices } from "./parts/managed-devices.js";
import { managedSoftware } from "./parts/managed-software.js";
import { networkSettings } from "./parts/network-settings.js";
import { noInfection } from "./parts/no-infection.js";
import { noNeedlessAccounts } from "./parts/no-needless-accounts.js";
import { noNeedlessPrograms } from "./parts/no-needless-programs.js";
import { noNeedlessShares } from "./parts/no-needless-shares.js";
import { noSuspiciousLogonFailures } from "./parts/no-suspicious-logon-failures.js";
import { passwordPolicy } from "./parts/proper-password-policy.js";
import { screenSaver } from "./parts/screen-saver-set.js";
import { noNotesAtTerminal, displayTurnedAway, wireLocked } from "./parts/seen-on-the-spot.js";

/** 対象「端末」: 統合端末. */
export const terminalItems: readonly JudgedItem[] = itemSection("端末", "terminal", [
  [
    "アクセス制限ツールの適用確認",
    "業務AP起動用アカウントにアクセス制限ツールが適用されていること。",
    accessRestrictionApplied,
  ],
  [
    "ローカルファイアウォールの設定確認",
    "ファイアウォールのルール設定が変更されていないこと。コンピュータウイルスに感染していないこと。",
    firewallUnchanged,
    noInfection,
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
  ["ロックアウトの設定確認", "アカウントロックアウトポリシーが適切に設定されていること。", lockoutPolicy],
  ["パスワードのポリシーの確認", "パスワードのポリシーが適切に設定されていること。", passwordPolicy],
  ["インストールソフトウェアの確認", "管理外のソフトウェアがインストールされていないこと。", managedSoftware],
  ["ネットワーク設定の確認", "ネットワーク設定が適切であること。", networkSettings],
  ["機器構成の確認", "管理外の機器が設置されていないこと。", managedDevices],
  ["パスワードの表示確認", "端末機等の周辺にパスワードが付箋等により表示されていないこと。", noNotesAtTerminal],
  ["ディスプレイ設置位置の確認", "窓口カウンター（市民側）からディスプレイ表示が見えないこと。", displayTurnedAway],
  [
    "スクリーンセイバーの設定確認",
    "スクリーンセイバーの起動時間及びパスワードの設定が適切にされていること。",
    screenSaver,
  ],
  ["ワイヤーロックの確認", "端末機がワイヤーロックにより施錠され盗難防止対策が実施されていること。", wireLocked],
]);

import { assumed, instructed } from "@kijun/core";
import type { BaselineExpectations } from "@kijun/provider/fleet";

import { APPLICATION_SERVER_RANGES, CONTROLLER_RANGES, TERMINAL_RANGES } from "../sapporo-addresses.js";

/** 祝祭日 and 12月29日 to 1月3日 of 令和7年度, as far as they are no Saturday or Sunday. */
const CLOSED = [
  ...["2025-04-29", "2025-05-05", "2025-05-06", "2025-07-21", "2025-08-11", "2025-09-15", "2025-09-23", "2025-10-13"],
  ...["2025-11-03", "2025-11-24", "2025-12-29", "2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02", "2026-01-12"],
  ...["2026-02-11", "2026-02-23", "2026-03-20"],
];

/** A month, and some days for the harvest that comes late: the yearly check looks at the months that were harvested. */
export const logonFailures: NonNullable<BaselineExpectations["logonFailures"]> = {
  periodDays: assumed(
    35,
    "ログオン失敗の履歴は、毎月採取し、年次の点検では採取済みの記録を合わせて確認することでよいでしょうか。仮に1回あたり35日分としています。",
  ),
  burst: assumed(
    { attempts: 5, minutes: 15 },
    "同じアカウントまたは接続元の失敗が何分間に何回で、不正アクセスの疑いとすべきでしょうか。仮にロックアウトと同じ15分間に5回としています。",
  ),
  unknownAccount: assumed(
    "none",
    "ネットワーク経由で、存在しないアカウントへのログオン失敗が1回でもあれば、不正アクセスの疑いとしてよいでしょうか。",
  ),
  outsideHours: assumed(
    { from: "08:45", to: "17:15", days: ["mon", "tue", "wed", "thu", "fri"], closed: CLOSED },
    "業務時間外（平日8時45分から17時15分まで以外）のログオン失敗を、不正アクセスの疑いとしてよいでしょうか。操作者認証装置や夜間処理による失敗を除く場合は、その条件をご指示ください。",
  ),
  builtInAdministrator: assumed(
    "none",
    "ビルトインのAdministratorのログオン失敗が1回でもあれば、不正アクセスの疑いとしてよいでしょうか。",
  ),
  lockout: assumed("none", "アカウントのロックアウトが1回でもあれば、不正アクセスの疑いとしてよいでしょうか。"),
  clearedLog: assumed("none", "イベント ログの消去が記録されていれば、不正アクセスの疑いとしてよいでしょうか。"),
  unrecorded: instructed(
    "none",
    "業務仕様書 別紙1 4 端末6・CS5・AD5（ログオンイベントの監査が正しく設定されていること）",
    "2025-04-01",
  ),
  otherSource: assumed(
    [...APPLICATION_SERVER_RANGES, ...CONTROLLER_RANGES, ...TERMINAL_RANGES],
    "ログオンの接続元としてよいネットワークの一覧をご指示ください。仮に、模擬機の端末・サーバー・管理用のネットワークとしています。",
  ),
};

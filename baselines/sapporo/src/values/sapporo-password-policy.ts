import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** The same on terminals and on ＣＳ; on AD servers it is the domain's policy, about which nobody asks. */
export const passwordPolicy: NonNullable<BaselineSettings["passwordPolicy"]> = {
  minimumLength: assumed(
    14,
    "パスワードは何文字以上とすべきでしょうか。仮に14文字以上としています（CIS v3.0.0 1.1.4 は14文字以上）。Arcserve Backupなど、長さに上限のある製品はありますか。",
  ),
  complexity: fromStandard(true, "CIS v3.0.0 1.1.5"),
  historySize: assumed(
    24,
    "過去何回分のパスワードの再利用を禁止すべきでしょうか。仮に24回としています（CIS v3.0.0 1.1.1 は24回以上）。",
  ),
  maximumAgeDays: assumed(
    365,
    "パスワードの有効期間は何日とすべきでしょうか。仮に365日としています（CIS v3.0.0 1.1.2 は365日以下）。管理者権限のパスワードは年2回変更します。",
  ),
  minimumAgeDays: assumed(
    1,
    "パスワードの変更禁止期間は何日とすべきでしょうか。仮に1日としています（CIS v3.0.0 1.1.3 は1日以上）。",
  ),
  reversibleEncryption: fromStandard(false, "CIS v3.0.0 1.1.7"),
};

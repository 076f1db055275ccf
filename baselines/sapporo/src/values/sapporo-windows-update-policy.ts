import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** Updates arrive by order of J-LIS and the city, on media; nothing looks for them by itself. */
export const windowsUpdatePolicy: NonNullable<BaselineSettings["windowsUpdatePolicy"]> = {
  automaticUpdates: assumed(
    false,
    "Windows Updateの自動更新は無効とし、更新は作業依頼に基づき適用する認識でよいでしょうか（CIS v3.0.0 18.10.92.2.1 は有効を推奨していますが、閉域網のため異なる値としています）。",
  ),
  internetLocations: assumed(
    false,
    "Windows Updateのインターネット上の場所への接続は、禁止とする認識でよいでしょうか。",
  ),
};

import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** Alike on all machines; whatever differs is mended by hand. */
export const winrm: NonNullable<BaselineSettings["winrm"]> = {
  basic: fromStandard(false, "CIS Microsoft Windows 11 Enterprise v3.0.0 18.10.88.2.1"),
  unencrypted: fromStandard(false, "CIS Microsoft Windows 11 Enterprise v3.0.0 18.10.88.2.3"),
  runAsForbidden: fromStandard(true, "CIS Microsoft Windows 11 Enterprise v3.0.0 18.10.88.2.4"),
  listeners: assumed(
    ["http * 5985"],
    "遠隔管理（WinRM）はHTTP（5985番、メッセージ暗号化あり）のみとする認識でよいでしょうか。",
  ),
  localAccountFullToken: assumed(
    true,
    "遠隔管理に使用するアカウントをご指示ください。仮にローカルの管理者アカウントとし、LocalAccountTokenFilterPolicyを1としています（CIS v3.0.0 18.4.1 は0を推奨）。",
  ),
};

import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

const common: NonNullable<BaselineSettings["logonOptions"]> = {
  hideLastUserName: fromStandard(true, "CIS Microsoft Windows 11 Enterprise v3.0.0 2.3.7.2"),
  screenSaverGraceSeconds: fromStandard(5, "CIS Microsoft Windows 11 Enterprise v3.0.0 18.5.10"),
  uac: fromStandard(true, "CIS Microsoft Windows 11 Enterprise v3.0.0 2.3.17.6"),
  adminPrompt: fromStandard("consent-on-secure-desktop", "CIS Microsoft Windows 11 Enterprise v3.0.0 2.3.17.2"),
  userPrompt: fromStandard("deny", "CIS Microsoft Windows 11 Enterprise v3.0.0 2.3.17.3"),
  secureDesktop: fromStandard(true, "CIS Microsoft Windows 11 Enterprise v3.0.0 2.3.17.7"),
};

export const terminalLogonOptions: NonNullable<BaselineSettings["logonOptions"]> = {
  ...common,
  requireCtrlAltDel: assumed(
    true,
    "サインイン時のCtrl+Alt+Delは必須とする認識でよいでしょうか（CIS v3.0.0 2.3.7.1 は必須。静脈認証の手順に支障がある場合はご指示ください）。",
  ),
  inactivityLimitSeconds: assumed(
    900,
    "操作がない場合に端末をロックするまでの時間は何秒とすべきでしょうか。仮に900秒としています（CIS v3.0.0 2.3.7.4 は900秒以下）。",
  ),
};

/** The active node logs on by itself, so that no message waits for anybody. */
export const communicationServerLogonOptions: NonNullable<BaselineSettings["logonOptions"]> = {
  ...common,
  inactivityLimitSeconds: assumed(
    900,
    "ＣＳで操作がない場合にロックするまでの時間は何秒とすべきでしょうか。仮に900秒としています（CIS v3.0.0 2.3.7.3 は900秒以下）。",
  ),
  legalNoticeText: assumed("", "ＣＳは自動ログオンのため、ログオン時のメッセージは表示しない認識でよいでしょうか。"),
};

export const directoryServerLogonOptions: NonNullable<BaselineSettings["logonOptions"]> = common;

import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

const plaintextPassword = fromStandard(false as const, "Microsoft Learn, Configure Windows to automate logon");

export const terminalAutoLogon: NonNullable<BaselineSettings["autoLogon"]> = {
  enabled: fromStandard(false, "CIS Microsoft Windows 11 Enterprise v3.0.0 18.5.1"),
  plaintextPassword,
};

/** The specification names the automatic logon of ＣＳ among the passwords that are changed (別紙1 3(1)エ). */
export const communicationServerAutoLogon: NonNullable<BaselineSettings["autoLogon"]> = {
  enabled: assumed(
    true,
    "ＣＳの自動ログオンは、仕様書別紙1の3(1)エのとおり使用する認識でよいでしょうか（CIS v3.0.0 18.5.1 は無効を推奨しているため、例外として記録します）。",
  ),
  userName: assumed(
    "cs-operator",
    "ＣＳの自動ログオンに使用するアカウントの名称をご指示ください（仮の名称としています）。",
  ),
  plaintextPassword,
};

/** As on ＣＳ until the servers retire (別紙1 3(2)イ). */
export const directoryServerAutoLogon: NonNullable<BaselineSettings["autoLogon"]> = {
  enabled: assumed(
    true,
    "ＡＤサーバの自動ログオンは、廃止まで仕様書別紙1の3(2)イのとおり使用する認識でよいでしょうか。",
  ),
  plaintextPassword,
};

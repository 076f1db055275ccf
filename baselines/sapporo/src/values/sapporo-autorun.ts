import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type Autorun = NonNullable<BaselineSettings["autorun"]>;

const OF_WINDOWS =
  "Windowsが標準で自動起動するものとして、次のコマンドを認めてよいでしょうか。OSの版により異なる場合は、基準機の値をご指示ください。";

/** What Windows itself starts, on every kind of machine. */
const ofWindows: Autorun = Object.fromEntries(
  Object.entries({
    "winlogon: Shell": "explorer.exe",
    "winlogon: Userinit": "c:\\windows\\system32\\userinit.exe,",
    "boot-execute: autocheck autochk *": "autocheck autochk *",
    "lsa-authentication: msv1_0": "msv1_0",
    "lsa-notification: scecli": "scecli",
    "active-setup: {2C7339CF-2B09-4501-B3F3-F3508C9228ED}": "%systemroot%\\system32\\themeui.dll,-2682",
    "active-setup: {44BBA840-CC51-11CF-AAFA-00AA00B6015C}":
      '"%programfiles%\\windows mail\\winmail.exe" ocinstalluserconfigoe',
    "active-setup: {6BF52A52-394A-11d3-B153-00C04F79FAA6}": "%systemroot%\\system32\\unregmp2.exe /showwmp",
    "active-setup: {89820200-ECBD-11cf-8B85-00AA005B4340}": "u",
    "active-setup: {89B4C1CD-B018-4511-B0A1-5476DBF70820}":
      "c:\\windows\\system32\\rundll32.exe c:\\windows\\system32\\mscories.dll,install",
  }).map(([name, command]) => [name, assumed({ command }, OF_WINDOWS)]),
);

const nothingElse: Autorun = {
  "*": assumed(
    "absent",
    "次のもの以外に、自動起動が必要なプログラムはありますか。仮に、無いものとしています（OneDriveも対象です。端末5、CS4、AD4）。",
  ),
};

/** What starts by itself on 統合端末. */
export const terminalAutorun: Autorun = {
  ...ofWindows,
  "run: SecurityHealth": assumed(
    { command: "%windir%\\system32\\securityhealthsystray.exe", enabled: true },
    OF_WINDOWS,
  ),
  "run-32: 業務AP起動": assumed(
    { command: '"c:\\program files (x86)\\jukinet\\launcher.exe" /tray', enabled: true },
    "業務APの自動起動の登録先、名前とコマンドをご指示ください。仮の名前としています。",
  ),
  ...nothingElse,
};

/** What starts by itself on ＣＳ. */
export const communicationServerAutorun: Autorun = { ...ofWindows, ...nothingElse };

/** What starts by itself on AD servers. */
export const directoryServerAutorun: Autorun = { ...ofWindows, ...nothingElse };

import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** Settings of 統合端末 that programs keep in INI files, as in the sample order A21A-04 (別紙2 row 4); files fictional. */
export const terminalIniValue: NonNullable<BaselineSettings["iniValue"]> = {
  "%ProgramData%\\TouchPanel\\touch.ini": {
    "Pointer/Target": assumed(
      "TouchPanel",
      "タッチパネルのポインタ設定は、どのファイル（またはレジストリ）のどの値でしょうか。仮にtouch.iniの[Pointer]Targetとしています（作業依頼 A21A-04）。",
    ),
  },
  "%ProgramData%\\JUKI\\app.ini": {
    "通信/再試行": assumed(
      "3",
      "業務アプリケーションの設定ファイルの値をご教示ください。仮に通信の再試行を3回としています。",
    ),
  },
};

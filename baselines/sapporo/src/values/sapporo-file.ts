import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** What must not be left on a 統合端末: the file of the sample order A21A-03 (別紙2 row 3), its path fictional. */
export const terminalFile: NonNullable<BaselineSettings["file"]> = {
  "%ProgramData%\\JUKI\\renkei\\riyosha.dat": assumed(
    "absent",
    "残存した利用者登録連携情報ファイルの名称と場所をご教示ください（作業依頼 A21A-03、Ｊ-ＬＩＳの手順書による）。仮に%ProgramData%\\JUKI\\renkei\\riyosha.datとしています。",
  ),
};

import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type Printers = NonNullable<BaselineSettings["printers"]>;

const nothingElse: Printers = {
  "Microsoft Print to PDF": assumed(
    { shared: false },
    "Windows標準の「Microsoft Print to PDF」は残してよいでしょうか。仮に、残すものとしています。",
  ),
  "*": assumed(
    "absent",
    "次のもの以外に、業務に必要なプリンターはありますか。仮に、無いものとしています（別紙3 3(1)オ プリンタ設定変更の禁止）。",
  ),
};

/** Printers of 統合端末. */
export const terminalPrinters: Printers = {
  窓口プリンター: assumed(
    { driver: "Microsoft IPP Class Driver", shared: false, location: "窓口" },
    "窓口のプリンターの名前、ドライバーと設置場所をご指示ください。仮の名前としています。ポートは拠点により異なるため定めていません。",
  ),
  ...nothingElse,
};

/** Printers of ＣＳ. */
export const communicationServerPrinters: Printers = nothingElse;

/** Printers of AD servers. */
export const directoryServerPrinters: Printers = nothingElse;

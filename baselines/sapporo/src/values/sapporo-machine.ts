import { assumed, fromStandard, TO_BE_CONFIRMED } from "@kijun/core";
import type { Declared } from "@kijun/core";
import type { BaselineExpectations } from "@kijun/provider/fleet";

type Machine = Exclude<NonNullable<BaselineExpectations["machine"]>, Declared<unknown>>;

/** Which machine it is: as a model is ordered, and as Windows calls its edition. */
export interface Hardware {
  readonly model: string;
  readonly edition: "Professional" | "ServerStandard";
}

/** Of every machine. */
export function machineOf({ model, edition }: Hardware): Machine {
  return {
    model: assumed(model, `機種名はWindowsで「${model}」と表示される認識でよいでしょうか。`),
    serialNumber: assumed(TO_BE_CONFIRMED, "機器ごとの製造番号の一覧（資産台帳）をご提示ください。"),
    edition: fromStandard(edition, "業務仕様書 別紙1 1(2) の基本ソフトウェア"),
    build: assumed(
      TO_BE_CONFIRMED,
      "J-LISの指示により適用済みの更新プログラムに対応するビルド番号（最低のもの）をご指示ください。",
    ),
    timeZone: assumed("Tokyo Standard Time", "タイム ゾーンは東京（UTC+09:00）でよいでしょうか。"),
    clockAheadSeconds: assumed(
      { atLeast: -60, atMost: 60 },
      "時計のずれは何秒以内であればよいでしょうか。仮に60秒以内としています。",
    ),
    freeGiB: {
      "C:": assumed(
        { atLeast: 20 },
        "システム ドライブに必要な空き容量をご指示ください。仮に更新プログラムの適用に要する20GiBとしています。",
      ),
    },
    restartPending: assumed("none", "点検時に再起動の保留がある機器は、不適とすべきでしょうか。仮に不適としています。"),
    renamesPending: assumed(
      TO_BE_CONFIRMED,
      "再起動時のファイル置換が保留されている機器を、不適とすべきでしょうか。ウイルス対策ソフトによる保留は除いてよいでしょうか。",
    ),
  };
}

/** ＣＳ are two nodes, of which either may be the active one. */
export function clusterNodeOf(hardware: Hardware): Machine {
  return {
    ...machineOf(hardware),
    cluster: {
      "Kijun Simulated Group": assumed(
        "active-or-standby",
        "ＣＳの運用系・待機系の切替えの仕組みと、その状態を示すクラスター グループの名称をご指示ください。仮に模擬機の名称としています。",
      ),
    },
  };
}

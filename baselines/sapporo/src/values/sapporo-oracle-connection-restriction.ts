import { assumed, instructed, TO_BE_CONFIRMED } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/** Oracle接続制限ツール on ＣＳ (CS10). */
export const oracleConnectionRestriction: NonNullable<BaselineSettings["oracleConnectionRestriction"]> = {
  defaultPort: instructed(
    { probe: "port", protocol: "tcp", port: 1521, read: "state", expect: "not-listening" },
    "業務仕様書 別紙1 4 CS10（初期設定ポートの番号はOracle Database Net Services Reference）",
    "2025-04-01",
  ),
  settings: {
    接続ポート: assumed(
      TO_BE_CONFIRMED,
      "Oracle接続制限ツールの適用後に待ち受けるポート番号をご指示ください（Grid Infrastructureのリスナーの分も含む）。",
    ),
  },
};

import { assumed } from "@kijun/core";
import type { BaselineExpectations } from "@kijun/provider/fleet";

/**
 * CS6, AD6: the password that the city gave at the last rotation. Only its version and the days of the work stand here; a
 * check neither knows nor tries it.
 */
export const specifiedPassword: NonNullable<BaselineExpectations["specifiedPassword"]> = {
  administrator: assumed(
    { version: "2025-10", setFrom: "2025-10-06", setUntil: "2025-10-10" },
    "札幌市指定のパスワードを設定するサーバーのアカウントの一覧と、直近の変更作業の期間をご指示ください。仮にビルトインのAdministratorを2025年10月6日から10日までに変更したものとしています。",
  ),
};

import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type RemoteDesktop = NonNullable<BaselineSettings["remoteDesktop"]>;

/** 統合端末: worked on at the counter only. */
export const terminalRemoteDesktop: RemoteDesktop = {
  enabled: assumed(
    false,
    "統合端末へのリモート デスクトップ接続は業務上必要でしょうか。仮に不要（無効）としています。",
  ),
};

/** ＣＳ and ＡＤサーバ. */
export const serverRemoteDesktop: RemoteDesktop = {
  enabled: assumed(true, "サーバへのリモート デスクトップ接続は必要でしょうか。仮に必要（有効）としています。"),
  networkLevelAuthentication: fromStandard(true, "CIS Microsoft Windows Server 2022 v3.0.0 18.10.57.3.9.4"),
  encryptionLevel: fromStandard("high", "CIS Microsoft Windows Server 2022 v3.0.0 18.10.57.3.9.5"),
};

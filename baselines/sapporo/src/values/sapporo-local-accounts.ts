import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type LocalAccounts = NonNullable<BaselineSettings["localAccounts"]>;

const inUse = (question: string) => assumed({ enabled: true, passwordRequired: true }, question);

const everywhere: LocalAccounts = {
  guest: fromStandard({ enabled: false }, "CIS Windows Server 2022 v1.0.0 2.3.1.3"),
  "kijun-agent": inUse(
    "遠隔からの設定確認に使用する管理用アカウントの名前をご指示ください。仮にkijun-agentとしています。",
  ),
  "*": assumed(
    "disabled",
    "登録してよいアカウントの一覧をご指示ください。一覧にないアカウントは、すべて無効としてよいでしょうか。",
  ),
};

const common: LocalAccounts = {
  ...everywhere,
  "default-account": assumed({ enabled: false }, "Windowsが用意するDefaultAccountは、無効のままでよいでしょうか。"),
};

/** Of 統合端末. */
export const terminalLocalAccounts: LocalAccounts = {
  ...common,
  administrator: assumed(
    { enabled: false },
    "統合端末のビルトインのAdministratorは、無効としてよいでしょうか（CIS Windows Server 2022 v1.0.0 2.3.1.1 は無効）。",
  ),
  gyomu: inUse("業務APを起動するアカウントの名前をご指示ください。仮にgyomuとしています。"),
  hoshu: inUse("保守に使用するアカウントの名前をご指示ください。仮にhoshuとしています。"),
};

/** Of ＣＳ. */
export const communicationServerLocalAccounts: LocalAccounts = {
  ...common,
  administrator: inUse(
    "CSのビルトインのAdministratorは、使用中でしょうか。仮に有効としています（CIS Windows Server 2022 v1.0.0 2.3.1.1 は無効）。",
  ),
  csope: inUse("CSの操作に使用するアカウントの名前をご指示ください。仮にcsopeとしています。"),
  cshoshu: inUse("CSの保守に使用するアカウントの名前をご指示ください。仮にcshoshuとしています。"),
};

/** Of the domain that the AD servers keep. */
export const directoryServerLocalAccounts: LocalAccounts = {
  ...everywhere,
  administrator: inUse("ドメインのビルトインのAdministratorは、使用中でしょうか。仮に有効としています。"),
  krbtgt: assumed({ enabled: false }, "Windowsが用意するkrbtgtは、無効のままでよいでしょうか。"),
  adope: inUse("ADサーバの操作に使用するアカウントの名前をご指示ください。仮にadopeとしています。"),
  adhoshu: inUse("ADサーバの保守に使用するアカウントの名前をご指示ください。仮にadhoshuとしています。"),
};

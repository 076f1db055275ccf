import { assumed } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

type LocalGroups = NonNullable<BaselineSettings["localGroups"]>;

const only = (members: readonly string[], question: string) =>
  assumed({ members: [...members], exclusive: true }, question);

const common: LocalGroups = {
  "remote-desktop-users": only([], "リモート デスクトップ接続を許可するアカウントはないものとしてよいでしょうか。"),
  "remote-management-users": only([], "管理者以外に遠隔管理を許可するアカウントはないものとしてよいでしょうか。"),
  "backup-operators": only([], "Backup Operatorsに所属させるアカウントはないものとしてよいでしょうか。"),
};

/** Of 統合端末. */
export const terminalLocalGroups: LocalGroups = {
  ...common,
  administrators: only(
    ["administrator", "hoshu", "kijun-agent"],
    "統合端末の管理者権限を持つアカウントの一覧をご指示ください。仮にAdministrator、保守用（hoshu）、管理用（kijun-agent）としています。",
  ),
};

/** Of ＣＳ. */
export const communicationServerLocalGroups: LocalGroups = {
  ...common,
  administrators: only(
    ["administrator", "cshoshu", "kijun-agent"],
    "CSの管理者権限を持つアカウントの一覧をご指示ください。仮にAdministrator、保守用（cshoshu）、管理用（kijun-agent）としています。",
  ),
};

const operators = (name: string) => only([], `${name}に所属させるアカウントはないものとしてよいでしょうか。`);

/** Of the domain that the AD servers keep. */
export const directoryServerLocalGroups: LocalGroups = {
  ...common,
  administrators: only(
    ["administrator", "Domain Admins", "Enterprise Admins"],
    "ADサーバの管理者権限を持つアカウントとグループの一覧をご指示ください。仮にWindowsの標準のままとしています。",
  ),
  "Domain Admins": only(
    ["administrator", "adhoshu", "kijun-agent"],
    "Domain Adminsに所属させるアカウントの一覧をご指示ください。仮にAdministrator、保守用（adhoshu）、管理用（kijun-agent）としています。",
  ),
  "Enterprise Admins": only(["administrator"], "Enterprise Adminsは、Administratorのみとしてよいでしょうか。"),
  "Schema Admins": only(["administrator"], "Schema Adminsは、Administratorのみとしてよいでしょうか。"),
  "account-operators": operators("Account Operators"),
  "server-operators": operators("Server Operators"),
  "print-operators": operators("Print Operators"),
};

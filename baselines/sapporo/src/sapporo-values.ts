import { assumed, fromStandard } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

import { communicationServerRules, directoryServerRules, firewallProfile, terminalRules } from "./sapporo-firewall.js";
import { accessRestriction } from "./values/sapporo-access-restriction.js";
import {
  communicationServerApplicationVersion,
  terminalApplicationVersion,
} from "./values/sapporo-application-version.js";
import { auditPolicy, directoryServerAuditPolicy } from "./values/sapporo-audit-policy.js";
import {
  communicationServerAutoLogon,
  directoryServerAutoLogon,
  terminalAutoLogon,
} from "./values/sapporo-auto-logon.js";
import { communicationServerAutorun, directoryServerAutorun, terminalAutorun } from "./values/sapporo-autorun.js";
import { communicationServerDefender, directoryServerDefender, terminalDefender } from "./values/sapporo-defender.js";
import { encryptionTool } from "./values/sapporo-encryption-tool.js";
import { eventLog } from "./values/sapporo-event-log.js";
import { terminalFile } from "./values/sapporo-file.js";
import {
  communicationServerHostsFile,
  directoryServerHostsFile,
  terminalHostsFile,
} from "./values/sapporo-hosts-file.js";
import { terminalIniValue } from "./values/sapporo-ini-value.js";
import {
  communicationServerLocalAccounts,
  directoryServerLocalAccounts,
  terminalLocalAccounts,
} from "./values/sapporo-local-accounts.js";
import {
  communicationServerLocalGroups,
  directoryServerLocalGroups,
  terminalLocalGroups,
} from "./values/sapporo-local-groups.js";
import {
  communicationServerLogonOptions,
  directoryServerLogonOptions,
  terminalLogonOptions,
} from "./values/sapporo-logon-options.js";
import {
  communicationServerNetworkAdapter,
  directoryServerNetworkAdapter,
  terminalNetworkAdapter,
} from "./values/sapporo-network-adapter.js";
import { oracleConnectionRestriction } from "./values/sapporo-oracle-connection-restriction.js";
import { passwordPolicy } from "./values/sapporo-password-policy.js";
import { communicationServerPrinters, directoryServerPrinters, terminalPrinters } from "./values/sapporo-printers.js";
import { serverRegistryValues, terminalRegistryValues } from "./values/sapporo-registry-values.js";
import { serverRemoteDesktop, terminalRemoteDesktop } from "./values/sapporo-remote-desktop.js";
import {
  communicationServerRemovableMedia,
  directoryServerRemovableMedia,
  terminalRemovableMedia,
} from "./values/sapporo-removable-media.js";
import {
  communicationServerScheduledTasks,
  directoryServerScheduledTasks,
  terminalScheduledTasks,
} from "./values/sapporo-scheduled-tasks.js";
import { communicationServerServices, directoryServerServices, terminalServices } from "./values/sapporo-services.js";
import { communicationServerShares, directoryServerShares, terminalShares } from "./values/sapporo-shares.js";
import {
  communicationServerTimeService,
  directoryServerTimeService,
  terminalTimeService,
} from "./values/sapporo-time-service.js";
import { terminalTouchPanel } from "./values/sapporo-touch-panel.js";
import { serverUserRights, terminalUserRights } from "./values/sapporo-user-rights.js";
import {
  communicationServerVendorSoftware,
  directoryServerVendorSoftware,
  formerCommunicationServerVendorSoftware,
  terminalVendorSoftware,
} from "./values/sapporo-vendor-software.js";
import { windowsUpdatePolicy } from "./values/sapporo-windows-update-policy.js";
import { winrm } from "./values/sapporo-winrm.js";
import { yarai } from "./values/sapporo-yarai.js";

/*
 * The specification gives no numbers. Each assumed value carries the question that the city is asked about it; the
 * list of open questions (疑義一覧) is made from these texts. Nothing that rests on an assumed value is ever called
 * compliant (適) before the city has answered.
 */

const accountLockout: NonNullable<BaselineSettings["accountLockout"]> = {
  thresholdAttempts: assumed(
    5,
    "アカウントロックアウトのしきい値は何回とすべきでしょうか。仮に5回としています（CIS v3.0.0 1.2.2 は5回以下）。",
  ),
  durationMinutes: assumed(
    15,
    "アカウントロックアウトの期間は何分とすべきでしょうか。仮に15分としています（CIS v3.0.0 1.2.1 は15分以上）。",
  ),
  resetCounterAfterMinutes: assumed(
    15,
    "ログオン失敗回数を何分後に0へ戻すべきでしょうか。仮に15分としています（CIS v3.0.0 1.2.4 は15分以上）。",
  ),
};

const screenSaver: NonNullable<BaselineSettings["screenSaver"]> = {
  active: fromStandard(true, "CIS Microsoft Windows 11 Enterprise v2.0.0 19.1.3.1"),
  passwordProtected: fromStandard(true, "CIS Microsoft Windows 11 Enterprise v2.0.0 19.1.3.2"),
  timeoutSeconds: assumed(
    600,
    "スクリーンセイバーの起動時間は何秒とすべきでしょうか。仮に600秒としています（CIS Windows 11 v2.0.0 19.1.3.3 は900秒以下）。",
  ),
  executable: assumed(
    "scrnsave.scr",
    "起動するスクリーンセイバーの指定はありますか。仮にWindows標準の空白（scrnsave.scr）としています。",
  ),
};

/** 統合端末 of every model. */
export const terminalSettings: BaselineSettings = {
  accessRestriction,
  accountLockout,
  applicationVersion: terminalApplicationVersion,
  auditPolicy,
  autoLogon: terminalAutoLogon,
  autorun: terminalAutorun,
  defender: terminalDefender,
  eventLog,
  file: terminalFile,
  firewallProfile,
  firewallRules: terminalRules,
  hostsFile: terminalHostsFile,
  iniValue: terminalIniValue,
  localAccounts: terminalLocalAccounts,
  localGroups: terminalLocalGroups,
  logonOptions: terminalLogonOptions,
  networkAdapter: terminalNetworkAdapter,
  passwordPolicy,
  printers: terminalPrinters,
  registryValues: terminalRegistryValues,
  remoteDesktop: terminalRemoteDesktop,
  removableMedia: terminalRemovableMedia,
  scheduledTasks: terminalScheduledTasks,
  screenSaver,
  services: terminalServices,
  shares: terminalShares,
  timeService: terminalTimeService,
  touchPanel: terminalTouchPanel,
  userRights: terminalUserRights,
  vendorSoftware: terminalVendorSoftware,
  windowsUpdatePolicy,
  winrm,
  yarai,
};

/** ＣＳ. The checklist asks about screen savers on terminals only. */
export const communicationServerSettings: BaselineSettings = {
  accountLockout,
  applicationVersion: communicationServerApplicationVersion,
  auditPolicy,
  autoLogon: communicationServerAutoLogon,
  autorun: communicationServerAutorun,
  defender: communicationServerDefender,
  encryptionTool,
  eventLog,
  firewallProfile,
  firewallRules: communicationServerRules,
  hostsFile: communicationServerHostsFile,
  localAccounts: communicationServerLocalAccounts,
  localGroups: communicationServerLocalGroups,
  logonOptions: communicationServerLogonOptions,
  networkAdapter: communicationServerNetworkAdapter,
  oracleConnectionRestriction,
  passwordPolicy,
  printers: communicationServerPrinters,
  registryValues: serverRegistryValues,
  remoteDesktop: serverRemoteDesktop,
  removableMedia: communicationServerRemovableMedia,
  scheduledTasks: communicationServerScheduledTasks,
  services: communicationServerServices,
  shares: communicationServerShares,
  timeService: communicationServerTimeService,
  userRights: serverUserRights,
  vendorSoftware: communicationServerVendorSoftware,
  windowsUpdatePolicy,
  winrm,
  yarai,
};

/** ＣＳ of the generation before the refresh, with the products of its time. */
export const formerCommunicationServerSettings: BaselineSettings = {
  ...communicationServerSettings,
  vendorSoftware: formerCommunicationServerVendorSoftware,
};

/**
 * AD servers. Accounts and groups are those of the domain: lockout and passwords there are its policy, about which nobody
 * asks.
 */
export const directoryServerSettings: BaselineSettings = {
  auditPolicy: directoryServerAuditPolicy,
  autoLogon: directoryServerAutoLogon,
  autorun: directoryServerAutorun,
  defender: directoryServerDefender,
  eventLog,
  firewallProfile,
  firewallRules: directoryServerRules,
  hostsFile: directoryServerHostsFile,
  localAccounts: directoryServerLocalAccounts,
  localGroups: directoryServerLocalGroups,
  logonOptions: directoryServerLogonOptions,
  networkAdapter: directoryServerNetworkAdapter,
  printers: directoryServerPrinters,
  registryValues: serverRegistryValues,
  remoteDesktop: serverRemoteDesktop,
  removableMedia: directoryServerRemovableMedia,
  scheduledTasks: directoryServerScheduledTasks,
  services: directoryServerServices,
  shares: directoryServerShares,
  timeService: directoryServerTimeService,
  userRights: serverUserRights,
  vendorSoftware: directoryServerVendorSoftware,
  windowsUpdatePolicy,
  winrm,
  yarai,
};

/** The file that an error in a value leads to. */
export const valuesSource = import.meta.url;

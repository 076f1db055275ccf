// Made by `npm run generate`; do not edit.
import type { z } from "zod";

import { accessRestriction } from "./access-restriction/access-restriction.js";
import { accountLockout } from "./account-lockout/account-lockout.js";
import { applicationVersion } from "./application-version/application-version.js";
import { auditPolicy } from "./audit-policy/audit-policy.js";
import { autoLogon } from "./auto-logon/auto-logon.js";
import { autorun } from "./autorun/autorun.js";
import { defender } from "./defender/defender.js";
import { devices } from "./devices/devices.js";
import { encryptionTool } from "./encryption-tool/encryption-tool.js";
import { eventLog } from "./event-log/event-log.js";
import { file } from "./file/file.js";
import { firewallProfile } from "./firewall-profile/firewall-profile.js";
import { firewallRules } from "./firewall-rules/firewall-rules.js";
import { hostsFile } from "./hosts-file/hosts-file.js";
import { hotfixes } from "./hotfixes/hotfixes.js";
import { iniValue } from "./ini-value/ini-value.js";
import { installedSoftware } from "./installed-software/installed-software.js";
import { listeningPorts } from "./listening-ports/listening-ports.js";
import { localAccounts } from "./local-accounts/local-accounts.js";
import { localGroups } from "./local-groups/local-groups.js";
import { logonFailures } from "./logon-failures/logon-failures.js";
import { logonOptions } from "./logon-options/logon-options.js";
import { machine } from "./machine/machine.js";
import { malwareDetections } from "./malware-detections/malware-detections.js";
import { networkAdapter } from "./network-adapter/network-adapter.js";
import { oracleConnectionRestriction } from "./oracle-connection-restriction/oracle-connection-restriction.js";
import { passwordPolicy } from "./password-policy/password-policy.js";
import { printers } from "./printers/printers.js";
import { processes } from "./processes/processes.js";
import { registryValues } from "./registry-values/registry-values.js";
import { remoteAssistance } from "./remote-assistance/remote-assistance.js";
import { remoteDesktop } from "./remote-desktop/remote-desktop.js";
import { removableMedia } from "./removable-media/removable-media.js";
import { scheduledTasks } from "./scheduled-tasks/scheduled-tasks.js";
import { screenSaver } from "./screen-saver/screen-saver.js";
import { services } from "./services/services.js";
import { shares } from "./shares/shares.js";
import { specifiedPassword } from "./specified-password/specified-password.js";
import { timeService } from "./time-service/time-service.js";
import { touchPanel } from "./touch-panel/touch-panel.js";
import { userRights } from "./user-rights/user-rights.js";
import { vendorSoftware } from "./vendor-software/vendor-software.js";
import { windowsUpdatePolicy } from "./windows-update-policy/windows-update-policy.js";
import { winrm } from "./winrm/winrm.js";
import { yarai } from "./yarai/yarai.js";
import type { SettingArea } from "./form/setting-area.js";

const areas = [
  accessRestriction,
  accountLockout,
  applicationVersion,
  auditPolicy,
  autoLogon,
  autorun,
  defender,
  devices,
  encryptionTool,
  eventLog,
  file,
  firewallProfile,
  firewallRules,
  hostsFile,
  hotfixes,
  iniValue,
  installedSoftware,
  listeningPorts,
  localAccounts,
  localGroups,
  logonFailures,
  logonOptions,
  machine,
  malwareDetections,
  networkAdapter,
  oracleConnectionRestriction,
  passwordPolicy,
  printers,
  processes,
  registryValues,
  remoteAssistance,
  remoteDesktop,
  removableMedia,
  scheduledTasks,
  screenSaver,
  services,
  shares,
  specifiedPassword,
  timeService,
  touchPanel,
  userRights,
  vendorSoftware,
  windowsUpdatePolicy,
  winrm,
  yarai,
] as const;

/** Every area, managed and observed, in the order of their ids. */
export const everyArea: readonly SettingArea[] = areas;

/** The areas whose settings are part of a machine's resource. */
export const settingAreas: readonly SettingArea[] = areas.filter(({ observed }) => !observed);

/** The areas of which a check judges an expectation. */
export const observedAreas: readonly SettingArea[] = areas.filter(({ observed }) => observed);

type Area = (typeof areas)[number];
type Managed = Exclude<Area, { readonly observed: true }>;
type Observed = Extract<Area, { readonly observed: true }>;

/** The declared settings of a machine or class: one optional property per managed area. */
export type DeclaredSettings = {
  readonly [Known in Managed as Known["property"]]?: z.input<Known["schema"]>;
};

/** What a check expects to find on a machine: one optional property per observed area. */
export type Expectations = {
  readonly [Known in Observed as Known["property"]]?: z.input<Known["schema"]>;
};

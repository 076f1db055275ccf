// Made by `npm run generate`; do not edit.
import { accessRestrictionStates } from "./access-restriction/access-restriction.states.js";
import { accountLockoutStates } from "./account-lockout/account-lockout.states.js";
import { applicationVersionStates } from "./application-version/application-version.states.js";
import { auditPolicyStates } from "./audit-policy/audit-policy.states.js";
import { autoLogonStates } from "./auto-logon/auto-logon.states.js";
import { autorunStates } from "./autorun/autorun.states.js";
import { defenderStates } from "./defender/defender.states.js";
import { devicesStates } from "./devices/devices.states.js";
import { encryptionToolStates } from "./encryption-tool/encryption-tool.states.js";
import { eventLogStates } from "./event-log/event-log.states.js";
import { fileStates } from "./file/file.states.js";
import { firewallProfileStates } from "./firewall-profile/firewall-profile.states.js";
import { firewallRulesStates } from "./firewall-rules/firewall-rules.states.js";
import { hostsFileStates } from "./hosts-file/hosts-file.states.js";
import { hotfixesStates } from "./hotfixes/hotfixes.states.js";
import { iniValueStates } from "./ini-value/ini-value.states.js";
import { installedSoftwareStates } from "./installed-software/installed-software.states.js";
import { listeningPortsStates } from "./listening-ports/listening-ports.states.js";
import { localAccountsStates } from "./local-accounts/local-accounts.states.js";
import { localGroupsStates } from "./local-groups/local-groups.states.js";
import { logonFailuresStates } from "./logon-failures/logon-failures.states.js";
import { logonOptionsStates } from "./logon-options/logon-options.states.js";
import { machineStates } from "./machine/machine.states.js";
import { malwareDetectionsStates } from "./malware-detections/malware-detections.states.js";
import { networkAdapterStates } from "./network-adapter/network-adapter.states.js";
import { oracleConnectionRestrictionStates } from "./oracle-connection-restriction/oracle-connection-restriction.states.js";
import { passwordPolicyStates } from "./password-policy/password-policy.states.js";
import { printersStates } from "./printers/printers.states.js";
import { processesStates } from "./processes/processes.states.js";
import { registryValuesStates } from "./registry-values/registry-values.states.js";
import { remoteAssistanceStates } from "./remote-assistance/remote-assistance.states.js";
import { remoteDesktopStates } from "./remote-desktop/remote-desktop.states.js";
import { removableMediaStates } from "./removable-media/removable-media.states.js";
import { scheduledTasksStates } from "./scheduled-tasks/scheduled-tasks.states.js";
import { screenSaverStates } from "./screen-saver/screen-saver.states.js";
import { servicesStates } from "./services/services.states.js";
import { sharesStates } from "./shares/shares.states.js";
import { specifiedPasswordStates } from "./specified-password/specified-password.states.js";
import { timeServiceStates } from "./time-service/time-service.states.js";
import { touchPanelStates } from "./touch-panel/touch-panel.states.js";
import { userRightsStates } from "./user-rights/user-rights.states.js";
import { vendorSoftwareStates } from "./vendor-software/vendor-software.states.js";
import { windowsUpdatePolicyStates } from "./windows-update-policy/windows-update-policy.states.js";
import { winrmStates } from "./winrm/winrm.states.js";
import { yaraiStates } from "./yarai/yarai.states.js";
import type { AreaStates } from "./form/machine-states.js";

/** The states of every area, in the order of the areas. */
export const areaStates: readonly AreaStates[] = [
  accessRestrictionStates,
  accountLockoutStates,
  applicationVersionStates,
  auditPolicyStates,
  autoLogonStates,
  autorunStates,
  defenderStates,
  devicesStates,
  encryptionToolStates,
  eventLogStates,
  fileStates,
  firewallProfileStates,
  firewallRulesStates,
  hostsFileStates,
  hotfixesStates,
  iniValueStates,
  installedSoftwareStates,
  listeningPortsStates,
  localAccountsStates,
  localGroupsStates,
  logonFailuresStates,
  logonOptionsStates,
  machineStates,
  malwareDetectionsStates,
  networkAdapterStates,
  oracleConnectionRestrictionStates,
  passwordPolicyStates,
  printersStates,
  processesStates,
  registryValuesStates,
  remoteAssistanceStates,
  remoteDesktopStates,
  removableMediaStates,
  scheduledTasksStates,
  screenSaverStates,
  servicesStates,
  sharesStates,
  specifiedPasswordStates,
  timeServiceStates,
  touchPanelStates,
  userRightsStates,
  vendorSoftwareStates,
  windowsUpdatePolicyStates,
  winrmStates,
  yaraiStates,
];

// Made by `npm run generate`; do not edit.
import { accessRestrictionLive } from "./access-restriction/access-restriction.live.js";
import { accountLockoutLive } from "./account-lockout/account-lockout.live.js";
import { applicationVersionLive } from "./application-version/application-version.live.js";
import { auditPolicyLive } from "./audit-policy/audit-policy.live.js";
import { autoLogonLive } from "./auto-logon/auto-logon.live.js";
import { autorunLive } from "./autorun/autorun.live.js";
import { defenderLive } from "./defender/defender.live.js";
import { devicesLive } from "./devices/devices.live.js";
import { encryptionToolLive } from "./encryption-tool/encryption-tool.live.js";
import { eventLogLive } from "./event-log/event-log.live.js";
import { fileLive } from "./file/file.live.js";
import { firewallProfileLive } from "./firewall-profile/firewall-profile.live.js";
import { firewallRulesLive } from "./firewall-rules/firewall-rules.live.js";
import { hostsFileLive } from "./hosts-file/hosts-file.live.js";
import { hotfixesLive } from "./hotfixes/hotfixes.live.js";
import { iniValueLive } from "./ini-value/ini-value.live.js";
import { installedSoftwareLive } from "./installed-software/installed-software.live.js";
import { listeningPortsLive } from "./listening-ports/listening-ports.live.js";
import { localAccountsLive } from "./local-accounts/local-accounts.live.js";
import { localGroupsLive } from "./local-groups/local-groups.live.js";
import { logonFailuresLive } from "./logon-failures/logon-failures.live.js";
import { logonOptionsLive } from "./logon-options/logon-options.live.js";
import { machineLive } from "./machine/machine.live.js";
import { malwareDetectionsLive } from "./malware-detections/malware-detections.live.js";
import { networkAdapterLive } from "./network-adapter/network-adapter.live.js";
import { oracleConnectionRestrictionLive } from "./oracle-connection-restriction/oracle-connection-restriction.live.js";
import { passwordPolicyLive } from "./password-policy/password-policy.live.js";
import { printersLive } from "./printers/printers.live.js";
import { processesLive } from "./processes/processes.live.js";
import { registryValuesLive } from "./registry-values/registry-values.live.js";
import { remoteAssistanceLive } from "./remote-assistance/remote-assistance.live.js";
import { remoteDesktopLive } from "./remote-desktop/remote-desktop.live.js";
import { removableMediaLive } from "./removable-media/removable-media.live.js";
import { scheduledTasksLive } from "./scheduled-tasks/scheduled-tasks.live.js";
import { screenSaverLive } from "./screen-saver/screen-saver.live.js";
import { servicesLive } from "./services/services.live.js";
import { sharesLive } from "./shares/shares.live.js";
import { specifiedPasswordLive } from "./specified-password/specified-password.live.js";
import { timeServiceLive } from "./time-service/time-service.live.js";
import { touchPanelLive } from "./touch-panel/touch-panel.live.js";
import { userRightsLive } from "./user-rights/user-rights.live.js";
import { vendorSoftwareLive } from "./vendor-software/vendor-software.live.js";
import { windowsUpdatePolicyLive } from "./windows-update-policy/windows-update-policy.live.js";
import { winrmLive } from "./winrm/winrm.live.js";
import { yaraiLive } from "./yarai/yarai.live.js";
import type { LiveForm } from "./form/live-form.js";

/** The areas on a modelled machine, in the order of the areas. */
export const liveForms: readonly LiveForm[] = [
  accessRestrictionLive,
  accountLockoutLive,
  applicationVersionLive,
  auditPolicyLive,
  autoLogonLive,
  autorunLive,
  defenderLive,
  devicesLive,
  encryptionToolLive,
  eventLogLive,
  fileLive,
  firewallProfileLive,
  firewallRulesLive,
  hostsFileLive,
  hotfixesLive,
  iniValueLive,
  installedSoftwareLive,
  listeningPortsLive,
  localAccountsLive,
  localGroupsLive,
  logonFailuresLive,
  logonOptionsLive,
  machineLive,
  malwareDetectionsLive,
  networkAdapterLive,
  oracleConnectionRestrictionLive,
  passwordPolicyLive,
  printersLive,
  processesLive,
  registryValuesLive,
  remoteAssistanceLive,
  remoteDesktopLive,
  removableMediaLive,
  scheduledTasksLive,
  screenSaverLive,
  servicesLive,
  sharesLive,
  specifiedPasswordLive,
  timeServiceLive,
  touchPanelLive,
  userRightsLive,
  vendorSoftwareLive,
  windowsUpdatePolicyLive,
  winrmLive,
  yaraiLive,
];

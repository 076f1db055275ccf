// Made by `npm run generate`; do not edit.
import { accessRestrictionClaims } from "./access-restriction/access-restriction.claims.js";
import { accountLockoutClaims } from "./account-lockout/account-lockout.claims.js";
import { auditPolicyClaims } from "./audit-policy/audit-policy.claims.js";
import { autoLogonClaims } from "./auto-logon/auto-logon.claims.js";
import { autorunClaims } from "./autorun/autorun.claims.js";
import { defenderClaims } from "./defender/defender.claims.js";
import { devicesClaims } from "./devices/devices.claims.js";
import { eventLogClaims } from "./event-log/event-log.claims.js";
import { fileClaims } from "./file/file.claims.js";
import { firewallProfileClaims } from "./firewall-profile/firewall-profile.claims.js";
import { firewallRulesClaims } from "./firewall-rules/firewall-rules.claims.js";
import { hostsFileClaims } from "./hosts-file/hosts-file.claims.js";
import { hotfixesClaims } from "./hotfixes/hotfixes.claims.js";
import { iniValueClaims } from "./ini-value/ini-value.claims.js";
import { installedSoftwareClaims } from "./installed-software/installed-software.claims.js";
import { listeningPortsClaims } from "./listening-ports/listening-ports.claims.js";
import { localAccountsClaims } from "./local-accounts/local-accounts.claims.js";
import { localGroupsClaims } from "./local-groups/local-groups.claims.js";
import { logonFailuresClaims } from "./logon-failures/logon-failures.claims.js";
import { logonOptionsClaims } from "./logon-options/logon-options.claims.js";
import { machineClaims } from "./machine/machine.claims.js";
import { malwareDetectionsClaims } from "./malware-detections/malware-detections.claims.js";
import { networkAdapterClaims } from "./network-adapter/network-adapter.claims.js";
import { oracleConnectionRestrictionClaims } from "./oracle-connection-restriction/oracle-connection-restriction.claims.js";
import { passwordPolicyClaims } from "./password-policy/password-policy.claims.js";
import { printersClaims } from "./printers/printers.claims.js";
import { processesClaims } from "./processes/processes.claims.js";
import { registryValuesClaims } from "./registry-values/registry-values.claims.js";
import { remoteAssistanceClaims } from "./remote-assistance/remote-assistance.claims.js";
import { removableMediaClaims } from "./removable-media/removable-media.claims.js";
import { scheduledTasksClaims } from "./scheduled-tasks/scheduled-tasks.claims.js";
import { screenSaverClaims } from "./screen-saver/screen-saver.claims.js";
import { servicesClaims } from "./services/services.claims.js";
import { sharesClaims } from "./shares/shares.claims.js";
import { specifiedPasswordClaims } from "./specified-password/specified-password.claims.js";
import { timeServiceClaims } from "./time-service/time-service.claims.js";
import { touchPanelClaims } from "./touch-panel/touch-panel.claims.js";
import { userRightsClaims } from "./user-rights/user-rights.claims.js";
import { vendorSoftwareClaims } from "./vendor-software/vendor-software.claims.js";
import { windowsUpdatePolicyClaims } from "./windows-update-policy/windows-update-policy.claims.js";
import { winrmClaims } from "./winrm/winrm.claims.js";
import type { AreaClaims } from "./form/claim.js";

/** What the areas have for a pilot machine, by id; an area that has nothing of its own is not among them. */
export const areaClaims: { readonly [area: string]: AreaClaims } = {
  "access-restriction": accessRestrictionClaims,
  "account-lockout": accountLockoutClaims,
  "audit-policy": auditPolicyClaims,
  "auto-logon": autoLogonClaims,
  autorun: autorunClaims,
  defender: defenderClaims,
  devices: devicesClaims,
  "event-log": eventLogClaims,
  file: fileClaims,
  "firewall-profile": firewallProfileClaims,
  "firewall-rules": firewallRulesClaims,
  "hosts-file": hostsFileClaims,
  hotfixes: hotfixesClaims,
  "ini-value": iniValueClaims,
  "installed-software": installedSoftwareClaims,
  "listening-ports": listeningPortsClaims,
  "local-accounts": localAccountsClaims,
  "local-groups": localGroupsClaims,
  "logon-failures": logonFailuresClaims,
  "logon-options": logonOptionsClaims,
  machine: machineClaims,
  "malware-detections": malwareDetectionsClaims,
  "network-adapter": networkAdapterClaims,
  "oracle-connection-restriction": oracleConnectionRestrictionClaims,
  "password-policy": passwordPolicyClaims,
  printers: printersClaims,
  processes: processesClaims,
  "registry-values": registryValuesClaims,
  "remote-assistance": remoteAssistanceClaims,
  "removable-media": removableMediaClaims,
  "scheduled-tasks": scheduledTasksClaims,
  "screen-saver": screenSaverClaims,
  services: servicesClaims,
  shares: sharesClaims,
  "specified-password": specifiedPasswordClaims,
  "time-service": timeServiceClaims,
  "touch-panel": touchPanelClaims,
  "user-rights": userRightsClaims,
  "vendor-software": vendorSoftwareClaims,
  "windows-update-policy": windowsUpdatePolicyClaims,
  winrm: winrmClaims,
};

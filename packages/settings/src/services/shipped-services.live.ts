import type { HostRole } from "@kijun/core";

import type { SeededRandom } from "../form/seeded-random.js";
import type { ServiceState } from "./services.live.js";

/*
 * Services of a used machine: names and usual modes as windows-settings H.4 lists them (believed). The products of the
 * communication server have their published names; where none is published there is none here.
 */

const RUNNING = `BFE BrokerInfrastructure CoreMessagingRegistrar CryptSvc DcomLaunch Dhcp DispBrokerDesktopSvc Dnscache DPS
EventLog EventSystem FontCache gpsvc iphlpsvc LanmanServer LanmanWorkstation LSM MDCoreSvc mpssvc nsi Power ProfSvc
RpcEptMapper RpcSs SamSs Schedule SENS SysMain SystemEventsBroker Themes UserManager WinDefend Winmgmt WinRM Wcmsvc Spooler`;
const MANUAL = `AppInfo AppXSvc BITS ClipSVC KeyIso NetSetupSvc NlaSvc netprofm PlugPlay SCardSvr SessionEnv TermService
TrustedInstaller UsoSvc VSS W32Time wuauserv WbioSrvc WdNisSvc`;
const DISABLED =
  "RemoteRegistry RemoteAccess shpamsvc ssh-agent tzautoupdate NetTcpPortSharing AppVClient UevAgentService";
const ORACLE = "OracleServiceJUKI OracleOraDB19Home1TNSListener OracleVssWriterJUKI OracleMTSRecoveryService";
const DIRECTORY = "NTDS Netlogon Kdc DNS DFSR ADWS IsmServ";

/** What other services need of these. */
const NEEDS: { readonly [name: string]: readonly string[] } = {
  mpssvc: ["BFE"],
  LanmanServer: ["SamSs"],
  Schedule: ["RpcSs", "SystemEventsBroker"],
  WdNisSvc: ["WinDefend"],
};
const GUARDED = new Set(["WinDefend", "WdNisSvc", "MDCoreSvc", "BFE", "mpssvc"]);
const DELAYED = new Set(["BITS", "MDCoreSvc", "wuauserv", "WSearch"]);

/** The services of a machine of a kind and role; a few machines have one that somebody changed. */
export function shippedServices(
  role: HostRole,
  kind: "client" | "server",
  random: SeededRandom,
): Record<string, ServiceState> {
  const services: Record<string, ServiceState> = {};
  const add = (names: string, startMode: ServiceState["startMode"], state: ServiceState["state"]): void => {
    for (const name of names.split(/\s+/)) services[name] = serviceOf(name, startMode, state);
  };
  add(RUNNING, "Auto", "Running");
  add(MANUAL, "Manual", "Stopped");
  add(DISABLED, "Disabled", "Stopped");
  if (kind === "client") add("WSearch", "Auto", "Running");
  if (role === "communication-server") add(ORACLE, "Auto", "Running");
  if (role === "active-directory-server") add(DIRECTORY, "Auto", "Running");
  const started = services[random.pick(["W32Time", "VSS", "BITS", "SCardSvr"])];
  if (started !== undefined && random.chance(0.4)) started.state = "Running";
  return services;
}

function serviceOf(name: string, startMode: ServiceState["startMode"], state: ServiceState["state"]): ServiceState {
  return {
    startMode,
    delayed: startMode === "Auto" && DELAYED.has(name),
    state,
    account: "LocalSystem",
    ...(NEEDS[name] === undefined ? {} : { needs: NEEDS[name] }),
    ...(GUARDED.has(name) ? { guarded: true as const } : {}),
  };
}

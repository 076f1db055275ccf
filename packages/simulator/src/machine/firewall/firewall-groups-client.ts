import type { RuleGroup } from "./firewall-rule-text.js";

/** Groups that only client editions bring: remote assistance, devices nearby. Their resource numbers are believed. */
export const clientFirewallGroups: readonly RuleGroup[] = [
  {
    group: "@FirewallAPI.dll,-33002",
    active: true,
    rules: `
      In 6 RemoteAssistance-In-TCP-EdgeScope public exe:msra.exe Edge=TRUE
      In 6 RemoteAssistance-In-TCP-EdgeScope-Active domain private exe:msra.exe Edge=TRUE
      Out 6 RemoteAssistance-Out-TCP public exe:msra.exe
      Out 6 RemoteAssistance-Out-TCP-Active domain private exe:msra.exe
      In 17 RemoteAssistance-PnrpSvc-UDP-In-EdgeScope public LPort=3540 svc:pnrpsvc Edge=TRUE
      In 17 RemoteAssistance-PnrpSvc-UDP-In-EdgeScope-Active domain private LPort=3540 svc:pnrpsvc Edge=TRUE
      Out 17 RemoteAssistance-PnrpSvc-UDP-OUT public svc:pnrpsvc
      Out 17 RemoteAssistance-PnrpSvc-UDP-OUT-Active domain private svc:pnrpsvc
      In 17 RemoteAssistance-SSDPSrv-In-UDP-Active domain private LPort=1900 subnet svc:Ssdpsrv
      Out 17 RemoteAssistance-SSDPSrv-Out-UDP-Active domain private RPort=1900 subnet svc:Ssdpsrv
      In 6 RemoteAssistance-SSDPSrv-In-TCP-Active domain private LPort=2869 subnet app:System
      Out 6 RemoteAssistance-SSDPSrv-Out-TCP-Active domain private subnet app:System
      In 6 RemoteAssistance-DCOM-In-TCP-NoScope-Active domain LPort=135 svc:rpcss
      In 6 RemoteAssistance-RAServer-In-TCP-NoScope-Active domain exe:raserver.exe
      Out 6 RemoteAssistance-RAServer-Out-TCP-NoScope-Active domain exe:raserver.exe`,
  },
  {
    group: "@FirewallAPI.dll,-36851",
    active: true,
    rules: `
      In 17 WFDPRINT-DAFWSD-In-Active public LPort=3702 exe:dashost.exe
      Out 17 WFDPRINT-DAFWSD-Out-Active public RPort=3702 exe:dashost.exe
      In 6 WFDPRINT-SPOOL-In-Active public exe:spoolsv.exe
      Out 6 WFDPRINT-SPOOL-Out-Active public exe:spoolsv.exe
      In 6 WFDPRINT-SCAN-In-Active public svc:stisvc
      Out 6 WFDPRINT-SCAN-Out-Active public svc:stisvc`,
  },
  {
    group: "@FirewallAPI.dll,-36251",
    active: true,
    rules: `
      In 6 ProximityUxHost-Sharing-In-TCP-NoScope exe:proximityuxhost.exe
      Out 6 ProximityUxHost-Sharing-Out-TCP-NoScope exe:proximityuxhost.exe`,
  },
];

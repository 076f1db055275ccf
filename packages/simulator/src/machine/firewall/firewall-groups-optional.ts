import type { RuleGroup } from "./firewall-rule-text.js";

/** Groups of optional parts that every Windows brings too, nearly all switched off. Their resource numbers are believed. */
export const optionalFirewallGroups: readonly RuleGroup[] = [
  {
    group: "@FirewallAPI.dll,-30002",
    active: false,
    twin: true,
    rules: `
      In 6 RemoteFwAdmin-In-TCP LPort=RPC svc:policyagent
      In 6 RemoteFwAdmin-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS`,
  },
  {
    group: "@FirewallAPI.dll,-34752",
    active: false,
    twin: true,
    rules: `
      In 6 PerfLogsAlerts-PLASrv-In-TCP exe:plasrv.exe
      In 6 PerfLogsAlerts-DCOM-In-TCP LPort=135 svc:rpcss`,
  },
  {
    group: "@FirewallAPI.dll,-34501",
    active: false,
    twin: true,
    rules: `
      In 6 RVM-VDS-In-TCP LPort=RPC exe:vds.exe Svc=vds
      In 6 RVM-VDSLDR-In-TCP LPort=RPC exe:vdsldr.exe
      In 6 RVM-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS`,
  },
  {
    group: "@FirewallAPI.dll,-33502",
    active: false,
    twin: true,
    rules: `
      In 6 MSDTC-In-TCP exe:msdtc.exe
      Out 6 MSDTC-Out-TCP exe:msdtc.exe
      In 6 MSDTC-KTMRM-In-TCP LPort=RPC svc:ktmrm
      In 6 MSDTC-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS`,
  },
  {
    group: "@FirewallAPI.dll,-29002",
    active: false,
    twin: true,
    rules: `
      In 6 MsiScsi-In-TCP svc:Msiscsi
      Out 6 MsiScsi-Out-TCP svc:Msiscsi`,
  },
  {
    group: "@FirewallAPI.dll,-50323",
    active: false,
    twin: true,
    rules: `
      In 17 SNMPTRAP-In-UDP LPort=162 exe:snmptrap.exe Svc=SNMPTRAP`,
  },
  {
    group: "@FirewallAPI.dll,-33752",
    active: false,
    rules: `
      In 47 RRAS-GRE-In app:System
      Out 47 RRAS-GRE-Out app:System
      In 17 RRAS-L2TP-In-UDP LPort=1701 app:System
      Out 17 RRAS-L2TP-Out-UDP RPort=1701 app:System
      In 6 RRAS-PPTP-In-TCP LPort=1723 app:System
      Out 6 RRAS-PPTP-Out-TCP RPort=1723 app:System`,
  },
  {
    group: "@sstpsvc.dll,-35001",
    active: false,
    rules: `
      In 6 Microsoft-Windows-SSTP-In-TCP LPort=443 app:System`,
  },
  {
    group: "@FirewallAPI.dll,-37302",
    active: true,
    rules: `
      In 17 Microsoft-Windows-mDNS-In-UDP-Domain domain LPort=5353 svc:dnscache
      In 17 Microsoft-Windows-mDNS-In-UDP-Private private LPort=5353 subnet svc:dnscache
      In 17 Microsoft-Windows-mDNS-In-UDP-Public public LPort=5353 subnet svc:dnscache
      Out 17 Microsoft-Windows-mDNS-Out-UDP-Domain domain RPort=5353 svc:dnscache
      Out 17 Microsoft-Windows-mDNS-Out-UDP-Private private RPort=5353 subnet svc:dnscache
      Out 17 Microsoft-Windows-mDNS-Out-UDP-Public public RPort=5353 subnet svc:dnscache`,
  },
  {
    group: "@FirewallAPI.dll,-36502",
    active: false,
    rules: `
      In 6 Wininit-Shutdown-In-Rule-TCP-RPC LPort=RPC exe:wininit.exe
      In 6 Wininit-Shutdown-In-Rule-TCP-RPC-EPMapper LPort=RPC-EPMap Svc=RPCSS`,
  },
  {
    group: "@FirewallAPI.dll,-28002",
    active: false,
    rules: `
      In 6 SPPSVC-In-TCP LPort=1688 exe:sppextcomobj.exe`,
  },
  {
    group: "@netlogon.dll,-1010",
    active: false,
    rules: `
      In 6 NETLOGON-NamedPipe-In LPort=445 app:System
      In 6 NETLOGON-TCP-RPC-In LPort=RPC exe:lsass.exe Svc=netlogon`,
  },
  {
    group: "@FirewallAPI.dll,-36951",
    active: false,
    twin: true,
    rules: `
      In 6 TPMVSCMGR-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS
      In 6 TPMVSCMGR-Server-In-TCP exe:rmttpmvscmgrsvr.exe
      Out 6 TPMVSCMGR-Server-Out-TCP exe:rmttpmvscmgrsvr.exe`,
  },
  {
    group: "@icsvc.dll,-700",
    active: false,
    rules: `
      In 6 vm-monitoring-dcom LPort=RPC-EPMap svc:rpcss
      In 1 vm-monitoring-icmpv4 ICMP4=8:*
      In 58 vm-monitoring-icmpv6 ICMP6=128:*
      In 6 vm-monitoring-nb-session LPort=139
      In 6 vm-monitoring-rpc LPort=RPC svc:schedule`,
  },
  {
    group: "@peerdistsh.dll,-9000",
    active: false,
    rules: `
      In 6 Microsoft-Windows-PeerDist-HttpTrans-In LPort=80 app:System
      Out 6 Microsoft-Windows-PeerDist-HttpTrans-Out RPort=80 app:System
      In 17 Microsoft-Windows-PeerDist-WSD-In LPort=3702 subnet svc:PeerDistSvc
      Out 17 Microsoft-Windows-PeerDist-WSD-Out RPort=3702 subnet svc:PeerDistSvc
      In 6 Microsoft-Windows-PeerDist-HostedServer-In LPort=443 svc:PeerDistSvc
      Out 6 Microsoft-Windows-PeerDist-HostedServer-Out svc:PeerDistSvc
      Out 6 Microsoft-Windows-PeerDist-HostedClient-Out RPort=443 svc:PeerDistSvc`,
  },
  {
    group: "@%systemroot%\\system32\\dosvc.dll,-100",
    active: true,
    rules: `
      In 6 DeliveryOptimization-TCP-In LPort=7680 svc:dosvc Edge=TRUE
      In 17 DeliveryOptimization-UDP-In LPort=7680 svc:dosvc Edge=TRUE`,
  },
  {
    group: "@%SystemRoot%\\system32\\diagtrack.dll,-3001",
    active: true,
    rules: `
      Out 6 Microsoft-Windows-Unified-Telemetry-Client RPort=443 svc:DiagTrack`,
  },
];

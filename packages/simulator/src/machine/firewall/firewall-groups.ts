import type { RuleGroup } from "./firewall-rule-text.js";

/** Groups that every Windows brings. Group resources are confirmed in public scripts or believed; see the reference, H.6. */
export const firewallGroups: readonly RuleGroup[] = [
  {
    group: "@FirewallAPI.dll,-25000",
    active: true,
    rules: `
      In 58 CoreNet-ICMP6-DU-In ICMP6=1:* app:System
      In 58 CoreNet-ICMP6-PTB-In ICMP6=2:0 app:System
      Out 58 CoreNet-ICMP6-PTB-Out ICMP6=2:0
      In 58 CoreNet-ICMP6-TE-In ICMP6=3:* app:System
      Out 58 CoreNet-ICMP6-TE-Out ICMP6=3:*
      In 58 CoreNet-ICMP6-PP-In ICMP6=4:* app:System
      Out 58 CoreNet-ICMP6-PP-Out ICMP6=4:*
      In 58 CoreNet-ICMP6-NDS-In ICMP6=135:* app:System
      Out 58 CoreNet-ICMP6-NDS-Out ICMP6=135:*
      In 58 CoreNet-ICMP6-NDA-In ICMP6=136:* app:System
      Out 58 CoreNet-ICMP6-NDA-Out ICMP6=136:*
      In 58 CoreNet-ICMP6-RA-In ICMP6=134:* RA6=fe80::/64 app:System
      Out 58 CoreNet-ICMP6-RA-Out ICMP6=134:* subnet
      In 58 CoreNet-ICMP6-RS-In ICMP6=133:* app:System
      Out 58 CoreNet-ICMP6-RS-Out ICMP6=133:* subnet
      In 58 CoreNet-ICMP6-LQ-In ICMP6=130:* subnet app:System
      Out 58 CoreNet-ICMP6-LQ-Out ICMP6=130:* subnet
      In 58 CoreNet-ICMP6-LR-In ICMP6=131:* subnet app:System
      Out 58 CoreNet-ICMP6-LR-Out ICMP6=131:* subnet
      In 58 CoreNet-ICMP6-LR2-In ICMP6=143:* subnet app:System
      Out 58 CoreNet-ICMP6-LR2-Out ICMP6=143:* subnet
      In 58 CoreNet-ICMP6-LD-In ICMP6=132:* subnet app:System
      Out 58 CoreNet-ICMP6-LD-Out ICMP6=132:* subnet
      In 1 CoreNet-ICMP4-DUFRAG-In ICMP4=3:4 app:System
      In 2 CoreNet-IGMP-In app:System
      Out 2 CoreNet-IGMP-Out app:System
      In 17 CoreNet-DHCP-In LPort=68 RPort=67 svc:dhcp
      Out 17 CoreNet-DHCP-Out LPort=68 RPort=67 svc:dhcp
      In 17 CoreNet-DHCPV6-In LPort=546 RPort=547 svc:dhcp
      Out 17 CoreNet-DHCPV6-Out LPort=546 RPort=547 svc:dhcp
      In 17 CoreNet-Teredo-In LPort=Teredo svc:iphlpsvc
      Out 17 CoreNet-Teredo-Out svc:iphlpsvc
      In 6 CoreNet-IPHTTPS-In LPort2_10=IPTLSIn LPort2_10=IPHTTPSIn app:System
      Out 6 CoreNet-IPHTTPS-Out RPort2_10=IPTLSOut RPort2_10=IPHTTPSOut svc:iphlpsvc
      In 41 CoreNet-IPv6-In app:System
      Out 41 CoreNet-IPv6-Out app:System
      Out 6 CoreNet-GP-NP-Out-TCP domain RPort=445 app:System
      Out 6 CoreNet-GP-Out-TCP domain svc:gpsvc
      Out 6 CoreNet-GP-LSASS-Out-TCP domain exe:lsass.exe
      Out 17 CoreNet-DNS-Out-UDP RPort=53 svc:dnscache`,
  },
  {
    group: "@FirewallAPI.dll,-27000",
    active: false,
    twin: true,
    rules: `
      In 1 CoreNet-Diag-ICMP4-EchoRequest-In ICMP4=8:* app:System
      Out 1 CoreNet-Diag-ICMP4-EchoRequest-Out ICMP4=8:* app:System
      In 58 CoreNet-Diag-ICMP6-EchoRequest-In ICMP6=128:* app:System
      Out 58 CoreNet-Diag-ICMP6-EchoRequest-Out ICMP6=128:* app:System`,
  },
  {
    group: "@FirewallAPI.dll,-28502",
    active: false,
    twin: true,
    rules: `
      In 6 FPS-NB_Session-In-TCP LPort=139 app:System
      Out 6 FPS-NB_Session-Out-TCP RPort=139 app:System
      In 6 FPS-SMB-In-TCP LPort=445 app:System
      Out 6 FPS-SMB-Out-TCP RPort=445 app:System
      In 17 FPS-NB_Name-In-UDP LPort=137 app:System
      Out 17 FPS-NB_Name-Out-UDP RPort=137 app:System
      In 17 FPS-NB_Datagram-In-UDP LPort=138 app:System
      Out 17 FPS-NB_Datagram-Out-UDP RPort=138 app:System
      In 6 FPS-SpoolSvc-In-TCP LPort=RPC exe:spoolsv.exe Svc=Spooler
      In 6 FPS-RPCSS-In-TCP LPort=RPC-EPMap Svc=Rpcss
      In 1 FPS-ICMP4-ERQ-In ICMP4=8:*
      Out 1 FPS-ICMP4-ERQ-Out ICMP4=8:*
      In 58 FPS-ICMP6-ERQ-In ICMP6=128:*
      Out 58 FPS-ICMP6-ERQ-Out ICMP6=128:*
      In 17 FPS-LLMNR-In-UDP LPort=5355 svc:dnscache
      Out 17 FPS-LLMNR-Out-UDP RPort=5355 svc:dnscache`,
  },
  {
    group: "@FirewallAPI.dll,-32752",
    active: false,
    twin: true,
    rules: `
      In 6 NETDIS-UPnPHost-In-TCP LPort=2869 app:System
      Out 6 NETDIS-UPnPHost-Out-TCP RPort=2869 app:System
      In 17 NETDIS-SSDPSrv-In-UDP LPort=1900 svc:Ssdpsrv
      Out 17 NETDIS-SSDPSrv-Out-UDP RPort=1900 svc:Ssdpsrv
      In 6 NETDIS-WSDEVNT-In-TCP LPort=5357 app:System
      Out 6 NETDIS-WSDEVNT-Out-TCP RPort=5357 app:System
      In 6 NETDIS-WSDEVNTS-In-TCP LPort=5358 app:System
      Out 6 NETDIS-WSDEVNTS-Out-TCP RPort=5358 app:System
      In 17 NETDIS-NB_Name-In-UDP LPort=137 app:System
      Out 17 NETDIS-NB_Name-Out-UDP RPort=137 app:System
      In 17 NETDIS-NB_Datagram-In-UDP LPort=138 app:System
      Out 17 NETDIS-NB_Datagram-Out-UDP RPort=138 app:System
      In 17 NETDIS-LLMNR-In-UDP LPort=5355 svc:dnscache
      Out 17 NETDIS-LLMNR-Out-UDP RPort=5355 svc:dnscache
      In 17 NETDIS-FDPHOST-In-UDP LPort=3702 svc:fdphost
      Out 17 NETDIS-FDPHOST-Out-UDP RPort=3702 svc:fdphost
      In 17 NETDIS-FDRESPUB-WSD-In-UDP LPort=3702 svc:fdrespub
      Out 17 NETDIS-FDRESPUB-WSD-Out-UDP RPort=3702 svc:fdrespub
      Out 6 NETDIS-UPnP-Out-TCP RPort=2869 svc:upnphost
      In 17 NETDIS-DAS-In-UDP exe:dashost.exe`,
  },
  {
    group: "@FirewallAPI.dll,-30267",
    active: false,
    rules: `
      In 6 WINRM-HTTP-In-TCP domain private LPort=5985 app:System
      In 6 WINRM-HTTP-In-TCP-PUBLIC public LPort=5985 subnet app:System`,
  },
  {
    group: "@FirewallAPI.dll,-30252",
    active: false,
    rules: `
      In 6 WINRM-HTTP-Compat-In-TCP private public LPort=80 subnet app:System
      In 6 WINRM-HTTP-Compat-In-TCP-NoScope domain LPort=80 app:System`,
  },
  {
    group: "@FirewallAPI.dll,-28752",
    active: false,
    rules: `
      In 6 RemoteDesktop-UserMode-In-TCP LPort=3389 svc:termservice
      In 17 RemoteDesktop-UserMode-In-UDP LPort=3389 svc:termservice
      In 6 RemoteDesktop-Shadow-In-TCP exe:RdpSa.exe Edge=TRUE Defer=App`,
  },
  {
    group: "@FirewallAPI.dll,-28782",
    active: false,
    rules: `
      In 6 RemoteDesktop-In-TCP-WS LPort=3387 app:System
      In 6 RemoteDesktop-In-TCP-WSS LPort=3392 app:System`,
  },
  {
    group: "@FirewallAPI.dll,-34251",
    active: false,
    twin: true,
    rules: `
      In 6 WMI-RPCSS-In-TCP LPort=135 svc:rpcss
      In 6 WMI-WINMGMT-In-TCP svc:winmgmt
      Out 6 WMI-WINMGMT-Out-TCP svc:winmgmt
      In 6 WMI-ASYNC-In-TCP exe:wbem\\unsecapp.exe`,
  },
  {
    group: "@FirewallAPI.dll,-29252",
    active: false,
    twin: true,
    rules: `
      In 6 RemoteEventLogSvc-In-TCP LPort=RPC svc:Eventlog
      In 6 RemoteEventLogSvc-NP-In-TCP LPort=445 app:System
      In 6 RemoteEventLogSvc-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS`,
  },
  {
    group: "@FirewallAPI.dll,-29502",
    active: false,
    twin: true,
    rules: `
      In 6 RemoteSvcAdmin-In-TCP LPort=RPC exe:services.exe
      In 6 RemoteSvcAdmin-NP-In-TCP LPort=445 app:System
      In 6 RemoteSvcAdmin-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS`,
  },
  {
    group: "@FirewallAPI.dll,-33252",
    active: false,
    twin: true,
    rules: `
      In 6 RemoteTask-In-TCP LPort=RPC svc:schedule
      In 6 RemoteTask-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS`,
  },
];

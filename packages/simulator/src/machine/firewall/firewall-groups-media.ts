import type { RuleGroup } from "./firewall-rule-text.js";

/** Groups of sharing media and of connected devices, on servers with a desktop too. Their resource numbers are believed. */
export const mediaFirewallGroups: readonly RuleGroup[] = [
  {
    group: "@FirewallAPI.dll,-37402",
    active: true,
    rules: `
      In 6 Microsoft-Windows-CDPSvc-In-TCP domain private svc:CDPSvc
      Out 6 Microsoft-Windows-CDPSvc-Out-TCP domain private svc:CDPSvc
      In 17 Microsoft-Windows-CDPSvc-In-UDP domain private svc:CDPSvc
      Out 17 Microsoft-Windows-CDPSvc-Out-UDP domain private svc:CDPSvc
      In 6 Microsoft-Windows-WiFiDirect-In-TCP public svc:CDPSvc
      Out 6 Microsoft-Windows-WiFiDirect-Out-TCP public svc:CDPSvc`,
  },
  {
    group: "@FirewallAPI.dll,-36001",
    active: true,
    rules: `
      In 17 PlayTo-In-UDP-NoScope domain exe:mdeserver.exe
      In 17 PlayTo-In-UDP-LocalSubnetScope private subnet exe:mdeserver.exe
      In 17 PlayTo-In-UDP-PlayToScope public renders exe:mdeserver.exe
      In 6 PlayTo-In-RTSP-NoScope domain LPort=23554 LPort=23555 LPort=23556 exe:mdeserver.exe
      In 6 PlayTo-In-RTSP-LocalSubnetScope private LPort=23554 LPort=23555 LPort=23556 subnet exe:mdeserver.exe
      In 6 PlayTo-In-RTSP-PlayToScope public LPort=23554 LPort=23555 LPort=23556 renders exe:mdeserver.exe
      Out 17 PlayTo-Out-UDP-NoScope domain exe:mdeserver.exe
      Out 17 PlayTo-Out-UDP-LocalSubnetScope private subnet exe:mdeserver.exe
      Out 17 PlayTo-Out-UDP-PlayToScope public renders exe:mdeserver.exe
      In 17 PlayTo-QWave-In-UDP-PlayToScope private public LPort=2177 renders svc:Qwave
      Out 17 PlayTo-QWave-Out-UDP-PlayToScope private public RPort=2177 renders svc:Qwave
      In 6 PlayTo-QWave-In-TCP-PlayToScope private public LPort=2177 renders svc:Qwave
      Out 6 PlayTo-QWave-Out-TCP-PlayToScope private public RPort=2177 renders svc:Qwave
      In 17 PlayTo-SSDP-Discovery-PlayToScope LPort2_20=Ply2Disc svc:Ssdpsrv
      In 6 PlayTo-UPnP-Events-PlayToScope public LPort=2869 renders app:System
      In 6 PlayTo-HTTPSTR-In-TCP-NoScope domain LPort=10246 app:System
      In 6 PlayTo-HTTPSTR-In-TCP-LocalSubnetScope private LPort=10246 subnet app:System
      In 6 PlayTo-HTTPSTR-In-TCP-PlayToScope public LPort=10246 renders app:System`,
  },
  {
    group: "@FirewallAPI.dll,-31252",
    active: false,
    twin: true,
    rules: `
      In 17 WMPNSS-WMP-In-UDP app:wmplayer
      Out 17 WMPNSS-WMP-Out-UDP app:wmplayer
      Out 6 WMPNSS-WMP-Out-TCP app:wmplayer
      In 17 WMPNSS-In-UDP svc:WMPNetworkSvc
      Out 17 WMPNSS-Out-UDP svc:WMPNetworkSvc
      In 6 WMPNSS-In-TCP svc:WMPNetworkSvc
      Out 6 WMPNSS-Out-TCP svc:WMPNetworkSvc
      In 17 WMPNSS-QWave-In-UDP LPort=2177 svc:QWAVE
      Out 17 WMPNSS-QWave-Out-UDP RPort=2177 svc:QWAVE
      In 6 WMPNSS-QWave-In-TCP LPort=2177 svc:QWAVE
      Out 6 WMPNSS-QWave-Out-TCP RPort=2177 svc:QWAVE
      In 6 WMPNSS-HTTPSTR-In-TCP LPort=10243 app:System
      Out 6 WMPNSS-HTTPSTR-Out-TCP RPort=10243 app:System
      In 17 WMPNSS-SSDPSrv-In-UDP LPort=1900 svc:SSDPSRV
      Out 17 WMPNSS-SSDPSrv-Out-UDP RPort=1900 svc:SSDPSRV
      In 6 WMPNSS-UPnPHost-In-TCP LPort=2869 app:System
      Out 6 WMPNSS-UPnPHost-Out-TCP RPort=2869 app:System`,
  },
  {
    group: "@FirewallAPI.dll,-37101",
    active: true,
    rules: `
      In 6 DIAL-Protocol-Server-In-TCP-NoScope domain LPort=10247 app:System
      In 6 DIAL-Protocol-Server-HTTPSTR-In-TCP-LocalSubnetScope private LPort=10247 subnet app:System`,
  },
  {
    group: "@FirewallAPI.dll,-37002",
    active: true,
    rules: `
      In 6 AllJoyn-Router-In-TCP domain private LPort=9955 svc:AJRouter
      Out 6 AllJoyn-Router-Out-TCP domain private svc:AJRouter
      In 17 AllJoyn-Router-In-UDP domain private svc:AJRouter
      Out 17 AllJoyn-Router-Out-UDP domain private svc:AJRouter`,
  },
  {
    group: "@FirewallAPI.dll,-31002",
    active: false,
    rules: `
      In 17 WMP-In-UDP app:wmplayer
      Out 17 WMP-Out-UDP app:wmplayer
      Out 6 WMP-Out-TCP app:wmplayer
      In 17 WMP-In-UDP-x86 app:wmplayer-x86
      Out 17 WMP-Out-UDP-x86 app:wmplayer-x86
      Out 6 WMP-Out-TCP-x86 app:wmplayer-x86`,
  },
];

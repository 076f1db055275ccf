import type { RuleGroup } from "./firewall-rule-text.js";

/** Groups that only server editions bring. Their resource numbers are believed. */
export const serverFirewallGroups: readonly RuleGroup[] = [
  {
    group: "@comres.dll,-3400",
    active: false,
    rules: `
      In 6 ComPlusNetworkAccess-DCOM-In LPort=135 svc:rpcss
      In 6 ComPlusRemoteAdministration-DCOM-In LPort=RPC exe:dllhost.exe Svc=COMSysApp`,
  },
  {
    group: "@fssmres.dll,-100",
    active: true,
    rules: `
      In 6 FileServer-ServerManager-SMB-TCP-In LPort=445 app:System
      In 6 FileServer-ServerManager-DCOM-TCP-In LPort=135 svc:RPCSS
      In 6 FileServer-ServerManager-Winmgmt-TCP-In LPort=RPC svc:winmgmt`,
  },
  {
    group: "@FirewallAPI.dll,-31752",
    active: true,
    rules: `
      In 6 ServerManager-RemoteManagement-RPC-In LPort=RPC svc:winmgmt
      In 6 ServerManager-RemoteManagement-EPMap-In LPort=RPC-EPMap Svc=RPCSS`,
  },
  {
    group: "@clusres.dll,-1000",
    active: false,
    rules: `
      In 1 ClusSvc-ICMP4-ERQ-In ICMP4=8:*
      Out 1 ClusSvc-ICMP4-ERQ-Out ICMP4=8:*
      In 58 ClusSvc-ICMP6-ERQ-In ICMP6=128:*
      Out 58 ClusSvc-ICMP6-ERQ-Out ICMP6=128:*
      In 17 ClusSvc-UDP-In LPort=3343 svc:ClusSvc
      Out 17 ClusSvc-UDP-Out RPort=3343 svc:ClusSvc
      In 6 ClusSvc-TCP-In LPort=3343 svc:ClusSvc
      In 6 ClusSvc-RPC-In LPort=RPC svc:ClusSvc
      In 6 ClusSvc-EPMap-In LPort=RPC-EPMap Svc=RPCSS
      In 6 ClusSvc-SMB-In LPort=445 app:System`,
  },
  {
    group: "@FirewallAPI.dll,-38501",
    active: false,
    rules: `
      In 6 SLBM-MUX-In-TCP LPort=8560 svc:SlbMux
      In 6 SLBM-Host-In-TCP LPort=8571 svc:SlbHostAgent`,
  },
  {
    group: "@%systemroot%\\system32\\wsbexe.exe,-100",
    active: false,
    twin: true,
    rules: `
      In 6 WindowsBackup-RPC-In LPort=RPC exe:wbengine.exe
      In 6 WindowsBackup-EPMap-In LPort=RPC-EPMap Svc=RPCSS`,
  },
];

/** Groups that come with the roles of a domain controller: directory, Kerberos, DNS, file replication. */
export const domainControllerFirewallGroups: readonly RuleGroup[] = [
  {
    group: "@FirewallAPI.dll,-37601",
    active: true,
    rules: `
      In 6 ADDS-LDAP-TCP-In LPort=389 exe:lsass.exe
      In 17 ADDS-LDAP-UDP-In LPort=389 exe:lsass.exe
      In 6 ADDS-LDAPSEC-TCP-In LPort=636 exe:lsass.exe
      In 6 ADDS-LDAPGC-TCP-In LPort=3268 exe:lsass.exe
      In 6 ADDS-LDAPGCSEC-TCP-In LPort=3269 exe:lsass.exe
      In 6 ADDS-NP-TCP-In LPort=445 app:System
      In 17 ADDS-NB-Datagram-UDP-In LPort=138 app:System
      In 17 ADDS-NTP-UDP-In LPort=123 svc:w32time
      In 6 ADDS-RPC-TCP-In LPort=RPC exe:lsass.exe
      Out 6 ADDS-TCP-Out exe:lsass.exe
      Out 17 ADDS-UDP-Out exe:lsass.exe
      In 6 ADDS-RPCEPMAP-TCP-In LPort=RPC-EPMap svc:rpcss
      In 1 ADDS-ICMP4-In ICMP4=8:*
      Out 1 ADDS-ICMP4-Out ICMP4=8:*`,
  },
  {
    group: "@kdcsvc.dll,-1008",
    active: true,
    rules: `
      In 6 ADDS-Kerberos-TCP-In LPort=88 exe:lsass.exe
      In 17 ADDS-Kerberos-UDP-In LPort=88 exe:lsass.exe
      In 6 ADDS-Kerberos-Password-TCP-In LPort=464 exe:lsass.exe
      In 17 ADDS-Kerberos-Password-UDP-In LPort=464 exe:lsass.exe`,
  },
  {
    group: "@%systemroot%\\system32\\dns.exe,-1001",
    active: true,
    rules: `
      In 6 DNSSrv-DNS-TCP-In LPort=53 exe:dns.exe Svc=dns
      In 17 DNSSrv-DNS-UDP-In LPort=53 exe:dns.exe Svc=dns
      In 6 DNSSrv-RPC-TCP-In LPort=RPC exe:dns.exe Svc=dns
      In 6 DNSSrv-RPCEPMAP-TCP-In LPort=RPC-EPMap svc:rpcss
      Out 6 DNSSrv-TCP-Out exe:dns.exe Svc=dns
      Out 17 DNSSrv-UDP-Out exe:dns.exe Svc=dns`,
  },
  {
    group: "@FirewallAPI.dll,-37752",
    active: true,
    rules: `
      In 6 DfsMgmt-SMB-In LPort=445 app:System
      In 6 DfsMgmt-WMI-In LPort=RPC svc:winmgmt
      In 6 DFSR-DFSRSvc-In-TCP LPort=RPC exe:dfsrs.exe Svc=Dfsr
      In 6 DFSR-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS
      In 6 NtFrs-NTFRSSvc-In-TCP LPort=RPC exe:NTFRS.exe Svc=NTFRS
      In 6 NtFrs-RPCSS-In-TCP LPort=RPC-EPMap Svc=RPCSS`,
  },
];

import type { ServerBehaviour } from "./server-options.js";
import { CONFIG } from "./wsman-vocabulary.js";

/**
 * The service configuration (MS-WSMV 2.2.4.42 for its quotas): the defaults of a workgroup machine, in the order and with
 * the elements recorded from a Server 2022, with the quotas that this server really keeps.
 *
 * @param basic whether Basic is on, as it is over HTTPS
 */
export function configXml(behaviour: Readonly<ServerBehaviour>, basic: boolean): string {
  const ports = "<cfg:DefaultPorts><cfg:HTTP>5985</cfg:HTTP><cfg:HTTPS>5986</cfg:HTTPS></cfg:DefaultPorts>";
  const { channelBinding } = behaviour;
  const hardening = channelBinding.charAt(0).toUpperCase() + channelBinding.slice(1);
  return (
    `<cfg:Config xmlns:cfg="${CONFIG}"><cfg:MaxEnvelopeSizekb>${Math.floor(behaviour.maxEnvelopeBytes / 1024)}</cfg:MaxEnvelopeSizekb>` +
    `<cfg:MaxTimeoutms>${behaviour.maxTimeoutMs}</cfg:MaxTimeoutms><cfg:MaxBatchItems>32000</cfg:MaxBatchItems>` +
    `<cfg:MaxProviderRequests>4294967295</cfg:MaxProviderRequests>` +
    `<cfg:Client><cfg:NetworkDelayms>5000</cfg:NetworkDelayms><cfg:URLPrefix>wsman</cfg:URLPrefix><cfg:AllowUnencrypted>false</cfg:AllowUnencrypted>` +
    `<cfg:Auth><cfg:Basic>true</cfg:Basic><cfg:Digest>true</cfg:Digest><cfg:Kerberos>true</cfg:Kerberos><cfg:Negotiate>true</cfg:Negotiate>` +
    `<cfg:Certificate>true</cfg:Certificate><cfg:CredSSP>false</cfg:CredSSP></cfg:Auth>${ports}<cfg:TrustedHosts></cfg:TrustedHosts></cfg:Client>` +
    `<cfg:Service><cfg:RootSDDL>O:NSG:BAD:P(A;;GA;;;BA)(A;;GR;;;IU)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)</cfg:RootSDDL>` +
    `<cfg:MaxConcurrentOperations>4294967295</cfg:MaxConcurrentOperations>` +
    `<cfg:MaxConcurrentOperationsPerUser>${behaviour.operationsPerShell}</cfg:MaxConcurrentOperationsPerUser>` +
    `<cfg:EnumerationTimeoutms>240000</cfg:EnumerationTimeoutms><cfg:MaxConnections>300</cfg:MaxConnections>` +
    `<cfg:MaxPacketRetrievalTimeSeconds>120</cfg:MaxPacketRetrievalTimeSeconds><cfg:AllowUnencrypted>false</cfg:AllowUnencrypted>` +
    `<cfg:Auth><cfg:Basic>${basic}</cfg:Basic><cfg:Kerberos>true</cfg:Kerberos><cfg:Negotiate>true</cfg:Negotiate>` +
    `<cfg:Certificate>false</cfg:Certificate><cfg:CredSSP>false</cfg:CredSSP><cfg:CbtHardeningLevel>${hardening}</cfg:CbtHardeningLevel></cfg:Auth>` +
    `${ports}<cfg:IPv4Filter>*</cfg:IPv4Filter><cfg:IPv6Filter>*</cfg:IPv6Filter>` +
    `<cfg:EnableCompatibilityHttpListener>false</cfg:EnableCompatibilityHttpListener>` +
    `<cfg:EnableCompatibilityHttpsListener>false</cfg:EnableCompatibilityHttpsListener>` +
    `<cfg:CertificateThumbprint></cfg:CertificateThumbprint><cfg:AllowRemoteAccess>true</cfg:AllowRemoteAccess></cfg:Service>` +
    `<cfg:Winrs><cfg:AllowRemoteShellAccess>true</cfg:AllowRemoteShellAccess><cfg:IdleTimeout>7200000</cfg:IdleTimeout>` +
    `<cfg:MaxConcurrentUsers>10</cfg:MaxConcurrentUsers><cfg:MaxShellRunTime>2147483647</cfg:MaxShellRunTime>` +
    `<cfg:MaxProcessesPerShell>25</cfg:MaxProcessesPerShell><cfg:MaxMemoryPerShellMB>1024</cfg:MaxMemoryPerShellMB>` +
    `<cfg:MaxShellsPerUser>${behaviour.shellsPerUser}</cfg:MaxShellsPerUser></cfg:Winrs></cfg:Config>`
  );
}

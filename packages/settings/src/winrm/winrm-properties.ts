import { z } from "zod";

import { registryNumber, registrySwitch, registryText } from "../form/registry-property.js";
import type { RegistryPlace } from "../form/registry-property.js";
import type { Text } from "../form/setting-area.js";

/** Where the service keeps its own values, below HKEY_LOCAL_MACHINE. */
export const LOCAL = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN";
const POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service";
const CIS = "CIS Microsoft Windows 11 18.10.88.2";

/** A value of the service, which policy may hold under another name; local names are no part of any document. */
function service(local: string, policy: string): RegistryPlace & { readonly policy: RegistryPlace } {
  return { key: `${LOCAL}\\Service`, name: local, policy: { key: POLICY, name: policy } };
}

/** A way to authenticate that the service takes. */
function authentication(name: string, policy: string, words: Text, ships: boolean) {
  const source = `${ships ? "On" : "Off"} as shipped. WindowsRemoteManagement.admx, ${policy}`;
  const claims = ["local-names"];
  const safe = ships ? {} : { safe: false };
  return registrySwitch({ ...service(name, policy), label: words, source, claims, ...safe, whenAbsent: ships });
}

/** A switch that only policy has. */
function policySwitch(name: string, words: Text, source: string, safety: { safe?: boolean; whenAbsent: boolean }) {
  return registrySwitch({ key: POLICY, name, label: words, source, ...safety });
}

/** From which addresses a listener of policy takes requests. */
function filter(name: string, words: Text) {
  return registryText({
    key: POLICY,
    name,
    schema: z
      .string()
      .max(1024)
      .regex(/^(?:\*|[0-9a-fA-F.:]+-[0-9a-fA-F.:]+(?:, ?[0-9a-fA-F.:]+-[0-9a-fA-F.:]+)*)?$/, {
        message: 'must be "*", nothing, or ranges of addresses: 192.0.2.241-192.0.2.254',
      }),
    examples: ["*", "", "192.0.2.241-192.0.2.254"],
    label: words,
    source: "Addresses of this machine that it listens on. WindowsRemoteManagement.admx, AllowAutoConfig",
  });
}

/** What the registry says of the service and of who is an administrator over it. */
export const winrmProperties = {
  basic: authentication("auth_basic", "AllowBasic", { ja: "基本認証を許可する", en: "Basic authentication" }, false),
  kerberos: authentication(
    "auth_kerberos",
    "AllowKerberos",
    { ja: "Kerberos 認証", en: "Kerberos authentication" },
    true,
  ),
  negotiate: authentication(
    "auth_negotiate",
    "AllowNegotiate",
    { ja: "ネゴシエート認証", en: "Negotiate authentication" },
    true,
  ),
  credSsp: authentication(
    "auth_credssp",
    "AllowCredSSP",
    { ja: "CredSSP 認証を許可する", en: "CredSSP authentication" },
    false,
  ),
  unencrypted: registrySwitch({
    ...service("allow_unencrypted", "AllowUnencryptedTraffic"),
    label: { ja: "暗号化されていないトラフィックを許可する", en: "unencrypted traffic" },
    source: `WindowsRemoteManagement.admx; ${CIS}.3 wants it off`,
    safe: false,
    whenAbsent: false,
  }),
  runAsForbidden: policySwitch(
    "DisableRunAs",
    { ja: "WinRM による RunAs 資格情報の格納を許可しない", en: "no storing of RunAs credentials" },
    `WindowsRemoteManagement.admx; ${CIS}.4 wants it`,
    { safe: true, whenAbsent: false },
  ),
  autoConfig: policySwitch(
    "AllowAutoConfig",
    { ja: "WinRM を使用したリモート サーバー管理を許可する", en: "remote server management through WinRM by policy" },
    `Makes an HTTP listener of its own on 5985. WindowsRemoteManagement.admx; ${CIS}.2 (level 2) wants it off`,
    { whenAbsent: false },
  ),
  ipv4Filter: filter("IPv4Filter", { ja: "IPv4 フィルター", en: "IPv4 filter" }),
  ipv6Filter: filter("IPv6Filter", { ja: "IPv6 フィルター", en: "IPv6 filter" }),
  httpCompatibilityListener: policySwitch(
    "HttpCompatibilityListener",
    { ja: "HTTP 互換性リスナーを有効にする", en: "compatibility HTTP listener" },
    "Port 80. WindowsRemoteManagement.admx, Turn On Compatibility HTTP Listener",
    { safe: false, whenAbsent: false },
  ),
  httpsCompatibilityListener: policySwitch(
    "HttpsCompatibilityListener",
    { ja: "HTTPS 互換性リスナーを有効にする", en: "compatibility HTTPS listener" },
    "Port 443. WindowsRemoteManagement.admx, Turn On Compatibility HTTPS Listener",
    { safe: false, whenAbsent: false },
  ),
  remoteShell: registrySwitch({
    key: `${POLICY}\\WinRS`,
    name: "AllowRemoteShellAccess",
    label: { ja: "リモート シェルへのアクセスを許可する", en: "remote shell access" },
    source:
      "Off ends Kijun's line. WindowsRemoteShell.admx; CIS Microsoft Windows 11 18.10.89.1 (level 2) wants it off",
    safe: false,
    whenAbsent: true,
  }),
  maxMemoryPerShellMB: registryNumber({
    key: `${LOCAL}\\WinRS`,
    name: "MaxMemoryPerShellMB",
    policy: { key: `${POLICY}\\WinRS`, name: "MaxMemoryPerShellMB" },
    min: 0,
    max: 2_147_483_647,
    label: { ja: "シェルごとに使用できるメモリの最大量 (MB)", en: "maximum memory per shell (MB)" },
    source: "0 is without limit. WindowsRemoteShell.admx; [MS-WSMV] 2.2.4.42",
    claims: ["quotas-of-shells"],
  }),
  maxShellsPerUser: registryNumber({
    key: `${LOCAL}\\WinRS`,
    name: "MaxShellsPerUser",
    policy: { key: `${POLICY}\\WinRS`, name: "MaxShellsPerUser" },
    min: 0,
    max: 2_147_483_647,
    label: { ja: "ユーザーごとのリモート シェルの最大数", en: "maximum number of remote shells per user" },
    source: "0 is without limit. WindowsRemoteShell.admx; [MS-WSMV] 2.2.4.42",
    claims: ["quotas-of-shells"],
  }),
  localAccountFullToken: registrySwitch({
    key: "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System",
    name: "LocalAccountTokenFilterPolicy",
    label: {
      ja: "ローカル管理者のリモート接続にフィルターを適用しない",
      en: "full token for remote local administrators",
    },
    source:
      "Off, only RID 500 and domain accounts are administrators over the network. Microsoft KB 951016; CIS Microsoft Windows 11 18.4.1 wants it off",
    safe: false,
    whenAbsent: false,
  }),
  builtInAdministratorFullToken: registrySwitch({
    key: "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System",
    name: "FilterAdministratorToken",
    on: 0,
    off: 1,
    label: {
      ja: "ユーザー アカウント制御: ビルトイン Administrator アカウントのための管理者承認モードを使用する",
      en: "full token for the built-in Administrator",
    },
    source: "1 filters RID 500 too. Microsoft Learn, security options; CIS Microsoft Windows 11 2.3.17.1 wants 1",
    claims: ["administrator-filtered"],
    safe: false,
    whenAbsent: true,
  }),
};

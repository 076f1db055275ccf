import { isAbsent } from "@kijun/core";
import type { CanonicalArea, Scalar } from "@kijun/core";
import { z } from "zod";

import { defineRegistryArea, registryShape } from "../form/registry-area.js";
import type { RegistryProperties } from "../form/registry-area.js";
import { registryNumber, registrySwitch, registryText } from "../form/registry-property.js";
import type { RegistryPlace } from "../form/registry-property.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta, Text } from "../form/setting-area.js";
import { eachOnce, listenerSchema, listenerText, storedListener } from "./winrm-listener.js";

const LOCAL = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN";
const POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service";
const CIS = "CIS Microsoft Windows 11 18.10.88.2";

/** A value of the service, which policy may hold under another name; local names are no part of any document. */
function service(local: string, policy: string): RegistryPlace & { readonly policy: RegistryPlace } {
  return { key: `${LOCAL}\\Service`, name: local, policy: { key: POLICY, name: policy } };
}

/** A way to authenticate that the service takes. */
function authentication(name: string, policy: string, words: Text, ships: boolean) {
  const source = `${ships ? "On" : "Off"} as shipped. WindowsRemoteManagement.admx, ${policy}; its local name (believed)`;
  const safe = ships ? {} : { safe: false };
  return registrySwitch({ ...service(name, policy), label: words, source, ...safe, whenAbsent: ships });
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

const properties = {
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
    source: "0 is without limit. WindowsRemoteShell.admx; [MS-WSMV] 2.2.4.42; its local place (believed)",
  }),
  maxShellsPerUser: registryNumber({
    key: `${LOCAL}\\WinRS`,
    name: "MaxShellsPerUser",
    policy: { key: `${POLICY}\\WinRS`, name: "MaxShellsPerUser" },
    min: 0,
    max: 2_147_483_647,
    label: { ja: "ユーザーごとのリモート シェルの最大数", en: "maximum number of remote shells per user" },
    source: "0 is without limit. WindowsRemoteShell.admx; [MS-WSMV] 2.2.4.42; its local place (believed)",
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
};

const title = { ja: "WinRM サービス", en: "WinRM service" };
/** Its registry values, without the listeners. */
export const winrmValues = defineRegistryArea({ id: "winrm", title, properties });

const winrmSchema = z
  .strictObject({
    ...registryShape(properties),
    listeners: z
      .array(listenerSchema)
      .refine(eachOnce, "must name each transport and address once")
      .readonly()
      .optional()
      .meta({
        label: { ja: "リスナー", en: "listeners" },
        windowsKey: `HKLM\\${LOCAL}\\Listener`,
        source:
          "All that are stored on the machine; those of policy are not among them. Microsoft Learn, Installation and configuration for Windows Remote Management; the registry is (believed)",
      } satisfies PropertyMeta),
  })
  .superRefine((declared, context) => {
    const filter = declared.ipv4Filter === undefined ? "ipv6Filter" : "ipv4Filter";
    if (declared.autoConfig === false && declared[filter] !== undefined)
      context.addIssue({ code: "custom", path: [filter], message: "has no effect while autoConfig is false" });
  });

const numberSchema = z.object({ kind: z.string(), value: z.unknown() });
const factsSchema = z.object({
  values: z.unknown(),
  listeners: z.record(z.string(), z.object({ Port: numberSchema.optional(), enabled: numberSchema.optional() })),
});

type Facts = z.output<typeof factsSchema>;

const NO_LISTENER = "none";

/**
 * Read and judged only: Kijun's own line runs over this service, and what is wrong with it is mended by hand, with the line
 * in view.
 */
export const winrm = defineArea({
  id: "winrm",
  title,
  schema: winrmSchema,
  readOnly: true,
  facts: factsSchema,
  format({ listeners, ...others }) {
    const entries = Object.entries(others).filter((entry): entry is [string, Scalar] => entry[1] !== undefined);
    return { ...Object.fromEntries(entries), ...(listeners === undefined ? {} : { listeners: listText(listeners) }) };
  },
  parse(canonical) {
    const { listeners } = canonical;
    return winrmSchema.parse(listeners === undefined ? canonical : { ...canonical, listeners: listOf(listeners) });
  },
  fromWindows: (facts, desired) => ({
    ...asShipped(winrmValues.fromWindows({ values: facts.values }, withoutListeners(desired))),
    ...(desired["listeners"] === undefined ? {} : { listeners: liveListeners(facts) }),
  }),
  toWindows(desired, differing) {
    const { listeners } = desired;
    const differs = differing.some(([first]) => first === undefined || first === "listeners");
    return {
      ...winrmValues.toWindows(withoutListeners(desired), differing),
      ...(listeners === undefined || !differs
        ? {}
        : { listeners: listOf(listeners).map((text) => ({ ...storedListener(text) })) }),
    };
  },
  readRequest: (desired) => winrmValues.readRequest(withoutListeners(desired)),
  direction: (path, live, desired) =>
    path[0] === "listeners" ? (live === desired ? "neutral" : "unknown") : winrmValues.direction(path, live, desired),
});

/** Nobody writes what the service does by itself, so a switch that is not stored is the position that it ships in. */
function asShipped(live: CanonicalArea): CanonicalArea {
  const table: RegistryProperties = properties;
  return Object.fromEntries(
    Object.entries(live).map(([name, value]) => {
      const shipped = table[name]?.whenAbsent;
      return [name, isAbsent(value) && typeof shipped === "boolean" ? shipped : value];
    }),
  );
}

function listText(listeners: readonly string[]): string {
  return listeners.length === 0 ? NO_LISTENER : [...new Set(listeners)].sort().join(", ");
}

function listOf(text: CanonicalArea[string]): string[] {
  return typeof text !== "string" || text === NO_LISTENER ? [] : text.split(", ");
}

function liveListeners({ listeners }: Facts): string {
  const number = (stored: z.output<typeof numberSchema> | undefined): number | undefined =>
    typeof stored?.value === "number" ? stored.value : undefined;
  return listText(
    Object.entries(listeners).map(([key, { Port, enabled }]) =>
      listenerText(key, { port: number(Port), enabled: number(enabled) }),
    ),
  );
}

function withoutListeners(desired: CanonicalArea): CanonicalArea {
  return Object.fromEntries(Object.entries(desired).filter(([name]) => name !== "listeners"));
}

import { ABSENT } from "@kijun/core";
import type { Scalar } from "@kijun/core";
import { z } from "zod";

import { directionBySafety, safetyOfSwitch } from "../form/direction.js";
import { defineArea } from "../form/setting-area.js";
import type { PropertyMeta } from "../form/setting-area.js";

const CMDLET = "Set-NetFirewallProfile";

const profileSchema = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "ファイアウォールの状態", en: "firewall state" },
        windowsKey: "EnableFirewall",
        source: `${CMDLET} Enabled; MS baseline, CIS 9.1.1/9.2.1/9.3.1, STIG V-241989/990/991: on`,
      } satisfies PropertyMeta),
    inbound: z
      .enum(["block", "allow"])
      .optional()
      .meta({
        label: { ja: "受信接続", en: "inbound connections" },
        windowsKey: "DefaultInboundAction",
        source: `What no rule matches; ${CMDLET} DefaultInboundAction; CIS 9.1.2/9.2.2/9.3.2: block`,
      } satisfies PropertyMeta),
    outbound: z
      .enum(["block", "allow"])
      .optional()
      .meta({
        label: { ja: "送信接続", en: "outbound connections" },
        windowsKey: "DefaultOutboundAction",
        source: `What no rule matches; ${CMDLET} DefaultOutboundAction; STIG V-241993/998/V-242003: allow`,
      } satisfies PropertyMeta),
    notifications: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "通知の表示", en: "notifications" },
        windowsKey: "DisableNotifications",
        source: `Message when a program is kept from listening; ${CMDLET} NotifyOnListen, the opposite of the stored value`,
      } satisfies PropertyMeta),
    logMaxSizeKiB: z
      .int()
      .min(1)
      .max(32_767)
      .optional()
      .meta({
        label: { ja: "ログのサイズ制限", en: "log size limit" },
        unit: "KiB",
        windowsKey: "LogFileSize",
        source: `1-32,767; ${CMDLET} LogMaxSizeKilobytes; CIS 9.1.5/9.2.5/9.3.7: 16,384 or more`,
      } satisfies PropertyMeta),
    logDropped: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "破棄されたパケットのログ", en: "log of dropped packets" },
        windowsKey: "LogDroppedPackets",
        source: `${CMDLET} LogBlocked; CIS 9.1.6/9.2.6/9.3.8: on`,
      } satisfies PropertyMeta),
    logAllowed: z
      .boolean()
      .optional()
      .meta({
        label: { ja: "許可された接続のログ", en: "log of allowed connections" },
        windowsKey: "LogSuccessfulConnections",
        source: `${CMDLET} LogAllowed; CIS 9.1.7/9.2.7/9.3.9: on`,
      } satisfies PropertyMeta),
  })
  .refine(saysSomething, { error: "must declare at least one setting" })
  .optional();

const firewallProfileSchema = z
  .strictObject({
    domain: profileSchema.meta({
      label: { ja: "ドメイン プロファイル", en: "domain profile" },
      windowsKey: "DomainProfile",
      source: "Networks on which a domain controller answers. [MS-FASP] 2.2.2",
    } satisfies PropertyMeta),
    private: profileSchema.meta({
      label: { ja: "プライベート プロファイル", en: "private profile" },
      windowsKey: "StandardProfile",
      source: "Networks that an administrator called private; PrivateProfile in the policy store. [MS-FASP] 2.2.2",
    } satisfies PropertyMeta),
    public: profileSchema.meta({
      label: { ja: "パブリック プロファイル", en: "public profile" },
      windowsKey: "PublicProfile",
      source: "All other networks. [MS-FASP] 2.2.2",
    } satisfies PropertyMeta),
  })
  .refine(saysSomething, { error: "must declare at least one profile" });

const numbers = z.record(z.string(), z.int());
const inForce = z.object({
  Enabled: z.int(),
  DefaultInboundAction: z.int(),
  DefaultOutboundAction: z.int(),
  NotifyOnListen: z.int(),
  LogMaxSizeKilobytes: z.int(),
  LogBlocked: z.int(),
  LogAllowed: z.int(),
});
const factsSchema = z.object({
  local: z.object({ Domain: numbers, Private: numbers, Public: numbers }),
  policy: z.object({ Domain: numbers, Private: numbers, Public: numbers }),
  active: z.object({ Domain: inForce, Private: inForce, Public: inForce }),
});

/** What the two stores hold per profile, and what is in force as the numbers of MSFT_NetFirewallProfile. */
type FirewallProfileFacts = z.output<typeof factsSchema>;
type Setting = keyof z.output<typeof inForce>;

const WINDOWS_PROFILES = { domain: "Domain", private: "Private", public: "Public" } as const;

/** 2 in a switch and 0 in an action say "not configured", which declares nothing (claim `numbers`). */
const SWITCH: readonly (readonly [number, Scalar])[] = [
  [0, false],
  [1, true],
];
const ACTION: readonly (readonly [number, Scalar])[] = [
  [2, "allow"],
  [4, "block"],
];

/** The CIM property of each setting, and the meaning of its numbers; without a meaning the number is the value. */
const SETTINGS: { readonly [name: string]: { readonly property: Setting; readonly meaning?: typeof SWITCH } } = {
  enabled: { property: "Enabled", meaning: SWITCH },
  inbound: { property: "DefaultInboundAction", meaning: ACTION },
  outbound: { property: "DefaultOutboundAction", meaning: ACTION },
  notifications: { property: "NotifyOnListen", meaning: SWITCH },
  logMaxSizeKiB: { property: "LogMaxSizeKilobytes" },
  logDropped: { property: "LogBlocked", meaning: SWITCH },
  logAllowed: { property: "LogAllowed", meaning: SWITCH },
};

export const firewallProfile = defineArea({
  id: "firewall-profile",
  title: { ja: "ファイアウォールのプロファイル", en: "firewall profiles" },
  schema: firewallProfileSchema,
  canCutLine: true,
  facts: factsSchema,
  format: (declared) => perProfile(declared, (settings) => settings),
  parse: (canonical) => firewallProfileSchema.parse(canonical),
  fromWindows: (facts: FirewallProfileFacts, desired) =>
    perProfile(desired, (settings, profile) => {
      const live = facts.active[profile];
      return Object.fromEntries(Object.keys(settings).map((name) => [name, liveValue(name, live)]));
    }),
  toWindows: (desired) =>
    Object.fromEntries(
      Object.entries(perProfile(desired, (settings) => settings)).map(([profile, settings]) => [
        WINDOWS_PROFILES[profile as keyof typeof WINDOWS_PROFILES],
        Object.fromEntries(
          Object.entries(settings).map(([name, value]) => [
            SETTINGS[name]?.property ?? name,
            { value: toNumber(name, value), key: `${profile}.${name}` },
          ]),
        ),
      ]),
    ),
  direction: (path, live, desired) => directionBySafety(live, desired, safetyOf(path[1] ?? "")),
});

function liveValue(name: string, live: { readonly [Property in Setting]: number }): Scalar {
  const setting = SETTINGS[name];
  if (setting === undefined) return ABSENT;
  const number = live[setting.property];
  if (setting.meaning === undefined) return number;
  return setting.meaning.find(([known]) => known === number)?.[1] ?? ABSENT;
}

function toNumber(name: string, value: Scalar): number {
  return SETTINGS[name]?.meaning?.find(([, known]) => known === value)?.[0] ?? Number(value);
}

/** Whether people are told of a blocked program changes nothing about what is blocked. */
function safetyOf(name: string): (value: Scalar) => number | undefined {
  switch (name) {
    case "inbound":
    case "outbound":
      return (value) => (value === "block" ? 1 : value === "allow" ? 0 : undefined);
    case "notifications":
      return () => 0;
    case "logMaxSizeKiB":
      return (value) => (typeof value === "number" ? value : undefined);
    default:
      return safetyOfSwitch(true);
  }
}

type Settings = { readonly [name: string]: Scalar };

function perProfile(
  declared: object,
  change: (settings: Settings, profile: "Domain" | "Private" | "Public") => Settings,
): Record<string, Settings> {
  const profiles: Record<string, Settings> = {};
  for (const [name, windowsName] of Object.entries(WINDOWS_PROFILES)) {
    const settings: unknown = Reflect.get(declared, name);
    if (typeof settings !== "object" || settings === null) continue;
    const given = Object.entries(settings).filter((entry): entry is [string, Scalar] => entry[1] !== undefined);
    profiles[name] = change(Object.fromEntries(given), windowsName);
  }
  return profiles;
}

function saysSomething(declared: object): boolean {
  return Object.values(declared).some((value) => value !== undefined);
}

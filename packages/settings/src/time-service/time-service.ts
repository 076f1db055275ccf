import { quoteLiteral } from "@kijun/core";
import { z } from "zod";

import { directionBySafety } from "../form/direction.js";
import { defineRegistryArea } from "../form/registry-area.js";
import { registryNumber, registrySwitch, registryText } from "../form/registry-property.js";
import type { RegistryPlace, RegistryProperty } from "../form/registry-property.js";
import { canonicalPeers, peersProblem } from "./time-peers.js";

const REFERENCE = "Microsoft Learn, Windows Time service tools and settings";

/** A value of the service, and where policy holds the same one. */
function place(key: string, name: string): RegistryPlace & { readonly policy: RegistryPlace } {
  const policy = { key: `SOFTWARE\\Policies\\Microsoft\\W32Time\\${key}`, name };
  return { key: `SYSTEM\\CurrentControlSet\\Services\\W32Time\\${key}`, name, policy };
}

const sources = registryText({
  ...place("Parameters", "Type"),
  schema: z.enum(["NTP", "NT5DS", "NoSync", "AllSync"]),
  examples: ["NTP", "NT5DS", "NoSync", "AllSync"],
  label: { ja: "時刻同期の種類", en: "kind of time sources" },
  source: `NTP: the servers; NT5DS: the domain; AllSync: both; NoSync: none. ${REFERENCE}`,
});

/** Some time source is safer than none; which of two is the safer one nobody can say. */
const type: RegistryProperty<(typeof sources)["schema"]> = {
  ...sources,
  direction(live, desired) {
    if (live !== desired && live !== "NoSync" && desired !== "NoSync") return "unknown";
    return directionBySafety(live, desired, (value) =>
      value === "NoSync" ? 0 : sources.examples.includes(value) ? 1 : undefined,
    );
  },
};

const serverList = registryText({
  ...place("Parameters", "NtpServer"),
  schema: z
    .string()
    .max(1024)
    .superRefine((list, context) => {
      const message = peersProblem(list);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    })
    .overwrite(canonicalPeers),
  examples: ["time.windows.com,0x9", "192.0.2.200,0x9 192.0.2.201,0xa", "2001:db8::7b"],
  label: { ja: "NTP サーバー", en: "NTP servers" },
  source: `Flags: 1 polls by specialPollSeconds, 2 fallback only, 4 symmetric active, 8 client. ${REFERENCE}`,
});

/** Compares in the one spelling of a list. */
const servers: RegistryProperty<(typeof serverList)["schema"]> = {
  ...serverList,
  decode: (stored) =>
    stored.kind === "String" ? quoteLiteral(canonicalPeers(String(stored.value))) : serverList.decode(stored),
};

/** Seconds; the greatest number of a DWORD corrects by any amount. */
function correction(name: string, words: { readonly ja: string; readonly en: string }) {
  return registryNumber({
    ...place("Config", name),
    min: 0,
    max: 4_294_967_295,
    unit: "seconds",
    label: words,
    source: `A greater correction is not made but logged; 4,294,967,295 makes any. ${REFERENCE}`,
  });
}

/** The power of two that gives the seconds. */
function pollInterval(name: string, words: { readonly ja: string; readonly en: string }) {
  return registryNumber({
    ...place("Config", name),
    min: 0,
    max: 15,
    label: words,
    source: `Seconds as a power of two: 6 is 64 s, 10 is 1,024 s, 15 is 32,768 s. ${REFERENCE}; W32Time.admx for 15`,
  });
}

export const timeService = defineRegistryArea({
  id: "time-service",
  title: { ja: "Windows タイム サービス", en: "Windows Time service" },
  nextSteps: {
    NOT_YET_IN_EFFECT: {
      ja: "値は書き込みましたが、時刻サービスは次の起動時に読みます。機器またはサービスを再起動してください。",
      en: "The value is written; the time service reads it when it starts: restart the service or the machine.",
    },
  },
  properties: {
    type,
    servers,
    client: registrySwitch({
      ...place("TimeProviders\\NtpClient", "Enabled"),
      label: { ja: "Windows NTP クライアントを有効にする", en: "Windows NTP client" },
      source: `W32Time.admx, Enable Windows NTP Client; on as shipped. ${REFERENCE}`,
      safe: true,
      whenAbsent: true,
    }),
    server: registrySwitch({
      ...place("TimeProviders\\NtpServer", "Enabled"),
      label: { ja: "Windows NTP サーバーを有効にする", en: "Windows NTP server" },
      source: `Answers others on UDP 123; off as shipped. W32Time.admx, Enable Windows NTP Server; ${REFERENCE}`,
      safe: false,
      whenAbsent: false,
    }),
    specialPollSeconds: registryNumber({
      ...place("TimeProviders\\NtpClient", "SpecialPollInterval"),
      min: 1,
      max: 4_294_967_295,
      unit: "seconds",
      label: { ja: "特別なポーリング間隔", en: "special poll interval" },
      source: `For servers with flag 1; kept between both poll intervals from version 1703 on. ${REFERENCE}`,
    }),
    minPollInterval: pollInterval("MinPollInterval", { ja: "最小ポーリング間隔", en: "minimum poll interval" }),
    maxPollInterval: pollInterval("MaxPollInterval", { ja: "最大ポーリング間隔", en: "maximum poll interval" }),
    maxForwardSeconds: correction("MaxPosPhaseCorrection", {
      ja: "進める方向の最大補正量",
      en: "largest correction forward",
    }),
    maxBackwardSeconds: correction("MaxNegPhaseCorrection", {
      ja: "戻す方向の最大補正量",
      en: "largest correction backward",
    }),
  },
  contradiction({ type: kind, servers: list, minPollInterval: least, maxPollInterval: most }) {
    if (list !== undefined && (kind === "NoSync" || kind === "NT5DS"))
      return { path: "servers", message: `is not asked while type is "${kind}"; declare "NTP" or "AllSync"` };
    if (least !== undefined && most !== undefined && least > most)
      return { path: "minPollInterval", message: `must not be greater than maxPollInterval (${String(most)})` };
    return undefined;
  },
});

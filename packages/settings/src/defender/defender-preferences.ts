import { z } from "zod";

import { registryChoice, registryNumber, registrySwitch, registryText } from "../form/registry-property.js";
import type { RegistryPlace, RegistryProperty } from "../form/registry-property.js";
import type { Text } from "../form/setting-area.js";

const LOCAL = "SOFTWARE\\Microsoft\\Windows Defender";
const POLICY = "SOFTWARE\\Policies\\Microsoft\\Windows Defender";

/** Where policy holds a preference: the key below that of Defender's policies, and the name where it is another one. */
function place(preference: string, policyKey: string, policyName = preference) {
  const policy: RegistryPlace = { key: `${POLICY}${policyKey}`, name: policyName };
  return { key: LOCAL, name: preference, policy };
}

/** A preference is known by its name in Set-MpPreference. */
function preference<Schema extends z.ZodType>(property: RegistryProperty<Schema>): RegistryProperty<Schema> {
  return { ...property, meta: { ...property.meta, windowsKey: property.name } };
}

/** A part of the protection, which its preference turns off. */
function protection(name: string, policyKey: string, label: Text, source: string, whenAbsent = true) {
  return preference(
    registrySwitch({ ...place(name, policyKey), on: 0, off: 1, label, source, safe: true, whenAbsent }),
  );
}

const REAL_TIME = "\\Real-Time Protection";
const LEARN = "Microsoft Learn, Set-MpPreference";

const scanTimeText = registryText({
  ...place("ScanScheduleTime", "\\Scan", "ScheduleTime"),
  schema: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time of day: 12:30"),
  examples: ["00:00", "12:30", "23:59"],
  label: { ja: "スケジュールされたスキャンを実行する時刻", en: "time of the scheduled scan" },
  source: `The machine's own time. ${LEARN}`,
});

/** Minutes after midnight on the machine. */
const scanTime: RegistryProperty<(typeof scanTimeText)["schema"]> = {
  ...scanTimeText,
  decode({ kind, value }) {
    if (kind !== "DWord" || typeof value !== "number") return JSON.stringify(value);
    const [hours, minutes] = [Math.floor(value / 60), value % 60].map((part) => String(part).padStart(2, "0"));
    return `${String(hours)}:${String(minutes)}`;
  },
  encode(desired) {
    const [hours, minutes] = String(desired).split(":").map(Number);
    return { kind: "DWord", value: (hours ?? 0) * 60 + (minutes ?? 0) };
  },
};

/** The preferences of Defender that are one value, by the names under which they are declared. */
export const preferences = {
  realTimeProtection: protection(
    "DisableRealtimeMonitoring",
    REAL_TIME,
    { ja: "リアルタイム保護を有効にする", en: "real-time protection" },
    `${LEARN}; Microsoft security baseline 11013, STIG V-213426 and later want it`,
  ),
  behaviorMonitoring: protection(
    "DisableBehaviorMonitoring",
    REAL_TIME,
    { ja: "動作の監視を有効にする", en: "behavior monitoring" },
    `${LEARN}; Microsoft security baseline 11014 wants it`,
  ),
  ioavProtection: protection(
    "DisableIOAVProtection",
    REAL_TIME,
    { ja: "ダウンロードしたファイルと添付ファイルをすべてスキャンする", en: "scanning of downloads and attachments" },
    `${LEARN}; Microsoft security baseline 11015 wants it`,
  ),
  scriptScanning: protection(
    "DisableScriptScanning",
    REAL_TIME,
    { ja: "スクリプトのスキャンを有効にする", en: "script scanning" },
    `${LEARN}; Microsoft security baseline 11031 wants it`,
  ),
  removableDriveScanning: protection(
    "DisableRemovableDriveScanning",
    "\\Scan",
    { ja: "リムーバブル ドライブをスキャンする", en: "scanning of removable drives" },
    `In a full scan; off as shipped. ${LEARN}; Microsoft security baseline 10976 wants it`,
    false,
  ),
  cloud: preference(
    registryChoice({
      ...place("MAPSReporting", "\\Spynet", "SpynetReporting"),
      words: { off: 0, basic: 1, advanced: 2 },
      ordered: true,
      label: { ja: "Microsoft MAPS に参加する", en: "cloud protection" },
      source: `Needs the Internet. ${LEARN}; Microsoft security baseline 10973 wants advanced`,
    }),
  ),
  sampleSubmission: preference(
    registryChoice({
      ...place("SubmitSamplesConsent", "\\Spynet"),
      words: { ask: 0, "safe-samples": 1, never: 2, "all-samples": 3 },
      label: { ja: "詳細な分析が必要な場合はファイルのサンプルを送信する", en: "submission of samples" },
      source: LEARN,
    }),
  ),
  puaProtection: preference(
    registryChoice({
      ...place("PUAProtection", ""),
      words: { off: 0, audit: 2, block: 1 },
      ordered: true,
      label: {
        ja: "望ましくない可能性のあるアプリケーションの検出を構成する",
        en: "protection from potentially unwanted applications",
      },
      source: `${LEARN}; CIS Microsoft Windows 11 18.10.42.16 wants block`,
    }),
  ),
  networkProtection: preference(
    registryChoice({
      ...place("EnableNetworkProtection", "\\Windows Defender Exploit Guard\\Network Protection"),
      words: { off: 0, audit: 2, block: 1 },
      ordered: true,
      label: { ja: "ネットワーク保護", en: "network protection" },
      source: `Needs cloud protection. ${LEARN}; Microsoft security baseline 10993 wants block`,
    }),
  ),
  scanDay: preference(
    registryChoice({
      ...place("ScanScheduleDay", "\\Scan", "ScheduleDay"),
      words: {
        ...{ every: 0, sunday: 1, monday: 2, tuesday: 3, wednesday: 4, thursday: 5, friday: 6, saturday: 7 },
        never: 8,
      },
      label: { ja: "スケジュールされたスキャンを実行する曜日", en: "day of the scheduled scan" },
      source: LEARN,
    }),
  ),
  scanTime: preference(scanTime),
  scanType: preference(
    registryChoice({
      ...place("ScanParameters", "\\Scan"),
      words: { quick: 1, full: 2 },
      ordered: true,
      label: { ja: "スケジュールされたスキャンの種類", en: "kind of the scheduled scan" },
      source: LEARN,
    }),
  ),
  signatureIntervalHours: preference(
    registryNumber({
      ...place("SignatureUpdateInterval", "\\Signature Updates"),
      min: 0,
      max: 24,
      unit: "hours",
      label: {
        ja: "セキュリティ インテリジェンスの更新を確認する間隔",
        en: "interval of security intelligence updates",
      },
      source: `0 asks by schedule alone. ${LEARN}`,
    }),
  ),
};

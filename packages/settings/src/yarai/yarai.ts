import { z } from "zod";

import { defineProbeArea } from "../form/probe/probe-area.js";
import { probe, probeOfWords, probes } from "../form/probe/probe-schema.js";

/** Both modes watch; only one of them stops what it finds. From the less safe to the safer. */
const MODES = ["log-output", "block"] as const;
const SWITCH = ["off", "on"] as const;

const PUBLIC = "FFRI support site (FAQ 141 to 476)";
const MANUAL = "Where it is stored is in the manual at the customer's site only";

const engine = (ja: string, en: string) =>
  probeOfWords(
    { label: { ja: `${ja}エンジン`, en: `${en} engine` }, source: `${PUBLIC} for its name. ${MANUAL}` },
    SWITCH,
  ).optional();

/** FFRI yarai. What there is to know of it is public; where a machine keeps it is not, so every property is a probe. */
export const yarai = defineProbeArea({
  id: "yarai",
  title: { ja: "FFRI yarai", en: "FFRI yarai" },
  schema: z.strictObject({
    mode: probeOfWords(
      {
        label: { ja: "動作モード", en: "mode" },
        source: `${PUBLIC}: ブロックモード (block), ログ出力モード (log-output). ${MANUAL}`,
      },
      MODES,
    ).optional(),
    engines: z
      .strictObject({
        zdp: engine("ZDP", "ZDP"),
        static: engine("Static", "Static"),
        sandbox: engine("Sandbox", "Sandbox"),
        hips: engine("HIPS", "HIPS"),
        machineLearning: engine("機械学習", "machine learning"),
      })
      .optional(),
    management: probeOfWords(
      {
        label: { ja: "管理形態", en: "management" },
        source: `${PUBLIC}: managed by AMC, managed by EMC, or 独立したクライアント (stand-alone). ${MANUAL}`,
      },
      ["amc", "emc", "stand-alone"],
    ).optional(),
    licence: probeOfWords(
      {
        label: { ja: "ライセンスの種類", en: "licence" },
        source: `${PUBLIC}: online key, offline licence file, or the 30-day trial of a first install. ${MANUAL}`,
      },
      ["online-key", "offline-file", "trial"],
    ).optional(),
    version: probe({ label: { ja: "バージョン", en: "version" }, source: MANUAL }).optional(),
    service: probe({ label: { ja: "サービスの状態", en: "state of its service" }, source: MANUAL }).optional(),
    detections: probe({ label: { ja: "検出のログ", en: "log of detections" }, source: MANUAL }).optional(),
    settings: probes(probe({ label: { ja: "手引書の設定", en: "setting of the manual" }, source: MANUAL })).optional(),
  }),
  safety: ([first, second]) =>
    first === "mode" ? MODES : first === "engines" && second !== undefined ? SWITCH : undefined,
});

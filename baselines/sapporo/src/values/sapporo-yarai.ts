import { assumed, TO_BE_CONFIRMED } from "@kijun/core";
import type { BaselineSettings } from "@kijun/provider/fleet";

/*
 * Where yarai keeps its settings is in manuals at the customer's site only. What stands here are places on the simulated
 * machines, each with the question for the true one.
 */
const KEY = "HKLM\\SOFTWARE\\Kijun Simulated Vendor\\yarai";
const SWITCH = { "0": "off", "1": "on" } as const;

const engine = (value: string) => ({ probe: "registry", key: KEY, value, words: SWITCH, expect: "on" }) as const;

/** FFRI yarai, the same on every machine. */
export const yarai: NonNullable<BaselineSettings["yarai"]> = {
  mode: assumed(
    { probe: "registry", key: KEY, value: "Mode", words: { "1": "block", "2": "log-output" }, expect: "block" },
    "yaraiの動作モードはブロックモードでよいでしょうか。格納場所と値の意味を、手引書の名称・ページとともにご指示ください。仮に模擬機の格納場所としています。",
  ),
  engines: assumed(
    {
      zdp: engine("EngineZdp"),
      static: engine("EngineStatic"),
      sandbox: engine("EngineSandbox"),
      hips: engine("EngineHips"),
      machineLearning: engine("EngineMachineLearning"),
    },
    "yaraiの各エンジン（ZDP、Static、Sandbox、HIPS、機械学習）は、すべて有効でよいでしょうか。有効・無効の確認方法（格納場所と値）をご指示ください。",
  ),
  management: assumed(
    {
      probe: "registry",
      key: KEY,
      value: "Management",
      words: { "1": "amc", "2": "emc", "3": "stand-alone" },
      expect: TO_BE_CONFIRMED,
    },
    "yaraiはAMC管理、EMC管理、独立したクライアントのいずれでしょうか。端末側での確認方法もご指示ください。",
  ),
  licence: assumed(
    TO_BE_CONFIRMED,
    "yaraiのライセンスはオンラインのキーとオフラインのライセンスファイルのどちらでしょうか。有効期限と、端末側での確認方法をご指示ください。",
  ),
  version: assumed(
    { probe: "registry", key: KEY, value: "Version", expect: TO_BE_CONFIRMED },
    "yaraiの正しい版と、端末側での確認方法（ファイルまたはアンインストール情報）をご指示ください。",
  ),
  service: assumed(
    { probe: "service", service: "KijunSimulatedYarai", read: "state", expect: "Running" },
    "yaraiのサービス名とドライバー名をご指示ください。照会に必要な権限（自己保護の有無）もお知らせください。",
  ),
  detections: assumed(
    { probe: "event-log", channel: "Kijun Simulated Vendor/yarai", ids: [1], days: 366, read: "count", expect: 0 },
    "yaraiの検出のログ（クライアントログ）の場所、文字コード、検出を示す行またはイベントIDをご指示ください。",
  ),
};

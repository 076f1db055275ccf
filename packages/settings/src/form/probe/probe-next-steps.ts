import type { Text } from "../setting-area.js";

/** What to do about a probe that could not be answered, by code. */
export const probeNextSteps: Readonly<Record<string, Text>> = {
  COMMAND_FAILED: {
    ja: "コマンドが想定外の終了コードを返しました。機器で同じコマンドを実行して確かめてください。",
    en: "The command ended with an exit code that the probe does not know: run it on the machine and see.",
  },
  COMMAND_NOT_ALLOWED: {
    ja: "許可リストと署名にないコマンドは実行しません。プローブの定義を見直してください。",
    en: "A command that is not on the list of allowed ones, or not signed, is never run: correct the probe.",
  },
  COMMAND_TIMEOUT: {
    ja: "コマンドが時間内に終わりませんでした。機器で同じコマンドを実行して確かめてください。",
    en: "The command did not end in time: run it on the machine and see.",
  },
  OUTPUT_TOO_LONG: {
    ja: "出力が読み取れる長さを超えています。プローブのパターンや引数を絞ってください。",
    en: "The output is longer than what is read: narrow the pattern or the arguments of the probe.",
  },
  PATTERN_TOO_SLOW: {
    ja: "正規表現の照合に時間がかかりすぎます。プローブのパターンを簡単にしてください。",
    en: "The pattern takes too long to match: make that of the probe simpler.",
  },
  PROBE_TIME_UP: {
    ja: "この領域のプローブ全体の時間を使い切りました。プローブを減らすか、もう一度読み取ってください。",
    en: "The probes of this area used up their time: declare fewer of them, or read again.",
  },
  PROBE_UNKNOWN: {
    ja: "この版が知らない種類のプローブです。宣言と、この端末のKijunの版を確認してください。",
    en: "The probe is of a kind that this version does not know: check the declaration and the version of Kijun.",
  },
  TIME_INVALID: {
    ja: "ログの日時を読み取れません。プローブの日時の書式を見直してください。",
    en: "The time in the log cannot be read: correct the format that the probe gives.",
  },
  VALUE_TOO_LONG: {
    ja: "値が長すぎて読み取れません。プローブの対象を見直してください。",
    en: "The value is too long to be read: look at what the probe points to.",
  },
};

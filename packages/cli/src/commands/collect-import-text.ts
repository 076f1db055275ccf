import type { AnswerOutcome } from "@kijun/collect";
import { nextStep } from "@kijun/provider/run";
import { timeText } from "@kijun/report";
import type { exitFor } from "@kijun/report";

import type { Language } from "../command-line/language.js";

/** What became of answer files, for machines. */
export function importRecord(outcomes: readonly AnswerOutcome[], exit: ReturnType<typeof exitFor>): object {
  return { schema: "kijun.collect-import/1", exit, answers: outcomes.map(recordOf) };
}

function recordOf(outcome: AnswerOutcome): object {
  const { file, outcome: word } = outcome;
  if (outcome.outcome === "refused") {
    const { code, message, hint } = outcome.error;
    return { file, outcome: word, code, message, hint };
  }
  const { reading, pack, clockOffsetSeconds, unread } = outcome;
  const { host, observedAt, receivedAt, answerDigest: digest, answer } = reading;
  const { identity } = answer;
  return { file, outcome: word, host, pack, observedAt, receivedAt, digest, identity, clockOffsetSeconds, unread };
}

/** The same for a person: a line, and below it what there is to know or to do. */
export function importText(outcome: AnswerOutcome, language: Language): string {
  const texts = TEXTS[language];
  if (outcome.outcome === "refused") {
    const { code, message, hint } = outcome.error;
    return [`${texts.refused}  ${code}: ${message}`, `  ${texts.next}: ${hint}`].join("\n");
  }
  const { reading, pack, clockOffsetSeconds, unread, file } = outcome;
  const { identity, areas } = reading.answer;
  const count = Object.keys(areas).length;
  return [
    `${texts[outcome.outcome]}  ${reading.host}: ${file}`,
    `  ${texts.observed(timeText(reading.observedAt, "Asia/Tokyo"), pack)}`,
    `  ${texts.clock(duration(clockOffsetSeconds.atLeast), duration(clockOffsetSeconds.atMost))}`,
    `  ${texts.identity(identity.machineGuid, identity.serialNumber, identity.build)}`,
    `  SHA-256 ${reading.answerDigest ?? ""}`,
    `  ${texts.areas(count - unread.length, count)}`,
    ...unread.flatMap(({ area, code }) => [
      `    ${texts.unread} ${area}: ${code}`,
      `      ${texts.next}: ${nextStep(code, "", language)}`,
    ]),
  ].join("\n");
}

/** `-2 d 03:04:05` */
function duration(seconds: number): string {
  const total = Math.abs(seconds);
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const clock = [hours % 24, minutes, rest].map((part) => String(part).padStart(2, "0")).join(":");
  const days = hours >= 24 ? `${String(Math.floor(hours / 24))} d ` : "";
  return `${seconds < 0 ? "-" : "+"}${days}${clock}`;
}

const TEXTS = {
  ja: {
    kept: "保存",
    duplicate: "取込済み",
    superseded: "保存せず（より新しい読み取りがある）",
    refused: "拒否",
    unread: "未読取",
    next: "次の手順",
    observed: (time: string, pack: string) => `機器の時計で ${time} の読み取り、フォルダー ${pack}`,
    clock: (least: string, most: string) =>
      `機器の時計のずれは、この端末に対して ${least} から ${most} の間（+は進み。引渡票に記録した差と照合する）`,
    identity: (guid: string, serial: string, build: string) =>
      `MachineGuid ${guid}、製造番号 ${serial || "なし"}、ビルド ${build}`,
    areas: (read: number, all: number) => `領域: ${String(all)}のうち${String(read)}を読み取り`,
  },
  en: {
    kept: "kept",
    duplicate: "known already",
    superseded: "not kept: a newer reading is there",
    refused: "refused",
    unread: "not read",
    next: "next",
    observed: (time: string, pack: string) => `read at ${time} by the machine's clock, folder ${pack}`,
    clock: (least: string, most: string) =>
      `the machine's clock is between ${least} and ${most} off this computer's (+ is ahead); compare with the hand-over sheet`,
    identity: (guid: string, serial: string, build: string) =>
      `MachineGuid ${guid}, serial ${serial || "none"}, build ${build}`,
    areas: (read: number, all: number) => `areas: ${String(read)} of ${String(all)} read`,
  },
} as const;

import type { AttestedPart } from "@kijun/checklist";
import type { BilingualText } from "@kijun/core";

const NOTES = {
  id: "password-notes",
  kind: "attested",
  severity: "high",
  remediation: {
    ja: "付箋・メモをその場で回収し、該当するパスワードの変更を市と協議する。",
    en: "take the note away at once and agree with the city on a new password.",
  },
} as const;

function notes(title: BilingualText, question: BilingualText): AttestedPart {
  return { ...NOTES, title, question };
}

/** 端末12: パスワードの付箋等による表示. */
export const noNotesAtTerminal = notes(
  { ja: "パスワードの付箋等による表示", en: "passwords on notes" },
  {
    ja: "端末機等の周辺に、パスワードを記した付箋等がないこと。",
    en: "There are no notes with passwords at the terminal or around it.",
  },
);

/** CS12, AD10: パスワードを記載した付箋・メモ等. */
export const noNotesAtRack = notes(
  { ja: "パスワードを記載した付箋・メモ等", en: "passwords on notes" },
  {
    ja: "サーバラックの周辺に、パスワードを記載した付箋・メモ等がないこと。",
    en: "There are no notes with passwords at the rack or around it.",
  },
);

/** 端末13: ディスプレイ表示. */
export const displayTurnedAway: AttestedPart = {
  id: "display",
  kind: "attested",
  title: { ja: "ディスプレイの設置位置", en: "position of the display" },
  severity: "medium",
  remediation: {
    ja: "ディスプレイの向きまたは位置を変え、のぞき見防止フィルターの要否を市と協議する。",
    en: "turn or move the display, and agree with the city on a privacy filter.",
  },
  question: {
    ja: "窓口カウンター（市民側）から、ディスプレイの表示が見えないこと。",
    en: "What the display shows cannot be seen from the public side of the counter.",
  },
};

/** 端末15: ワイヤーロック. */
export const wireLocked: AttestedPart = {
  id: "wire-lock",
  kind: "attested",
  title: { ja: "ワイヤーロックによる施錠", en: "wire lock" },
  severity: "medium",
  remediation: {
    ja: "ワイヤーロックで施錠する。錠または鍵がない場合は市へ報告する。",
    en: "lock the machine with its wire; report a missing lock or key.",
  },
  question: {
    ja: "端末機が、ワイヤーロックにより施錠されていること。",
    en: "The terminal is locked with its wire lock.",
  },
};

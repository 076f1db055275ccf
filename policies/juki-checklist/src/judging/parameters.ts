import type { BilingualText, Scalar } from "@kijun/core";

/** A level of this edition that its user sets. */
export interface Parameter {
  readonly meaning: BilingualText;
  /** What counts unless the user says otherwise; numbers are the laxest that a published baseline allows. */
  readonly standard: Scalar;
  /** Of a number. */
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The levels of this edition by name. A machine is held to the declared values besides, so none of them weakens a baseline. */
export const parameters = {
  lockoutThresholdAtMost: {
    meaning: { ja: "ロックアウトのしきい値の上限（回）", en: "most failed logons before a lockout (MS baseline: 10)" },
    ...{ standard: 10, minimum: 1, maximum: 999 },
  },
  lockoutMinutesAtLeast: {
    meaning: {
      ja: "ロックアウト期間とカウンターのリセットの下限（分）",
      en: "fewest minutes of a lockout and until its counter returns to 0 (MS baseline for Windows 11: 10)",
    },
    ...{ standard: 10, minimum: 1, maximum: 99_999 },
  },
  passwordLengthAtLeast: {
    meaning: { ja: "パスワードの長さの下限（文字）", en: "fewest characters of a password (いなべ市 2018: 8)" },
    ...{ standard: 8, minimum: 1, maximum: 14 },
  },
  passwordHistoryAtLeast: {
    meaning: { ja: "パスワードの履歴の下限（回）", en: "fewest earlier passwords that are refused (CIS, STIG: 24)" },
    ...{ standard: 24, minimum: 0, maximum: 24 },
  },
  passwordDaysAtMost: {
    meaning: {
      ja: "パスワードの有効期間の上限（日、0は上限なし）",
      en: "most days that a password lasts; 0 = it may last for ever (CIS: 365)",
    },
    ...{ standard: 365, minimum: 0, maximum: 999 },
  },
  screenSaverSecondsAtMost: {
    meaning: { ja: "スクリーンセイバーの起動時間の上限（秒）", en: "longest wait of the screen saver (CIS: 900 s)" },
    ...{ standard: 900, minimum: 1, maximum: 599_940 },
  },
  oracleDefaultPort: {
    meaning: { ja: "Oracle接続の初期設定ポート", en: "default port of Oracle" },
    ...{ standard: 1521, minimum: 1, maximum: 65_535 },
  },
  servicesForbidden: {
    meaning: {
      ja: "動作してはならないサービス（空白区切りの短い名前）",
      en: "short names, with blanks between, of services that may not run on any machine",
    },
    standard: "RemoteRegistry RemoteAccess TlntSvr FTPSVC SNMP sshd",
  },
} as const satisfies { readonly [name: string]: Parameter };

/** What counts where the user has set nothing. */
export const standardParameters: { readonly [Name in keyof typeof parameters]: Scalar } = Object.fromEntries(
  Object.entries(parameters).map(([name, { standard }]) => [name, standard]),
) as { readonly [Name in keyof typeof parameters]: Scalar };

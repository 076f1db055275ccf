import { readFileSync } from "node:fs";

import type { Claims } from "@kijun/settings";

/** What the agent's own files take for granted of Windows, beside what the areas do. */
export const agentClaims: Claims = {
  "machine-identity": {
    en: "Every Windows has the texts MachineGuid and CurrentBuildNumber and the number UBR in its registry.",
    ja: "どのWindowsのレジストリにも、文字列のMachineGuid・CurrentBuildNumberと数値のUBRがある。",
    check: "Test-MachineIdentity",
  },
  "administrator-label": {
    en: "whoami shows the full rights of an administrator by the label S-1-16-12288 or S-1-16-16384 in every language.",
    ja: "whoamiは、管理者の完全な権限を、言語によらずラベルS-1-16-12288かS-1-16-16384で示す。",
    check: "Test-AdministratorLabel",
  },
  "account-denial": {
    en: "A denial of a cmdlet of local accounts and groups has an identifier that begins with AccessDenied.",
    ja: "ローカル アカウントとグループのコマンドレットの拒否は、AccessDeniedで始まる識別子を持つ。",
  },
  "secedit-warnings": {
    en: "secedit ends with 0, or with 3 when it succeeded with warnings.",
    ja: "seceditの終了コードは、成功が0、警告付きの成功が3である。",
    check: "Test-SeceditImport",
    changes: true,
  },
  "secedit-revision-last": {
    en: "An export of secedit ends with the section [Version], in which Revision is 1.",
    ja: "seceditのエクスポートは、Revisionが1である[Version]セクションで終わる。",
    check: "(Export-SecurityPolicy).Version.Revision",
    expect: "1",
  },
  "file-in-use": {
    en: "A file that a program shares with nobody cannot be opened, with error 0x80070020, 0x80070021 or 0x80070497.",
    ja: "他と共有されずに使用中のファイルは、エラー0x80070020・0x80070021・0x80070497で開けない。",
    check: "Test-FileInUse",
    changes: true,
  },
  "one-exit-code-of-reg": {
    en: "reg.exe ends with 1 for whatever reason a hive cannot be loaded.",
    ja: "ハイブを読み込めないとき、reg.exeの終了コードは理由によらず1である。",
    check: "Invoke-RegistryTool 'load', 'HKU\\kijun-pilot', 'C:\\kijun-pilot-none\\NTUSER.DAT'",
    expect: 1,
  },
  "hive-load-replays-log": {
    en: "Loading a hive replays its log, so that the date of the file changes although nothing was written.",
    ja: "ハイブの読み込みはログを反映するため、何も書き込まなくてもファイルの更新日時が変わる。",
    check: "Test-HiveDate",
  },
  "temporary-profile": {
    en: "A user who logs on in the moment in which the hive is loaded gets a temporary profile for that session.",
    ja: "ハイブの読み込み中にログオンした利用者は、そのセッションだけ一時プロファイルになる。",
  },
  "fields-by-name": {
    en: "The XML of an entry names its fields as Data with a Name in EventData, or as elements below one element of UserData.",
    ja: "イベントのXMLでは、EventDataのNameを持つData、またはUserDataの1要素の下の要素が、項目を名前で示す。",
    check: "Test-FieldsByName",
  },
  "newest-first": {
    en: "A reader of a log in reverse direction gives the newest entry first, and one in the usual direction the oldest.",
    ja: "ログの逆順の読み取りは最新の記録から、通常の読み取りは最も古い記録から始まる。",
    check: "Test-NewestFirst",
  },
  "first-installation": {
    en: "A feature update keeps when Windows was installed before it: InstallDate below SYSTEM\\Setup\\Source OS.",
    ja: "機能更新は、以前のインストール日時をSYSTEM\\Setup\\Source OSの下のInstallDateに残す。",
    check: "Test-FirstInstallation",
  },
  "active-time-bias": {
    en: "ActiveTimeBias holds the minutes that are added to the local time for UTC, as a signed number.",
    ja: "ActiveTimeBiasは、現地時刻に加えるとUTCになる分数を、符号付きの数で持つ。",
    check: "(Get-UtcOffsetMinute) -eq [System.TimeZoneInfo]::Local.GetUtcOffset([datetime]::Now).TotalMinutes",
  },
  "domain-policy-wins": {
    en: "What the policy of a domain sets is written again at its next refresh.",
    ja: "ドメインのポリシーが設定する値は、次の更新で再び書き込まれる。",
  },
};

/** The functions that the checks of these claims call. */
export function agentClaimsScript(): string {
  return readFileSync(new URL("../src/agent-claims.ps1", import.meta.url), "utf8");
}

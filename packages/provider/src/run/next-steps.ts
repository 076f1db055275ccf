import { REJECTION_CAUSES, winrmErrorHints } from "@kijun/node-winrm";
import type { WinRMErrorCode } from "@kijun/node-winrm";
import { everyArea } from "@kijun/settings";
import type { Text } from "@kijun/settings";

/** What to do about a machine that used up its time. */
export const MACHINE_OVERDUE: Text = {
  ja: "機器の画面と負荷を見て、応答しなければ再起動してください。遅いだけなら KIJUN_DEADLINE_SECONDS を大きくします。どこまで進んだかは不明なので、次の変更の前に preview してください。",
  en: "Look at the machine's screen and load, and restart it if it hangs; for a slow one raise KIJUN_DEADLINE_SECONDS. How far it came is not known: preview it before it is changed again.",
};

/** What to do about an address at which a computer of another name answers. */
export const OTHER_NAME: Text = {
  ja: "宣言したアドレスを機器のラベルと照合し、宣言を直してください。",
  en: "Compare the address with the machine's label and correct the declaration.",
};

const READ_FAILED: Text = {
  ja: "もう一度読み取り、繰り返すなら、原因に示したものを機器のイベントログで調べてください。",
  en: "Read the machine again; if it repeats, look on the machine and in its event log for what the cause names.",
};
const RUN_AGAIN: Text = { ja: "もう一度実行してください。", en: "Run the command again." };
const READ_LIVE: Text = { ja: "今すぐ読み取る: kijun status --live", en: "Read it now: kijun status --live" };

/** What to do about an area or a setting that could not be read or written, or a machine that nobody asked, by code. */
export const nextSteps: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(everyArea.flatMap((area) => Object.entries(area.nextSteps))),
  ACCOUNTS_MISSING: {
    ja: "機器のWMIがアカウントを返しません。機器でWMIの状態を確認し、もう一度読み取ってください。",
    en: "WMI on the machine names no accounts: check the state of WMI there, then read again.",
  },
  ACCOUNT_MISSING: {
    ja: "宣言したアカウントが機器にありません。名前を確認するか、機器で作成してください。",
    en: "The declared account is not on the machine: check its name, or make it there.",
  },
  ACCESS_DENIED: {
    ja: "kijun doctor で資格情報の権限を確認してください。管理者であれば、原因に示したものを守っているセキュリティ製品やアクセス権を機器で調べます。",
    en: "Look at the rights of the credential with kijun doctor; if it is an administrator, look on the machine for the security product or the access list that guards what the cause names.",
  },
  ANSWER_INVALID: {
    ja: "もう一度読み取り、繰り返すなら、機器のWindowsのビルドと実行記録を添えて報告してください。",
    en: "Read the machine again; if it repeats, report it with the machine's Windows build and the run's log.",
  },
  ASKED_OTHERWISE: {
    ja: "その後に宣言が変わりました。機器をもう一度読み取ってください（接続できない機器は kijun collect pack で新しいフォルダーを作成）。",
    en: "The declaration has changed since: read the machine again; for one that no line reaches, pack a new folder (kijun collect pack).",
  },
  DAMAGED: {
    ja: "機器のPowerShellの出力が途中で変わっています。出力を変える製品がないか調べ、もう一度実行してください。",
    en: "What PowerShell printed on the machine was changed on its way: look for a product that does so, and run it again.",
  },
  ENDED: {
    ja: "読み取り中にPowerShellが終了しました。機器のイベントログとセキュリティ製品の記録を調べ、もう一度実行してください。",
    en: "PowerShell ended while the area was read: look into the machine's event log and the security product's, and run it again.",
  },
  FILE_IN_USE: {
    ja: "別のプログラムがファイルを開いています。閉じるのを待って、もう一度実行してください。",
    en: "Another program holds the file: run again once it has let go of it.",
  },
  FILE_IS_FOLDER: {
    ja: "ファイルのはずの場所にフォルダーがあります。パスを確認してください。",
    en: "A folder stands where a file was meant: check the path.",
  },
  FILE_IS_LINK: {
    ja: "リンク先は読み書きしません。実体のパスを宣言してください。",
    en: "Links are not followed: declare the path of the file itself.",
  },
  FILE_TOO_LARGE: {
    ja: "読み取れる大きさを超えています。パスが正しければ、機器で直接確認してください。",
    en: "The file is larger than what is read: if the path is right, look at it on the machine.",
  },
  HIVE_LOAD_FAILED: {
    ja: "利用者に一度ログオンしてもらい、機器のイベントログ（User Profile Service）を確認してください。使われていないプロファイルなら削除します。",
    en: "Have the user log on once and look at the machine's event log (User Profile Service); remove the profile if nobody uses it.",
  },
  HIVE_NOT_UNLOADED: {
    ja: "その利用者がログオンする前に機器を再起動してください（読み込まれたままだと一時プロファイルになります）。",
    en: "Restart the machine before that user logs on: a hive that stays loaded gives the user a temporary profile.",
  },
  INTERFACE_MISSING: {
    ja: "原因に示したものがこのWindowsにありません。役割や機能の不足、WMIの損傷がないか機器で調べてください。",
    en: "This Windows lacks what the cause names: look on the machine for a missing role or feature, or a damaged WMI.",
  },
  KEY_MISSING: {
    ja: "原因に示したキーはWindowsに必ずあるものです。機器のWindowsが壊れていないか確認してください。",
    en: "Windows always has the key that the cause names: check the machine's installation of Windows.",
  },
  LAST_READING_INVALID: {
    ja: "次の読取がファイルを置き換えます: kijun status --live。たびたび起きるなら、この端末の時計を確認してください。",
    en: "The next reading replaces the file: kijun status --live. Check the clock of this computer if it is often so.",
  },
  KEPT_IN_DIRECTORY: {
    ja: "ドメインのアカウントとグループは変更しません。ディレクトリで手作業により直し、もう一度読み取ってください。",
    en: "Accounts and groups of a domain are never changed: correct them in the directory by hand, then read again.",
  },
  LINE_WOULD_BE_CUT: {
    ja: "この端末から機器への接続が残るように宣言を直してください。正しい設定は原因に示しています。",
    en: "Change the declaration so that this computer keeps its line to the machine; the cause says what would be right.",
  },
  NEVER_READ: READ_LIVE,
  NO_ANSWER: {
    ja: "時間内に応答がありませんでした。機器の負荷を確認し、もう一度実行してください。",
    en: "There was no answer in time: look at the load of the machine, and run it again.",
  },
  NOT_APPLIED: {
    ja: "この領域は読み取りと判定だけを行います。機器で手作業により直し、もう一度読み取ってください。",
    en: "Settings of this area are read and judged only: correct them on the machine, then read it again.",
  },
  NOT_EFFECTIVE: {
    ja: "値を書き戻すもの（グループポリシー、管理ツール、セキュリティ製品）を機器で探し、もう一度読み取ってください。",
    en: "Look on the machine for what sets the value back (group policy, a management or security product), then read it again.",
  },
  NOT_IN_LAST_READING: READ_LIVE,
  NOT_READ: RUN_AGAIN,
  OVERRIDDEN_BY_POLICY: {
    ja: "グループポリシーが値を決めています。ポリシーの側を直すか、宣言から外してください。",
    en: "Group policy holds the value: change it there, or take the setting out of the declaration.",
  },
  PROFILE_LOCKED: {
    ja: "利用者のサインアウト後、またはバックアップやウイルス検索の終了後に、もう一度実行してください。",
    en: "Run again once the user has signed out, or the backup or virus scan that holds the file has ended.",
  },
  PROFILE_MISSING: {
    ja: "フォルダーのないプロファイルの登録です。機器の「ユーザー プロファイル」から削除するか、フォルダーを元に戻してください。",
    en: "The profile is listed but its folder is gone: remove it in the machine's User Profiles, or put the folder back.",
  },
  READ_FAILED,
  SESSION_ACCOUNT: {
    ja: "Kijunが使っているアカウントは変更しません。別のアカウントで実行するか、宣言を直してください。",
    en: "The account that Kijun itself uses is left alone: run with another one, or correct the declaration.",
  },
  READ_ON_ANOTHER_DAY: {
    ja: "もう一度読み取ってください: kijun check --year（接続できない機器は kijun collect import）。",
    en: "Read the machine again: kijun check --year (kijun collect import for one that no line reaches).",
  },
  RULE_CONDITION_UNSUPPORTED: {
    ja: "原因に示した条件は書き込めません。宣言から外すか、規則を手作業またはグループポリシーで作ってください。",
    en: "The conditions that the cause names cannot be written: take them out of the declaration, or make the rule by hand or by group policy.",
  },
  RULE_UNPARSABLE: {
    ja: "機器に保存された規則の形が想定外です。壊れていれば機器で作り直し、正しければ原因の文を添えて報告してください。",
    en: "The rule on the machine has an unknown form: make it anew there if it is damaged, else report it with the text of the cause.",
  },
  SECEDIT_FAILED: {
    ja: "機器の %windir%\\security\\logs\\scesrv.log とディスクの空きを確認し、もう一度実行してください。",
    en: "Look at %windir%\\security\\logs\\scesrv.log and at the free disk space of the machine, then run again.",
  },
  TIMED_OUT: {
    ja: "Windowsが時間内に答えませんでした。機器の負荷を見て、もう一度読み取ってください。",
    en: "Windows did not answer in time: look at the load of the machine, then read it again.",
  },
  VALUE_UNKNOWN: {
    ja: "Windowsの値が想定外です。原因に示した値と機器のビルドを添えて報告してください。",
    en: "Windows holds a value of an unknown kind: report what the cause names with the machine's build.",
  },
  WRITE_FAILED: {
    ja: "もう一度実行し、繰り返すなら、原因に示したものを機器のイベントログで調べてください。",
    en: "Run again; if it repeats, look on the machine and in its event log for what the cause names.",
  },
};

/** Whether the server refused a logon now or before, the same is to be done. */
const REJECTED_JA =
  "サーバーは理由を返しません。考えられる原因: パスワード誤り、アカウントの不存在・ロック・無効・期限切れ、ネットワーク経由でログオンする権限なし、NTLMの禁止、チャネルバインディングの拒否（間にTLSプロキシ）。再試行はしていません。パスワードを正せば自動的に試行します。原因が別にあり、解消済みなら kijun credential retry <認証先>（一覧は kijun credential list）。";

type Row = readonly [code: string, step: Text];

/** The client's general next step of a code, which it has in English itself. */
function general(code: WinRMErrorCode, ja: string): Row {
  return [code, { ja, en: winrmErrorHints[code] }];
}

/** Every next step that says no more than its code. */
const rows: readonly Row[] = [
  ...Object.entries(nextSteps),
  ["WINRM_TIMEOUT", MACHINE_OVERDUE],
  ["WRONG_MACHINE", OTHER_NAME],
  ["WINRM_CREDENTIAL_LATCHED", { ja: REJECTED_JA, en: REJECTION_CAUSES }],
  general(
    "WINRM_CONNECT_TIMEOUT",
    "機器の電源が入っているか、ファイアウォールがこのポートを通すかを確認してください。",
  ),
  general(
    "WINRM_CONNECT_REFUSED",
    "このアドレスは応答しますが、ポートで待ち受けがありません。機器の電源とWinRMの動作（winrm quickconfig）を確認するか、ポートを直してください。",
  ),
  general(
    "WINRM_UNREACHABLE",
    "名前、経路、ファイアウォールを確認してください。機器を再起動した直後なら、少し待ってもう一度実行します。",
  ),
  general(
    "WINRM_TLS",
    "リスナーの証明書が、設定した認証局または拇印と合うか、ポートがTLSで応答するかを確認してください。",
  ),
  general("WINRM_AUTH_FAILED", REJECTED_JA),
  general("WINRM_CREDENTIAL_LATCHED", REJECTED_JA),
  general(
    "WINRM_ACCESS_DENIED",
    "ログオンはできましたが、アカウントにWinRMの使用が許されていません。AdministratorsにもRemote Management Usersにも属していないか、ローカル管理者がUACで制限されています（LocalAccountTokenFilterPolicy）。",
  ),
  general(
    "WINRM_POLICY",
    "WinRMサービスの設定（winrm get winrm/config）を、このクライアントに必要なものと照合してください。",
  ),
  general("WINRM_QUOTA", "このアカウントの残ったシェルを閉じるか、自然に終わるのを待って、もう一度実行してください。"),
  general(
    "WINRM_SHELL_GONE",
    "シェルまたはコマンドが機器の側で終わりました（再起動、無操作の時間切れ、別の管理者）。もう一度実行してください。",
  ),
  general("WINRM_TIMEOUT", "機器での結果は不明です。変更を繰り返す前に、状態を読み取ってください。"),
  general("WINRM_ENVELOPE_TOO_LARGE", "一度に扱う量を減らすか、機器の MaxEnvelopeSizekb を大きくしてください。"),
  general("WINRM_PROTOCOL", "応答がWS-Managementの規定と違います。操作と障害コードを添えて報告してください。"),
  general("WINRM_COMMAND_FAILED", "コマンド自身のエラーを見てください。"),
  general("WINRM_CANCELLED", "操作は中止されました。機器での結果は不明です。"),
];

/**
 * What the reader can do next about a failure with a code. `own` is what came with the failure, empty of an area or a
 * setting. An own text that says something else than its code, such as a name, stays as it is, in English; one that goes
 * on after that is said whole by the Japanese.
 */
export function nextStep(code: string, own: string, language: "ja" | "en"): string {
  const known = rows.filter(([each]) => each === code).map(([, step]) => step);
  if (own === "") return (known[0] ?? READ_FAILED)[language];
  return language === "en" ? own : (known.find(({ en }) => own.startsWith(en))?.ja ?? own);
}

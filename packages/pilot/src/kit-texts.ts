/** `{0}` and so on are filled in by the kit's script; in a state of a claim {0} is why it was skipped, {1} why it failed. */
const en = {
  title: "Kijun pilot report",
  rehearsal: "REHEARSAL with scripts that stand in for Windows: this report is never taken in.",
  release: "Kijun {0}, {1} (UTC)",
  system: "Windows build {0}, {1} ({2}), display language {3}, PowerShell {4}",
  protection: "registered security products: {0}",
  incomplete: "This is a part of a report: the run did not come to its end.",
  startSection: "1. PowerShell started as the agent starts it",
  areasSection: "2. setting areas read",
  areaRead: "read, {0} ms",
  areaFailed: "NOT READ: {0}, {1} ms",
  claimsSection: "3. what Kijun believes of Windows",
  personSection: "4. what only a person can see",
  seen: "as believed",
  contradicted: "NOT AS BELIEVED",
  skipped: "nothing to see it by: {0}",
  notAsked: "only with -Apply",
  notTried: "not tried",
  failed: "NOT CHECKED: {1}",
  applyHow: "Some checks change the machine and take that back. To make them too, run again with: -Apply {0}",
  sendBack:
    "Send back report.json, report.ja.txt and report.en.txt: they name no machine, serial number, address or account. Keep readings.json where it is: it holds what was read.",
  written: "the report is in {0}",
  hash: "SHA-256 of report.json: {0}",
  damaged: "The folder is not as it was packed: {0}. Copy it again. Nothing was read.",
  unknownApply: "-Apply {0}: no check of that name changes the machine. There are: {1}",
  otherHost:
    'This is {0} {1}: run it in the 64-bit Windows PowerShell 5.1, not in the ISE, not in "(x86)" and not in PowerShell 7. Nothing was read.',
  folderNotMade:
    "{0} cannot be made: copy the folder to a local disk, or name a place that may be written to with -OutputFolder.",
  starting: "   starting the agent; this can take two minutes ...",
  restricted:
    "This script itself is held to a restricted language ({0}), so that it could only try the start. Send this report back.",
  folderExists: "{0} is there already: name a folder that does not exist with -OutputFolder.",
  notAdministrator:
    'These are not an administrator\'s rights: open Windows PowerShell with "Run as administrator", then run this again. Nothing was read.',
  notStarted:
    "PowerShell does not work in the way the agent needs it; the rest was not tried. Look into the log of the security product and the policy for the language mode, and send this report back.",
  language: "en",
};

const ja: { readonly [Name in keyof typeof en]: string } = {
  title: "Kijun 実機確認報告",
  rehearsal: "【リハーサル】Windowsの代わりをするスクリプトで実行しました。この報告は実機の記録として取り込めません。",
  release: "Kijun {0}、{1}（UTC）",
  system: "Windows ビルド{0}、{1}（{2}）、表示言語{3}、PowerShell {4}",
  protection: "登録されているセキュリティ製品: {0}",
  incomplete: "途中までの報告です。最後まで実行されませんでした。",
  startSection: "1. エージェントと同じ方法でのPowerShellの起動",
  areasSection: "2. 設定領域の読み取り",
  areaRead: "読み取り済み（{0}ミリ秒）",
  areaFailed: "読み取れません: {0}（{1}ミリ秒）",
  claimsSection: "3. Windowsについての推定の確認",
  personSection: "4. 人が確認する推定",
  seen: "確認",
  contradicted: "相違",
  skipped: "対象なし: {0}",
  notAsked: "未実施（-Applyで指定したときだけ行う確認）",
  notTried: "未実施",
  failed: "確認できません: {1}",
  applyHow: "次の確認は、機器を一時的に変更して元に戻します。行う場合だけ、指定して再実行してください: -Apply {0}",
  sendBack:
    "返送するもの: report.json、report.ja.txt、report.en.txt（機器名・製造番号・アドレス・アカウント名は含みません）。readings.jsonは機器の内容を含むため、返送せずに現地で保管してください。",
  written: "報告の書き込み先: {0}",
  hash: "report.jsonのSHA-256: {0}",
  damaged: "フォルダーの内容が作成時と異なります: {0}。もう一度コピーしてください。何も読み取っていません。",
  unknownApply: "-Apply {0}: 指定できる確認ではありません。指定できるもの: {1}",
  otherHost:
    "実行しているのは{0} {1}です。64ビットのWindows PowerShell 5.1で実行してください（ISE、「(x86)」、PowerShell 7は不可）。何も読み取っていません。",
  folderNotMade:
    "{0} を作成できません。フォルダーを内蔵ディスクにコピーするか、書き込める場所を-OutputFolderで指定してください。",
  starting: "   エージェントを起動しています（最大2分）...",
  restricted:
    "このスクリプト自体の言語モードが制限されている（{0}）ため、起動の確認だけを行いました。この報告を返送してください。",
  folderExists: "{0} は既にあります。存在しないフォルダーを-OutputFolderで指定してください。",
  notAdministrator:
    "管理者の権限がありません。Windows PowerShellを「管理者として実行」で開き、もう一度実行してください。何も読み取っていません。",
  notStarted:
    "エージェントの方法ではPowerShellが動作しません。以降の確認は行っていません。セキュリティ製品の記録と言語モードの設定を確認し、この報告を返送してください。",
  language: "ja",
};

/** What the kit's script says, in both languages. */
export const kitTexts = { ja, en };

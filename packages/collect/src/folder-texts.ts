/** What the folder's script says; `{0}` and so on are filled in by it. */
const en = {
  pack: "Kijun collect, folder {0}, release {1}",
  manifest: "SHA-256 of manifest.json (compare with the hand-over sheet): {0}",
  clock: "This machine is {0}; its clock says {1}: note the difference from your watch.",
  starting: "starting the agent; this can take two minutes ...",
  areaRead: "read, {0} ms",
  areaFailed: "NOT READ: {0}, {1} ms",
  written: "The answer is {0}",
  digest: "SHA-256 of the answer (note it on the hand-over sheet): {0}",
  sendBack:
    "Carry the answer file back by the procedure of the site. It holds what was read: handle it as the customer's record.",
  damaged: "The folder is not as it was packed: {0}. Copy it again. Nothing was read.",
  otherHost:
    'This is {0} {1}: run it in the 64-bit Windows PowerShell 5.1, not in the ISE, not in "(x86)" and not in PowerShell 7. Nothing was read.',
  notListed: "This machine is {0}, and the folder was packed for: {1}. Nothing was read.",
  notWritable:
    "{0} cannot be written to: name a folder for the answer with -OutputFolder, on this machine or on media that may be written to. Nothing was read.",
  restricted:
    "This machine holds scripts to a restricted language ({0}), in which the agent does not work. Nothing was read: report that.",
  notAdministrator:
    'These are not an administrator\'s rights: open Windows PowerShell with "Run as administrator", then run this again. Nothing was read.',
  notStarted:
    "PowerShell does not work in the way the agent needs it. Look into the log of the security product and the policy for the language mode, and report it. Nothing was read.",
  wrongMachine:
    "The machine that answers is {0} with MachineGuid {1}, and not the recorded one ({2}): it was rebuilt or replaced, or it is another one. Nothing was read. If that was intended, have the folder packed again with --replaced.",
  notSaved: "{0}: the answer could not be written whole. Run it again with another folder (-OutputFolder). {1}",
};

const ja: { readonly [Name in keyof typeof en]: string } = {
  pack: "Kijun 回収フォルダー {0}（{1}版）",
  manifest: "manifest.jsonのSHA-256（引渡票と照合してください）: {0}",
  clock: "この機器は{0}、時計は{1}です。手元の時計との差を記録してください。",
  starting: "エージェントを起動しています（最大2分）...",
  areaRead: "読み取り済み（{0}ミリ秒）",
  areaFailed: "読み取れません: {0}（{1}ミリ秒）",
  written: "回答ファイル: {0}",
  digest: "回答ファイルのSHA-256（引渡票に記録してください）: {0}",
  sendBack:
    "回答ファイルを現地の手順に従って持ち帰ってください。読み取った内容を含むため、お客様の記録として取り扱います。",
  damaged: "フォルダーの内容が作成時と異なります: {0}。もう一度コピーしてください。何も読み取っていません。",
  otherHost:
    "実行しているのは{0} {1}です。64ビットのWindows PowerShell 5.1で実行してください（ISE、「(x86)」、PowerShell 7は不可）。何も読み取っていません。",
  notListed: "この機器は{0}です。フォルダーの対象は次の機器です: {1}。何も読み取っていません。",
  notWritable:
    "{0} に書き込めません。回答ファイルの書込み先を-OutputFolderで指定してください（機器の内蔵ディスク、または書き込める媒体）。何も読み取っていません。",
  restricted:
    "この機器ではスクリプトの言語モードが制限されており（{0}）、エージェントが動作しません。何も読み取っていません。この表示を報告してください。",
  notAdministrator:
    "管理者の権限がありません。Windows PowerShellを「管理者として実行」で開き、もう一度実行してください。何も読み取っていません。",
  notStarted:
    "エージェントの方法ではPowerShellが動作しません。セキュリティ製品の記録と言語モードの設定を確認し、報告してください。何も読み取っていません。",
  wrongMachine:
    "応答した機器は{0}（MachineGuid {1}）で、記録されている機器（{2}）ではありません。再構築・交換された機器か、別の機器です。何も読み取っていません。交換が正しい場合は、--replacedを付けてフォルダーを作り直してもらってください。",
  notSaved:
    "{0}: 回答ファイルを最後まで書き込めませんでした。別の書込み先（-OutputFolder）で、もう一度実行してください。{1}",
};

/** The texts in both languages. */
export const folderTexts = { ja, en };

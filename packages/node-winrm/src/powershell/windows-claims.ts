/**
 * What this client and its PowerShell session take for granted of Windows and nobody has seen on a machine yet, by id. Those
 * with `byStart` are answered by starting PowerShell as a session does.
 */
export const windowsClaims = {
  starts: {
    en: "Neither a policy nor a security product keeps powershell.exe from being started through cmd.exe with an encoded command.",
    ja: "コード化したコマンドを付けてcmd.exe経由でpowershell.exeを起動することは、ポリシーにもセキュリティ製品にも妨げられない。",
    byStart: true,
  },
  "full-language": {
    en: "PowerShell started like this is not held to a restricted language.",
    ja: "こうして起動したPowerShellの言語モードは制限されない（FullLanguage）。",
    byStart: true,
  },
  "script-from-input": {
    en: "A script that arrives on the standard input is loaded, and neither AMSI nor a policy refuses it.",
    ja: "標準入力から届いたスクリプトは読み込まれ、AMSIにもポリシーにも拒否されない。",
    byStart: true,
  },
  "streamed-input": {
    en: "Windows PowerShell 5.1 feeds $input line by line: a request is answered while the standard input is still open.",
    ja: "Windows PowerShell 5.1は$inputを1行ずつ渡す。標準入力が開いたままでも要求に応答する。",
    byStart: true,
  },
  "ends-with-input": {
    en: "PowerShell ends with exit code 0 when its standard input is closed.",
    ja: "標準入力を閉じると、PowerShellは終了コード0で終わる。",
    byStart: true,
  },
  "starts-below-service": {
    en: "PowerShell starts in the same way in a shell of the machine's own WinRM service.",
    ja: "機器自身のWinRMサービスのシェルからも、PowerShellは同じように起動する。",
    byStart: true,
  },
  "combined-logon": {
    en: "The service takes the first message together with the last token of the logon.",
    ja: "サービスは、認証の最後のトークンと一緒に送られた最初のメッセージを受け付ける。",
  },
  "proposed-shell-id": {
    en: "A text shell takes the id that the client proposes, from Windows 8 and Server 2012 on.",
    ja: "Windows 8・Server 2012以降、テキスト シェルはクライアントの提案したIDを使う。",
  },
  "deletion-elsewhere": {
    en: "Another connection of the same account may delete a shell.",
    ja: "同じアカウントの別の接続から、シェルを削除できる。",
  },
  "deletion-without-signal": {
    en: "A shell can be deleted without a Signal to its command.",
    ja: "コマンドにSignalを送らなくても、シェルを削除できる。",
  },
  "empty-domain": {
    en: "A local account of a domain member logs on with an empty domain.",
    ja: "ドメインに参加した機器のローカル アカウントは、ドメイン名を空にしてログオンできる。",
  },
} as const;

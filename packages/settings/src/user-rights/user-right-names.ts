/** Every user right of Windows by the name that its security policy gives it, and its wording in the user interface. */
export const USER_RIGHTS = {
  SeTrustedCredManAccessPrivilege: [
    "access Credential Manager as a trusted caller",
    "資格情報マネージャーに信頼された呼び出し側としてアクセス",
  ],
  SeNetworkLogonRight: ["access this computer from the network", "ネットワーク経由でのアクセス"],
  SeTcbPrivilege: ["act as part of the operating system", "オペレーティング システムの一部として機能"],
  SeMachineAccountPrivilege: ["add workstations to domain", "ドメインにワークステーションを追加"],
  SeIncreaseQuotaPrivilege: ["adjust memory quotas for a process", "プロセスのメモリ クォータの増加"],
  SeInteractiveLogonRight: ["allow log on locally", "ローカル ログオンを許可"],
  SeRemoteInteractiveLogonRight: [
    "allow log on through Remote Desktop Services",
    "リモート デスクトップ サービスを使ったログオンを許可",
  ],
  SeBackupPrivilege: ["back up files and directories", "ファイルとディレクトリのバックアップ"],
  SeChangeNotifyPrivilege: ["bypass traverse checking", "走査チェックのバイパス"],
  SeSystemtimePrivilege: ["change the system time", "システム時刻の変更"],
  SeTimeZonePrivilege: ["change the time zone", "タイム ゾーンの変更"],
  SeCreatePagefilePrivilege: ["create a pagefile", "ページ ファイルの作成"],
  SeCreateTokenPrivilege: ["create a token object", "トークン オブジェクトの作成"],
  SeCreateGlobalPrivilege: ["create global objects", "グローバル オブジェクトの作成"],
  SeCreatePermanentPrivilege: ["create permanent shared objects", "永続的共有オブジェクトの作成"],
  SeCreateSymbolicLinkPrivilege: ["create symbolic links", "シンボリック リンクの作成"],
  SeDebugPrivilege: ["debug programs", "プログラムのデバッグ"],
  SeDenyNetworkLogonRight: ["deny access to this computer from the network", "ネットワーク経由のアクセスを拒否"],
  SeDenyBatchLogonRight: ["deny log on as a batch job", "バッチ ジョブとしてのログオンを拒否"],
  SeDenyServiceLogonRight: ["deny log on as a service", "サービスとしてのログオンを拒否"],
  SeDenyInteractiveLogonRight: ["deny log on locally", "ローカルでログオンを拒否"],
  SeDenyRemoteInteractiveLogonRight: [
    "deny log on through Remote Desktop Services",
    "リモート デスクトップ サービスを使ったログオンを拒否",
  ],
  SeEnableDelegationPrivilege: [
    "enable computer and user accounts to be trusted for delegation",
    "コンピューターとユーザー アカウントに委任時の信頼を付与",
  ],
  SeRemoteShutdownPrivilege: ["force shutdown from a remote system", "リモート コンピューターからの強制シャットダウン"],
  SeAuditPrivilege: ["generate security audits", "セキュリティ監査の生成"],
  SeImpersonatePrivilege: ["impersonate a client after authentication", "認証後にクライアントを偽装"],
  SeIncreaseWorkingSetPrivilege: ["increase a process working set", "プロセス ワーキング セットの増加"],
  SeIncreaseBasePriorityPrivilege: ["increase scheduling priority", "スケジューリング優先順位の繰り上げ"],
  SeLoadDriverPrivilege: ["load and unload device drivers", "デバイス ドライバーのロードとアンロード"],
  SeLockMemoryPrivilege: ["lock pages in memory", "メモリ内のページのロック"],
  SeBatchLogonRight: ["log on as a batch job", "バッチ ジョブとしてログオン"],
  SeServiceLogonRight: ["log on as a service", "サービスとしてログオン"],
  SeSecurityPrivilege: ["manage auditing and security log", "監査とセキュリティ ログの管理"],
  SeRelabelPrivilege: ["modify an object label", "オブジェクト ラベルの変更"],
  SeSystemEnvironmentPrivilege: ["modify firmware environment values", "ファームウェア環境値の修正"],
  SeDelegateSessionUserImpersonatePrivilege: [
    "obtain an impersonation token for another user in the same session",
    "同じセッションで別のユーザーの偽装トークンを取得",
  ],
  SeManageVolumePrivilege: ["perform volume maintenance tasks", "ボリュームの保守タスクを実行"],
  SeProfileSingleProcessPrivilege: ["profile single process", "単一プロセスのプロファイル"],
  SeSystemProfilePrivilege: ["profile system performance", "システム パフォーマンスのプロファイル"],
  SeUndockPrivilege: ["remove computer from docking station", "ドッキング ステーションからコンピューターを削除"],
  SeAssignPrimaryTokenPrivilege: ["replace a process level token", "プロセス レベル トークンの置き換え"],
  SeRestorePrivilege: ["restore files and directories", "ファイルとディレクトリの復元"],
  SeShutdownPrivilege: ["shut down the system", "システムのシャットダウン"],
  SeSyncAgentPrivilege: ["synchronize directory service data", "ディレクトリ サービス データの同期化"],
  SeTakeOwnershipPrivilege: [
    "take ownership of files or other objects",
    "ファイルとその他のオブジェクトの所有権の取得",
  ],
} as const satisfies { readonly [right: string]: readonly [english: string, japanese: string] };

export type UserRight = keyof typeof USER_RIGHTS;

/** Whether a right takes something away from those who hold it. */
export function isDenial(right: string): boolean {
  return right.startsWith("SeDeny");
}

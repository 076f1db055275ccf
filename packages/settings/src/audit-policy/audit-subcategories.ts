/** The end of the GUID of every subcategory; their beginnings are `0CCE9210` to `0CCE924A`. */
const GUID_TAIL = "-69AE-11D9-BED3-505054503030";

/**
 * Every audit subcategory of Windows: the last three digits of the first part of its GUID (Ntsecapi.h), and its name as
 * Windows shows it. The declared word is the English name.
 */
export const AUDIT_SUBCATEGORIES = {
  "security-state-change": ["210", "security state change", "セキュリティ状態の変更"],
  "security-system-extension": ["211", "security system extension", "セキュリティ システムの拡張"],
  "system-integrity": ["212", "system integrity", "システムの整合性"],
  "ipsec-driver": ["213", "IPsec driver", "IPsec ドライバー"],
  "other-system-events": ["214", "other system events", "その他のシステム イベント"],
  logon: ["215", "logon", "ログオン"],
  logoff: ["216", "logoff", "ログオフ"],
  "account-lockout": ["217", "account lockout", "アカウント ロックアウト"],
  "ipsec-main-mode": ["218", "IPsec main mode", "IPsec メイン モード"],
  "ipsec-quick-mode": ["219", "IPsec quick mode", "IPsec クイック モード"],
  "ipsec-extended-mode": ["21A", "IPsec extended mode", "IPsec 拡張モード"],
  "special-logon": ["21B", "special logon", "特殊なログオン"],
  "other-logon-logoff-events": ["21C", "other logon/logoff events", "その他のログオン/ログオフ イベント"],
  "file-system": ["21D", "file system", "ファイル システム"],
  registry: ["21E", "registry", "レジストリ"],
  "kernel-object": ["21F", "kernel object", "カーネル オブジェクト"],
  sam: ["220", "SAM", "SAM"],
  "certification-services": ["221", "certification services", "証明書サービス"],
  "application-generated": ["222", "application generated", "生成されたアプリケーション"],
  "handle-manipulation": ["223", "handle manipulation", "ハンドル操作"],
  "file-share": ["224", "file share", "ファイルの共有"],
  "filtering-platform-packet-drop": [
    "225",
    "filtering platform packet drop",
    "フィルタリング プラットフォーム パケットのドロップ",
  ],
  "filtering-platform-connection": ["226", "filtering platform connection", "フィルタリング プラットフォームの接続"],
  "other-object-access-events": ["227", "other object access events", "その他のオブジェクト アクセス イベント"],
  "sensitive-privilege-use": ["228", "sensitive privilege use", "重要な特権の使用"],
  "non-sensitive-privilege-use": ["229", "non sensitive privilege use", "重要でない特権の使用"],
  "other-privilege-use-events": ["22A", "other privilege use events", "その他の特権の使用イベント"],
  "process-creation": ["22B", "process creation", "プロセス作成"],
  "process-termination": ["22C", "process termination", "プロセス終了"],
  "dpapi-activity": ["22D", "DPAPI activity", "DPAPI アクティビティ"],
  "rpc-events": ["22E", "RPC events", "RPC イベント"],
  "audit-policy-change": ["22F", "audit policy change", "監査ポリシーの変更"],
  "authentication-policy-change": ["230", "authentication policy change", "認証ポリシーの変更"],
  "authorization-policy-change": ["231", "authorization policy change", "承認ポリシーの変更"],
  "mpssvc-rule-level-policy-change": ["232", "MPSSVC rule-level policy change", "MPSSVC ルールレベル ポリシーの変更"],
  "filtering-platform-policy-change": [
    "233",
    "filtering platform policy change",
    "フィルタリング プラットフォーム ポリシーの変更",
  ],
  "other-policy-change-events": ["234", "other policy change events", "その他のポリシー変更イベント"],
  "user-account-management": ["235", "user account management", "ユーザー アカウントの管理"],
  "computer-account-management": ["236", "computer account management", "コンピューター アカウントの管理"],
  "security-group-management": ["237", "security group management", "セキュリティ グループの管理"],
  "distribution-group-management": ["238", "distribution group management", "配布グループの管理"],
  "application-group-management": ["239", "application group management", "アプリケーション グループの管理"],
  "other-account-management-events": ["23A", "other account management events", "その他のアカウント管理イベント"],
  "directory-service-access": ["23B", "directory service access", "ディレクトリ サービス アクセス"],
  "directory-service-changes": ["23C", "directory service changes", "ディレクトリ サービスの変更"],
  "directory-service-replication": ["23D", "directory service replication", "ディレクトリ サービス レプリケーション"],
  "detailed-directory-service-replication": [
    "23E",
    "detailed directory service replication",
    "詳細なディレクトリ サービス レプリケーション",
  ],
  "credential-validation": ["23F", "credential validation", "資格情報の確認"],
  "kerberos-service-ticket-operations": ["240", "Kerberos service ticket operations", "Kerberos サービス チケット操作"],
  "other-account-logon-events": ["241", "other account logon events", "その他のアカウント ログオン イベント"],
  "kerberos-authentication-service": ["242", "Kerberos authentication service", "Kerberos 認証サービス"],
  "network-policy-server": ["243", "network policy server", "ネットワーク ポリシー サーバー"],
  "detailed-file-share": ["244", "detailed file share", "詳細なファイル共有"],
  "removable-storage": ["245", "removable storage", "リムーバブル記憶域"],
  "central-policy-staging": ["246", "central policy staging", "集約型ポリシー ステージング"],
  "user-device-claims": ["247", "user/device claims", "ユーザー要求/デバイスの信頼性情報"],
  "plug-and-play-events": ["248", "plug and play events", "プラグ アンド プレイ イベント"],
  "group-membership": ["249", "group membership", "グループ メンバーシップ"],
  "token-right-adjusted-events": ["24A", "token right adjusted events", "トークン権限の調整済みイベント"],
} as const satisfies { readonly [word: string]: readonly [digits: string, english: string, japanese: string] };

export type AuditSubcategory = keyof typeof AUDIT_SUBCATEGORIES;

/** The GUID of a subcategory, upper-case, without braces. Throws a TypeError for a word that stands for none. */
export function subcategoryGuid(word: string): string {
  const [digits] = Object.entries(AUDIT_SUBCATEGORIES).find(([known]) => known === word)?.[1] ?? [];
  if (digits === undefined) throw new TypeError(`there is no audit subcategory ${word}`);
  return `0CCE9${digits}${GUID_TAIL}`;
}

import type { BilingualText } from "@kijun/core";

/** One exit code of every command. 6 and 255 are left to the Pulumi engine. */
export interface ExitCode {
  readonly code: number;
  readonly name: string;
  readonly meaning: BilingualText;
}

/** The table of exit codes, ascending. 1 to 9 mean what they mean to the Pulumi engine; from 11 on they are Kijun's. */
export const exitCodes = [
  row(
    0,
    "done",
    "完了。差異も読取不可もない。フラグなしでは差異があっても0。",
    "done; nothing unreadable; a difference alone is no cause",
  ),
  row(1, "internal", "Kijun自身の障害", "a failure of Kijun itself"),
  row(2, "configuration", "設定・引数・基準の誤り", "configuration, arguments or baseline are wrong"),
  row(3, "credential", "資格情報が拒否された（試行は1回）", "a credential was refused; it was tried once"),
  row(4, "apply", "機器への適用に失敗した", "an operation on a host failed during apply"),
  row(
    5,
    "checklist",
    "点検項目に反する宣言または実態がある",
    "a declaration or a live machine violates a checklist item",
  ),
  row(7, "differences", "差異がある（--expect-no-changes 指定時）", "differences found and --expect-no-changes"),
  row(8, "cancelled", "中止された", "the run was cancelled"),
  row(9, "timeout", "全体の制限時間を超えた", "the run as a whole took too long"),
  row(
    11,
    "unreadable",
    "実行は完了したが、読めない機器または設定がある",
    "run complete, but some hosts or settings are unreadable",
  ),
  row(
    12,
    "attestation",
    "人の回答（目視確認、基準値の承認、記録の判断）がないか、期限が切れている",
    "an answer of a person (attestation, approval of a value, review) is missing or has expired",
  ),
  row(13, "weakening", "弱化する変更があり、--allow-weaken がない", "a weakening change without --allow-weaken"),
] as const satisfies readonly ExitCode[];

/** The name of a row of the table. */
export type ExitName = (typeof exitCodes)[number]["name"];

/** A reason not to exit with 0. */
export type ExitCause = Exclude<ExitName, "done">;

/** The cause that comes first gives the code: what spoils the whole run, then what endangers machines, then the rest. */
export const PRECEDENCE: readonly ExitCause[] = [
  ...(["internal", "configuration", "credential", "cancelled", "timeout"] as const),
  ...(["apply", "weakening", "checklist", "unreadable", "attestation", "differences"] as const),
];

/** The exit code of a run with these causes, and all causes once each in the order of precedence. */
export function exitFor(causes: Iterable<ExitCause>): { code: number; reasons: ExitCause[] } {
  const given = new Set(causes);
  const reasons = PRECEDENCE.filter((cause) => given.has(cause));
  const [first] = reasons;
  return { code: first === undefined ? 0 : codeOf(first), reasons };
}

/** The number of a named exit code. */
export function codeOf(name: ExitName): number {
  return exitCodes.find((row) => row.name === name)?.code ?? 1;
}

function row<const Code extends number, const Name extends string>(code: Code, name: Name, ja: string, en: string) {
  return { code, name, meaning: { ja, en } } as const;
}

import type { RunArea, RunChange, RunHost, RunRecord } from "./run-record.js";

export const areas: readonly RunArea[] = [
  { id: "firewall-rules", title: { ja: "ファイアウォールの規則", en: "firewall rules" } },
  { id: "account-lockout", title: { ja: "アカウント ロックアウト", en: "account lockout" } },
  { id: "screen-saver", title: { ja: "スクリーン セーバー", en: "screen saver" } },
];

/** A terminal that was read, unless `more` says otherwise. */
export function host(name: string, more: Partial<RunHost> = {}): RunHost {
  return {
    name,
    site: "kita-ward",
    siteName: "北区役所",
    hostClass: "terminal-d6012n",
    role: "terminal",
    status: "read",
    areas: areas.map(({ id }) => id),
    ...more,
  };
}

/** A hardening of the lockout threshold on one machine, unless `more` says otherwise. */
export function change(name: string, more: Partial<RunChange> = {}): RunChange {
  return {
    host: name,
    area: "account-lockout",
    path: "accountLockout.thresholdAttempts",
    live: 10,
    desired: 5,
    direction: "hardening",
    items: ["端末7"],
    label: "しきい値",
    unit: "attempts",
    provenance: { kind: "assumed", reference: "何回でしょうか。" },
    ...more,
  };
}

/** The end of password protection on one machine, as the city wants it. */
export function weakening(name: string): RunChange {
  return {
    host: name,
    area: "screen-saver",
    path: "screenSaver.passwordProtected",
    live: true,
    desired: false,
    direction: "weakening",
    items: ["端末14"],
    label: "パスワード保護",
    provenance: { kind: "city-instruction", reference: "第3号", date: "2025-11-02" },
  };
}

/** A run in which nothing differs on two terminals, unless `more` says otherwise. */
export function run(more: Partial<RunRecord> = {}): RunRecord {
  return {
    schema: "kijun.run/1",
    run: "2026-01-14-1",
    tool: { name: "kijun", version: "0.1.0" },
    command: "preview",
    stack: "prod",
    baseline: { fleet: "sapporo", asOf: "2026-01-14", revision: "4f2c1e" },
    startedAt: "2026-01-14T01:32:10Z",
    finishedAt: "2026-01-14T01:32:24Z",
    exit: { code: 0, reasons: [] },
    areas,
    hosts: [host("KITA-T001"), host("KITA-T002")],
    changes: [],
    unreadable: [],
    membership: { joining: [], leaving: [] },
    timing: { wallMs: 14_200, engineMs: 3_100, providerMs: 2_000, wireMs: 8_000, restMs: 1_100 },
    ...more,
  };
}

import type { ItemFinding, Observation, PartFinding } from "@kijun/checklist";
import type { HostRole } from "@kijun/core";

import type { CheckRecord } from "./check-record.js";

const DIGEST = "0".repeat(64);

/** A part judged on a machine; without observations a person answers it. */
export function partOf(
  host: string,
  status: PartFinding["status"],
  observations: readonly Partial<Observation>[] = [],
  more: Partial<PartFinding> = {},
): PartFinding {
  return {
    ...{ item: "端末7", part: "lockout", kind: "appropriate", host, status, unapproved: [] },
    observations: observations.map((observation) => ({
      ...{ outcome: status as Observation["outcome"], area: "account-lockout", path: "thresholdAttempts" },
      ...observation,
    })),
    evidence: {
      source: "live",
      observedAt: "2026-01-14T01:00:00Z",
      receivedAt: "2026-01-14T01:00:00Z",
      digest: DIGEST,
    },
    ...more,
  };
}

/** An item of one part. */
export function findingOf(part: PartFinding): ItemFinding {
  return { item: part.item, host: part.host, status: part.status, parts: [part] };
}

/** A check with these findings. */
export function checkOf(findings: readonly ItemFinding[]): CheckRecord {
  const hosts = [...new Set(findings.map(({ host }) => host))];
  const items = [...new Set(findings.map(({ item }) => item))];
  const host = { site: "kita", siteName: "北区役所", status: "read", role: "terminal" as HostRole, areas: [] } as const;
  return {
    ...{ schema: "kijun.check-run/1", tool: { name: "kijun", version: "1.2.3" }, command: "check --live" },
    baseline: { fleet: "fixture", asOf: "2026-01-14" },
    ...{ startedAt: "2026-01-14T01:00:00Z", finishedAt: "2026-01-14T01:00:05Z", exit: { code: 0, reasons: [] } },
    items: items.map((id) => ({
      ...{ id, role: "terminal", title: "ロックアウトの設定確認", requirement: "適切に設定されていること。" },
      parts: [
        {
          ...{ id: "lockout", kind: "appropriate", severity: "high" },
          title: { ja: "ロックアウト", en: "lockout" },
          remediation: { ja: "設定し直す。", en: "Set it again." },
        },
      ],
    })),
    areas: [{ id: "account-lockout", title: { ja: "アカウント ロックアウト", en: "account lockout" } }],
    hosts: hosts.map((name) => ({ name, ...host })),
    ...{ findings, unapproved: [], unreadable: [], periods: [] },
  };
}

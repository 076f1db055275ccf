import type { ChecklistItem, HostRole } from "@kijun/core";

/** One row of the document: 点検項目, 点検内容, and the ids of the setting areas that bear on it. */
export type ItemRow = readonly [title: string, requirement: string, areas: readonly string[]];

/** Numbers the rows of one 対象 from 1, as the document does. */
export function itemSection(prefix: string, role: HostRole, rows: readonly ItemRow[]): ChecklistItem[] {
  return rows.map(([title, requirement, areas], index) => ({
    id: `${prefix}${String(index + 1)}`,
    role,
    title,
    requirement,
    areas,
  }));
}

/** What answers a question about rules of the local firewall. */
export const FIREWALL = ["firewall-profile", "firewall-rules"];

/** What answers a question about accounts; membership of a group is what makes an account dangerous. */
export const ACCOUNTS = ["local-accounts", "local-groups"];

/** What starts by itself or runs. */
export const PROGRAMS = ["services", "scheduled-tasks", "processes"];

/** The settings that record logons, the log that keeps them, and what it holds. */
export const LOGON_FAILURES = ["audit-policy", "event-log", "logon-failures"];

/** What can be wrong in the network settings of a machine. */
export const NETWORK = ["network-adapter", "hosts-file"];

/** The hardware present, and what keeps foreign media from becoming part of it. */
export const HARDWARE = ["devices", "removable-media"];

/** What the products that look for malware found, and whether they look. */
export const MALWARE = ["malware-detections", "defender", "yarai"];

/** Answered by a person on the spot; no setting says anything about it. */
export const PHYSICAL: readonly string[] = [];

import type { HostRole } from "@kijun/core";

import type { Language, Text } from "../command-line/language.js";

const ROLES: Readonly<Record<HostRole, Text & { readonly enPlural: string }>> = {
  terminal: { ja: "統合端末", en: "terminal", enPlural: "terminals" },
  "communication-server": { ja: "ＣＳ", en: "communication server", enPlural: "communication servers" },
  "active-directory-server": { ja: "ADサーバー", en: "Active Directory server", enPlural: "Active Directory servers" },
};

/** What people call a machine of a role. */
export function roleName(role: HostRole, language: Language): string {
  return ROLES[role][language];
}

/** How many machines of which role there are: `130 terminals, 2 communication servers`. */
export function roleCounts(roles: readonly HostRole[], language: Language): string {
  const known = Object.keys(ROLES) as HostRole[];
  const counts = known
    .map((role) => [role, roles.filter((each) => each === role).length] as const)
    .filter(([, count]) => count > 0);
  if (language === "ja") return counts.map(([role, count]) => `${ROLES[role].ja} ${count}台`).join("、");
  return counts.map(([role, count]) => `${count} ${count === 1 ? ROLES[role].en : ROLES[role].enPlural}`).join(", ");
}

import { z } from "zod";

import { AreaFailure } from "../form/live-form.js";
import type { Failure, LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { registryLive } from "../form/registry-area.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsState } from "../form/windows-state.js";
import { AUDIT_SUBCATEGORIES, subcategoryGuid } from "./audit-subcategories.js";

/** The audit policy as auditpol knows it. */
export interface AuditPolicyState {
  /** The setting value of every subcategory by its GUID: 1 success, 2 failure. */
  subcategories: Record<string, number>;
  /** The exit code of auditpol, where it does nothing else: 1314 without the privilege. */
  readonly endsWith?: number;
  /** The exit code of `auditpol /set`, for an account that may look only. */
  readonly setEndsWith?: number;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    auditPolicy?: AuditPolicyState;
  }
}

const requestSchema = z.object({ subcategories: z.record(z.string(), z.string()) });
const desiredSchema = z.object({
  subcategories: z.record(z.string(), z.object({ guid: z.string(), success: z.boolean(), failure: z.boolean() })),
});

const registry = registryLive("audit-policy");

export const auditPolicyLive: LiveForm = {
  area: "audit-policy",
  read(machine, request) {
    const asked = Object.entries(requestSchema.parse(request).subcategories);
    const held = asked.length === 0 ? {} : settingsOf(machine);
    const found = asked.flatMap(([word, guid]) => (held[guid] === undefined ? [] : [[word, held[guid]] as const]));
    return { ...registry.read(machine, request), subcategories: Object.fromEntries(found) };
  },
  write(machine, desired) {
    const failures: WriteFailure[] = registry.write(machine, desired);
    const wanted = Object.entries(desiredSchema.parse(desired).subcategories);
    if (wanted.length === 0) return failures;
    const held = settingsOf(machine);
    for (const [key, { guid, success, failure }] of wanted) {
      const number = Number(success) + 2 * Number(failure);
      const exit = machine.auditPolicy?.setEndsWith;
      if (held[guid] === undefined)
        failures.push({ key, code: "SUBCATEGORY_MISSING", detail: "this Windows has no such subcategory" });
      else if (held[guid] !== number && exit !== undefined) failures.push({ key, ...failureOf(exit) });
      else held[guid] = number;
    }
    return failures;
  },
  furnish(machine, { role, kind, seed }: UsedMachineOrigin) {
    const random = new SeededRandom(seed, "audit policy");
    const recorded = { ...SHIPPED, ...(kind === "server" ? SERVER : {}) };
    const words = Object.keys(AUDIT_SUBCATEGORIES);
    const numbers = words.map((word) => [subcategoryGuid(word), recorded[word] ?? 0] as const);
    const subcategories: Record<string, number> = Object.fromEntries(numbers);
    if (role === "active-directory-server") for (const word of DIRECTORY) subcategories[subcategoryGuid(word)] = 1;
    // Somebody once tried to make the log last longer.
    if (random.chance(0.1)) subcategories[subcategoryGuid("logon")] = 2;
    machine.auditPolicy = { subcategories };
  },
};

/** What Windows records as it ships (believed); all else it does not. */
const SHIPPED: { readonly [word: string]: number } = {
  "security-state-change": 1,
  "system-integrity": 3,
  "other-system-events": 3,
  logon: 3,
  logoff: 1,
  "account-lockout": 1,
  "special-logon": 1,
  "network-policy-server": 3,
  "audit-policy-change": 1,
  "authentication-policy-change": 1,
  "user-account-management": 1,
  "security-group-management": 1,
};

const SERVER: { readonly [word: string]: number } = {
  "credential-validation": 1,
  "kerberos-authentication-service": 1,
  "kerberos-service-ticket-operations": 1,
};

/** What a domain controller records besides. */
const DIRECTORY = ["computer-account-management", "directory-service-access"];

function settingsOf({ auditPolicy }: WindowsState): Record<string, number> {
  if (auditPolicy?.endsWith !== undefined) {
    const { code, detail } = failureOf(auditPolicy.endsWith);
    throw new AreaFailure(code, detail);
  }
  if (auditPolicy === undefined || Object.keys(auditPolicy.subcategories).length === 0)
    throw new AreaFailure("AUDITPOL_FAILED", "its backup names no subcategory");
  return auditPolicy.subcategories;
}

function failureOf(exitCode: number): Failure {
  const code = exitCode === 5 || exitCode === 1314 ? "ACCESS_DENIED" : "AUDITPOL_FAILED";
  return { code, detail: `exit code ${String(exitCode)}` };
}

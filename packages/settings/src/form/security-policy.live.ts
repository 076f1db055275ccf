import { z } from "zod";

import { AreaFailure } from "./live-form.js";
import type { LiveForm, WriteFailure } from "./live-form.js";
import type { WindowsRequest } from "./setting-area.js";
import type { WindowsState } from "./windows-state.js";

const LOCKOUT_TIMES = ["LockoutDuration", "ResetLockoutCount"];

const PASSWORD_AGES = ["MinimumPasswordAge", "MaximumPasswordAge"];

const requestSchema = z.object({ keys: z.array(z.string()) });

/** The live form of an area of [System Access], as `Read-SecurityPolicyKey` and `Add-SecurityPolicy` answer for it. */
export function securityPolicyLive(area: string): LiveForm {
  return {
    area,
    read: (machine, request) => readSecurityPolicy(machine, requestSchema.parse(request).keys),
    write: importSecurityPolicy,
  };
}

/** The wanted keys as secedit exports them: numbers, and no lockout times while accounts never lock (believed). */
export function readSecurityPolicy(machine: WindowsState, keys: readonly string[]): WindowsRequest {
  const facts: Record<string, number> = {};
  for (const key of keys) {
    const value = machine.securityPolicy[key];
    const hidden = LOCKOUT_TIMES.includes(key) && Number(machine.securityPolicy["LockoutBadCount"] ?? 0) === 0;
    if (value !== undefined && !hidden) facts[key] = Number(value);
  }
  return facts;
}

/**
 * Imports keys when at least one differs from what secedit exports, as the agent does; then as secedit does: all or
 * nothing, refusing a duration below the reset window and ages of passwords that contradict each other (believed).
 */
export function importSecurityPolicy(machine: WindowsState, desired: WindowsRequest): WriteFailure[] {
  const current = readSecurityPolicy(machine, Object.keys(desired));
  if (Object.entries(desired).every(([key, value]) => current[key] === value)) return [];
  const next = { ...machine.securityPolicy };
  for (const [key, value] of Object.entries(desired)) next[key] = Number(value);
  const duration = Number(next["LockoutDuration"] ?? 0);
  const refused = duration !== -1 && duration < Number(next["ResetLockoutCount"] ?? 0);
  if (refused || contradictsAges(next, desired)) throw new AreaFailure("SECEDIT_FAILED", "exit code 1");
  machine.securityPolicy = next;
  return [];
}

/** Only an import of one of the two ages is refused; -1 days are for ever. */
function contradictsAges(next: WindowsState["securityPolicy"], imported: WindowsRequest): boolean {
  const maximum = Number(next["MaximumPasswordAge"] ?? -1);
  const concerned = PASSWORD_AGES.some((key) => Object.hasOwn(imported, key));
  return concerned && maximum !== -1 && Number(next["MinimumPasswordAge"] ?? 0) >= maximum;
}

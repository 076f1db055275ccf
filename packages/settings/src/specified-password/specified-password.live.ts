import { z } from "zod";

import { utcOffsetOf } from "../form/event-store.live.js";
import { secondText } from "../form/event-history.live.js";
import type { Failure, LiveForm, UsedMachineOrigin } from "../form/live-form.js";
import { findLocal, isDomainController, machineSid } from "../form/local-principals.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsState } from "../form/windows-state.js";
import { isWithin, localDay } from "./specified-password.js";

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** When passwords were last set (ISO 8601, UTC), by SID: of the machine's accounts, on a domain controller of the domain's. */
    passwords?: Record<string, { readonly name: string; lastSet: string | null }>;
  }
}

const requestSchema = z.object({ names: z.array(z.string()) });
const wantedSchema = z.object({
  account: z.string(),
  setFrom: z.string(),
  setUntil: z.string().optional(),
});
const desiredSchema = z.object({ entries: z.record(z.string(), z.union([z.literal("absent"), wantedSchema])) });

export const specifiedPasswordLive: LiveForm = {
  area: "specified-password",
  read(machine, request) {
    const { names } = requestSchema.parse(request);
    const found = new Set(names.map((name) => findLocal(namesOf(machine), name)));
    const asked = Object.entries(machine.passwords ?? {}).filter(([sid]) => found.has(sid));
    return {
      utcOffsetMinutes: utcOffsetOf(machine),
      accounts: asked.map(([sid, { name, lastSet }]) => ({
        ...{ sid, name },
        lastSet: lastSet === null ? null : secondText(Date.parse(lastSet)),
      })),
    };
  },
  write(machine, desired) {
    return Object.entries(desiredSchema.parse(desired).entries).flatMap(([key, wanted]) => {
      const failure = writePassword(machine, key, wanted);
      return failure === undefined ? [] : [{ key, ...failure }];
    });
  },
  furnish: usedPasswords,
};

function namesOf({ passwords = {} }: WindowsState): Map<string, string> {
  return new Map(Object.entries(passwords).map(([sid, { name }]) => [sid, name]));
}

function writePassword(
  machine: WindowsState,
  key: string,
  wanted: z.output<typeof wantedSchema> | "absent",
): Failure | undefined {
  const sid = findLocal(namesOf(machine), wanted === "absent" ? key : wanted.account);
  const held = sid === undefined ? undefined : machine.passwords?.[sid];
  if (wanted === "absent")
    return held === undefined ? undefined : { code: "NOT_REMOVED", detail: "an account is disabled, never deleted" };
  if (held === undefined) return { code: "NOT_CREATED", detail: "an account is made by hand, with its password" };
  const offset = utcOffsetOf(machine);
  if (offset === null) return { code: "TIME_ZONE_UNKNOWN", detail: "ActiveTimeBias is not there" };
  const isMet = held.lastSet !== null && isWithin(localDay(held.lastSet, offset), wanted);
  if (!isMet) held.lastSet = secondText(Date.parse(`${wanted.setFrom}T12:00:00Z`) - offset * 60_000);
  return undefined;
}

/**
 * Passwords of the last rotation; on some machines one that was left out, and here and there one that somebody has changed since.
 */
function usedPasswords(machine: WindowsState, { seed }: UsedMachineOrigin): void {
  const random = new SeededRandom(seed, "passwords");
  const own = Object.entries(machine.localAccounts ?? {}).map(([sid, { name }]) => [sid, name] as const);
  const ofDomain = [[`${machineSid(machine)}-500`, "Administrator"]] as const;
  const rotated = `2025-10-${String(6 + random.below(5)).padStart(2, "0")}T0${String(random.below(8))}:30:00Z`;
  const passwords: NonNullable<WindowsState["passwords"]> = {};
  for (const [sid, name] of isDomainController(machine) ? ofDomain : own) {
    const isLeftOut = random.chance(0.03);
    const isChanged = random.chance(0.01);
    passwords[sid] = {
      name,
      lastSet: isLeftOut ? "2025-04-22T02:15:00Z" : isChanged ? "2025-11-20T00:05:00Z" : rotated,
    };
  }
  machine.passwords = passwords;
}

import { z } from "zod";

import { AreaFailure } from "../form/live-form.js";
import type { LiveForm, WriteFailure } from "../form/live-form.js";
import { findLocal, isDomainController, localNames, localPrincipals } from "../form/local-principals.live.js";
import type { WindowsState } from "../form/windows-state.js";
import { shippedRights } from "./shipped-rights.live.js";

const requestSchema = z.object({ rights: z.array(z.string()) });
const desiredSchema = z.object({ rights: z.record(z.string(), z.array(z.string())) });

const OF_WINDOWS = /^\*S-1-(?!5-21-)/;

export const userRightsLive: LiveForm = {
  area: "user-rights",
  read(machine, request) {
    const section = machine.privilegeRights ?? {};
    if (Object.keys(section).length === 0)
      throw new AreaFailure("USER_RIGHTS_MISSING", "the exported security policy names no right");
    const asked = requestSchema.parse(request).rights;
    const rights = Object.fromEntries(
      asked.flatMap((right) => (section[right] === undefined ? [] : [[right, holdersOf(section[right])] as const])),
    );
    const own = Object.values(rights).some((holders) => holders.some((holder) => !OF_WINDOWS.test(holder)));
    return { rights, names: own && !isDomainController(machine) ? localNames(ownPrincipals(machine)) : {} };
  },
  write(machine, desired) {
    const failures: WriteFailure[] = [];
    for (const [key, references] of Object.entries(desiredSchema.parse(desired).rights)) {
      const sids = references.map((reference) => sidOf(machine, reference));
      const unknown = references.filter((_, at) => sids[at] === undefined);
      if (unknown.length > 0) failures.push({ key, code: "ACCOUNT_MISSING", detail: unknown.join(", ") });
      else
        machine.privilegeRights = { ...machine.privilegeRights, [key]: sids.map((sid) => `*${sid ?? ""}`).join(",") };
    }
    return failures;
  },
  furnish(machine, { role, kind }) {
    machine.privilegeRights = shippedRights(role, kind);
  },
};

function holdersOf(text: string): string[] {
  return text.split(",").flatMap((holder) => (holder.trim() === "" ? [] : [holder.trim()]));
}

function ownPrincipals(machine: WindowsState): ReadonlyMap<string, string> {
  return new Map([...localPrincipals(machine, "localAccounts"), ...localPrincipals(machine, "localGroups")]);
}

function sidOf(machine: WindowsState, reference: string): string | undefined {
  if (reference.startsWith("S-1-")) return reference;
  return isDomainController(machine) ? undefined : findLocal(ownPrincipals(machine), reference);
}

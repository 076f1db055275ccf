import { z } from "zod";

import { readHistory } from "../form/event-history.live.js";
import type { ReadHistory } from "../form/event-history.live.js";
import { clockOf, utcOffsetOf } from "../form/event-store.live.js";
import { AreaFailure } from "../form/live-form.js";
import type { Failure, LiveForm } from "../form/live-form.js";
import { isDomainController, localPrincipals } from "../form/local-principals.live.js";
import type { WindowsState } from "../form/windows-state.js";
import { FailureTally, isOfLogons, isOtherLogCleared } from "./failure-tally.live.js";
import { bringAboutQuiet } from "./failure-writing.live.js";
import { usedLogonFailures } from "./used-logon-failures.live.js";

const requestSchema = z.object({ days: z.int(), cleared: z.boolean() });
const desiredSchema = z.object({ expected: z.record(z.string(), z.union([z.string(), z.number()])), days: z.int() });

export const logonFailuresLive: LiveForm = {
  area: "logon-failures",
  read(machine, request) {
    const { days, cleared } = requestSchema.parse(request);
    const period = { days, now: clockOf(machine) };
    const isController = isDomainController(machine);
    const { names, failure } = isController ? { names: new Map<string, string>(), failure: null } : accountsOf(machine);
    const tally = new FailureTally(machine, names);
    const security = readHistory(machine, "Security", period, (event) => isOfLogons(event, isController));
    tally.add(security.entries);
    const system = cleared ? attempt(() => readHistory(machine, "System", period, isOtherLogCleared)) : undefined;
    if (system !== undefined && "entries" in system) tally.add(system.entries);
    return {
      computerName: machine.computerName,
      utcOffsetMinutes: utcOffsetOf(machine),
      security: security.reach,
      system: system === undefined ? null : "reach" in system ? system.reach : { failure: { ...system } },
      accounts: failure === null ? null : { ...failure },
      groups: tally.facts(period.now),
    };
  },
  write(machine, desired) {
    const { expected, days } = desiredSchema.parse(desired);
    return bringAboutQuiet(machine, expected, days);
  },
  furnish: usedLogonFailures,
};

function accountsOf(machine: WindowsState): { names: ReadonlyMap<string, string>; failure: Failure | null } {
  const found = attempt(() => localPrincipals(machine, "localAccounts"));
  return "code" in found ? { names: new Map(), failure: found } : { names: found, failure: null };
}

function attempt<Result extends ReadHistory | ReadonlyMap<string, string>>(read: () => Result): Result | Failure {
  try {
    return read();
  } catch (error) {
    if (error instanceof AreaFailure) return { code: error.code, detail: error.detail };
    throw error;
  }
}

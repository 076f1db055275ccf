import { AreaFailure } from "../form/live-form.js";
import type { WriteFailure } from "../form/live-form.js";
import { letReachBack } from "../form/event-history.live.js";
import { clockOf, pastTime, utcOffsetOf } from "../form/event-store.live.js";
import { isDomainController, localPrincipals } from "../form/local-principals.live.js";
import { isSameName, namedValue, setRegistryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { logonFailures as area } from "./logon-failures.js";
import { logonFailuresLive } from "./logon-failures.live.js";

const TIME_ZONE = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation";
const DAY_MS = 86_400_000;

interface Expected {
  readonly [name: string]: string | number;
}

/**
 * Brings a machine into a state in which nothing speaks against what is expected: its logs go back over the period and hold
 * nothing of it that anybody looks for.
 */
export function bringAboutQuiet(machine: WindowsState, expected: Expected, days: number): WriteFailure[] {
  const desired = { periodDays: days, ...expected };
  const live = area.fromWindows(logonFailuresLive.read(machine, area.readRequest(desired)), desired);
  const wrong = Object.keys(expected).filter((name) => live[name] !== expected[name]);
  if (wrong.length === 0) return [];
  const channels = ["Security", ...(Object.hasOwn(expected, "clearedLog") ? ["System"] : [])];
  for (const channel of channels) quieten(machine, channel, days);
  if (utcOffsetOf(machine) === null && wrong.includes("outsideHours"))
    setRegistryValue(machine.registry, TIME_ZONE, "ActiveTimeBias", { kind: "DWord", value: 2 ** 32 - 540 });
  if (!wrong.includes("builtInAdministrator") || isDomainController(machine)) return [];
  try {
    localPrincipals(machine, "localAccounts");
    return [];
  } catch (error) {
    if (!(error instanceof AreaFailure)) throw error;
    return [{ key: "builtInAdministrator", code: error.code, detail: error.detail }];
  }
}

function quieten(machine: WindowsState, channel: string, days: number): void {
  const log = namedValue(machine.eventLogs ?? {}, channel);
  if (log === undefined) (machine.eventLogs ??= {})[channel] = { enabled: true, maximumSizeBytes: 20_971_520, mode: 0 };
  else {
    if (log.denied === true) throw new AreaFailure("ACCESS_DENIED", "UnauthorizedAccessException");
    log.enabled = true;
    delete log.full;
  }
  const since = clockOf(machine) - days * DAY_MS;
  machine.events = (machine.events ?? []).filter(
    (event) => !isSameName(event.channel, channel) || pastTime(event.time, clockOf(machine)) < since,
  );
  letReachBack(machine, channel, new Date(since - DAY_MS).toISOString());
}

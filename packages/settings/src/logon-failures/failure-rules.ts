import type { EventGroup } from "../form/event-groups.js";
import { isInNetwork, parseNetwork } from "../form/ip-network.js";
import { isSameName } from "../form/windows-state.js";
import { failureMinutes } from "./failure-reading.js";
import type { LogonFailureGroup, LogonFailureReading } from "./failure-reading.js";

export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** When people are at work, by the machine's local time. */
export interface WorkingHours {
  /** `HH:MM`; `from` is at work, `to` no longer. */
  readonly from: string;
  readonly to: string;
  readonly days: readonly (typeof WEEKDAYS)[number][];
  /** Days (`YYYY-MM-DD`) on which nobody is, whatever day of the week. */
  readonly closed?: readonly string[] | undefined;
}

/** What is taken for a sign of an attack or of tampering. A rule that is left out looks for nothing. */
export interface AnomalyRules {
  /** So many failures of one account, or from one source, within so many minutes. */
  readonly burst?: { readonly attempts: number; readonly minutes: number } | undefined;
  /** A name over the network that no account has. */
  readonly unknownAccount?: true | undefined;
  readonly outsideHours?: WorkingHours | undefined;
  /** A failure of the account with RID 500, or of one that nobody can tell from it. */
  readonly builtInAdministrator?: true | undefined;
  readonly lockout?: true | undefined;
  readonly clearedLog?: true | undefined;
  /** Failed logons were no longer recorded. */
  readonly unrecorded?: true | undefined;
  /** Networks in CIDR notation beyond which no failure may come from. */
  readonly otherSource?: readonly string[] | undefined;
}

export type AnomalyRule = keyof AnomalyRules;

/** What speaks against a rule in one group of entries: of these, those alone that do. */
export interface Anomaly extends EventGroup {
  readonly rule: AnomalyRule;
}

const FAILURES: ReadonlySet<number> = new Set([4625, 4768, 4771, 4776]);
/** Logon types over the network: network, cleartext, remote desktop. */
const REMOTE: ReadonlySet<string | null> = new Set(["3", "8", "10"]);
const LOOPBACK = /^(?:127\.|::1$)/;

/** Everything in a reading that speaks against the rules, by rule, and in the order of the groups. */
export function logonAnomalies(reading: LogonFailureReading, rules: AnomalyRules): Anomaly[] {
  return (Object.keys(RULES) as AnomalyRule[]).flatMap((rule) =>
    rules[rule] === undefined ? [] : RULES[rule](reading, rules).map((found) => ({ rule, ...found })),
  );
}

type Judge = (reading: LogonFailureReading, rules: AnomalyRules) => EventGroup[];

const RULES: { readonly [Rule in AnomalyRule]: Judge } = {
  burst: (reading, { burst }) => (burst === undefined ? [] : burstsIn(reading, burst)),
  unknownAccount: ({ groups }) =>
    wholeGroups(groups, (group) => isFailure(group) && isOfNobody(group) && isOverNetwork(group)),
  outsideHours: (reading, { outsideHours }) => (outsideHours === undefined ? [] : outside(reading, outsideHours)),
  builtInAdministrator: ({ groups }) => wholeGroups(groups, (group) => isFailure(group) && mayBeAdministrator(group)),
  lockout: ({ groups }) => wholeGroups(groups, ({ event }) => event === 4740),
  clearedLog: ({ groups }) => wholeGroups(groups, ({ event }) => event === 1102 || event === 104),
  unrecorded: ({ groups }) => wholeGroups(groups, ({ event }) => event === 4719),
  otherSource: ({ groups, computerName }, { otherSource = [] }) => {
    const networks = otherSource.flatMap((text) => parseNetwork(text) ?? []);
    return wholeGroups(groups, (group) => {
      if (!isFailure(group)) return false;
      const { address, workstation, logonType } = group;
      if (address !== null)
        return !LOOPBACK.test(address) && !networks.some((network) => isInNetwork(address, network));
      // Without an address nothing but the name tells a logon at the machine itself from one over the network.
      return (
        (logonType === null || REMOTE.has(logonType)) && workstation !== null && !isSameName(workstation, computerName)
      );
    });
  },
};

function isFailure({ event }: LogonFailureGroup): boolean {
  return FAILURES.has(event);
}

/** What a domain controller records for others has no type and comes over the network. */
function isOverNetwork({ event, logonType }: LogonFailureGroup): boolean {
  return event !== 4625 || REMOTE.has(logonType);
}

/** Windows says that there is no account of the name. */
const NO_SUCH_ACCOUNT: ReadonlySet<string | null> = new Set(["0xc0000064", "0x6"]);
/** Windows does not say whether the name or the password was wrong. */
const UNSAID = "0xc000006d";

function isOfNobody({ unknownNames, reason }: LogonFailureGroup): boolean {
  return unknownNames > 0 && (NO_SUCH_ACCOUNT.has(reason) || reason === UNSAID);
}

/** A name that was an account's when the logon failed and is none's today may have been this one's. */
function mayBeAdministrator({ sid, unknownNames, reason }: LogonFailureGroup): boolean {
  if (sid !== null) return /^S-1-5-21-.*-500$/.test(sid);
  return unknownNames > 0 && !NO_SUCH_ACCOUNT.has(reason);
}

/** Groups that are put together are no longer told apart: they count wherever one of them may. */
function wholeGroups(
  groups: readonly LogonFailureGroup[],
  isMeant: (group: LogonFailureGroup) => boolean,
): EventGroup[] {
  return groups
    .filter((group) => isMeant(group) || (group.folded && isFailure(group) && isMeant({ ...group, ...ANYBODY })))
    .map(({ key, count, first, last }) => ({ key, count, first, last }));
}

/** A failure that may be the worst of its kind. */
const ANYBODY = { sid: null, unknownNames: 1, reason: UNSAID, logonType: "3", workstation: "?" } as const;

/** Groups whose minutes speak against a rule, in part or as a whole. */
function foundIn(group: LogonFailureGroup, meant: readonly number[]): EventGroup[] {
  const [newest, oldest] = [meant[0], meant.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  // The whole group has its times to the second.
  const { key, count, first, last } = group;
  if (meant.length === count) return [{ key, count, first, last }];
  return [{ key, count: meant.length, first: minuteText(oldest), last: minuteText(newest) }];
}

function minuteText(minute: number): string {
  return new Date(minute * 60_000).toISOString().replace(".000", "");
}

function outside(reading: LogonFailureReading, hours: WorkingHours): EventGroup[] {
  const { utcOffsetMinutes } = reading;
  if (utcOffsetMinutes === null) return [];
  return reading.groups.filter(isFailure).flatMap((group) => {
    const late = failureMinutes(reading, group).filter((minute) => !isAtWork(minute + utcOffsetMinutes, hours));
    return foundIn(group, late);
  });
}

function isAtWork(localMinute: number, { from, to, days, closed = [] }: WorkingHours): boolean {
  const local = new Date(localMinute * 60_000);
  const text = local.toISOString();
  const [day, clock] = [text.slice(0, 10), text.slice(11, 16)];
  const weekday = WEEKDAYS[local.getUTCDay()];
  return weekday !== undefined && days.includes(weekday) && !closed.includes(day) && from <= clock && clock < to;
}

/** Groups with the failures that are part of a burst of their account or of their source. */
function burstsIn(
  reading: LogonFailureReading,
  { attempts, minutes }: NonNullable<AnomalyRules["burst"]>,
): EventGroup[] {
  const failures = reading.groups.filter(isFailure).map((group) => ({ group, at: failureMinutes(reading, group) }));
  const bursts = new Map<string, ReadonlySet<number>>();
  for (const mark of new Set(failures.flatMap(({ group }) => marksOf(group)))) {
    const own = failures.filter(({ group }) => marksOf(group).includes(mark)).flatMap(({ at }) => at);
    bursts.set(mark, burstMinutes(own, attempts, minutes));
  }
  return failures.flatMap(({ group, at }) =>
    foundIn(
      group,
      at.filter((minute) => marksOf(group).some((mark) => bursts.get(mark)?.has(minute) === true)),
    ),
  );
}

/** What failures of one burst have in common: the account, or where they come from. An event of another kind tells of the same again. */
function marksOf({ event, name, domain, address, workstation, folded }: LogonFailureGroup): string[] {
  if (folded) return [`${String(event)} folded`];
  const source = address ?? workstation;
  return [
    ...(name === null ? [] : [`${String(event)} account ${domain ?? ""}\\${name}`.toLowerCase()]),
    `${String(event)} source ${source ?? "the machine itself"}`.toLowerCase(),
  ];
}

/** The minutes that are part of a span in which there are enough failures. A span ends with the minute that it reaches into. */
function burstMinutes(all: readonly number[], attempts: number, minutes: number): ReadonlySet<number> {
  const sorted = all.toSorted((left, right) => left - right);
  const found = new Set<number>();
  for (let last = attempts - 1; last < sorted.length; last++) {
    const first = last - attempts + 1;
    const [start, end] = [sorted[first], sorted[last]];
    if (start === undefined || end === undefined || end - start > minutes) continue;
    for (const minute of sorted.slice(first, last + 1)) found.add(minute);
  }
  return found;
}

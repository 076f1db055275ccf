import type { DatedEvent } from "../form/event-store.live.js";
import { secondText } from "../form/event-history.live.js";
import { isDomainController } from "../form/local-principals.live.js";
import type { JsonValue } from "../form/setting-area.js";
import { isSameName, namedValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";

/** Bounds of the agent's answer. */
const MOST_GROUPS = 200;
const MOST_CHARACTERS = 40;
const LOGON = "0cce9215-69ae-11d9-bed3-505054503030";
const EVENT_LOG = "Microsoft-Windows-Eventlog";
const FAILURES: ReadonlySet<number> = new Set([4625, 4768, 4771, 4776]);
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** What the entries of one group have in common, in the order of the agent's. */
const PARTS = ["name", "domain", "sid", "address", "workstation", "logonType", "reason", "detail"] as const;
type Parts = { readonly [Part in (typeof PARTS)[number]]: string };

interface Group {
  readonly event: number;
  readonly parts: Parts;
  readonly folded: boolean;
  readonly typed: Set<string>;
  readonly times: number[];
}

/** Whether the Security log's entry is one that the agent asks for. */
export function isOfLogons({ id, provider, data }: DatedEvent, isController: boolean): boolean {
  if (id === 1102) return provider === EVENT_LOG;
  if (id === 4625 || id === 4719 || id === 4740) return true;
  if (!isController) return false;
  return id === 4771 || ((id === 4768 || id === 4776) && data["Status"] !== "0x0");
}

export function isOtherLogCleared({ id, provider }: DatedEvent): boolean {
  return id === 104 && provider === EVENT_LOG;
}

/** Groups of the agent's `Read-LogonFailures`. `accounts` are the names and SIDs of the machine's own. */
export class FailureTally {
  private readonly groups = new Map<string, Group>();

  constructor(
    private readonly machine: WindowsState,
    private readonly accounts: ReadonlyMap<string, string>,
  ) {}

  add(entries: readonly DatedEvent[]): void {
    for (const entry of entries) if (entry.id !== 4719 || isUnrecorded(entry)) this.addOne(entry);
  }

  facts(now: number): JsonValue[] {
    return [...this.groups.values()].map(({ event, parts, folded, typed, times }) => ({
      ...{ event, folded, unknownNames: typed.size, count: times.length },
      ...Object.fromEntries(PARTS.map((part) => [part, parts[part] === "" ? null : parts[part]])),
      first: secondText(times.reduce((first, time) => Math.min(first, time))),
      last: secondText(times.reduce((last, time) => Math.max(last, time))),
      times: minutesBefore(times, now),
    }));
  }

  private addOne({ id, data, time }: DatedEvent): void {
    const given = partsOf(id, data);
    const noAccount = given.reason === "0xc0000064" || given.reason === "0x6";
    const sid = noAccount ? "" : given.sid === "" && given.name !== "" ? this.sidOf(given) : given.sid;
    const isUnknown = sid === "" && FAILURES.has(id);
    const group = this.groupOf(
      id,
      shortened(isUnknown ? { ...given, name: "", domain: "", sid: "" } : { ...given, sid }),
    );
    group.times.push(time);
    if (isUnknown && given.name !== "") group.typed.add(given.name.toLowerCase());
  }

  private sidOf({ name, domain }: Parts): string {
    const { probed, computerName } = this.machine;
    const ofDomain = domain !== "" && !isSameName(domain, computerName);
    const other = ofDomain ? `${domain}\\${name}` : isDomainController(this.machine) ? name : undefined;
    const known = other === undefined ? undefined : namedValue(probed?.accounts ?? {}, other);
    return known ?? [...this.accounts].find(([, own]) => isSameName(own, name))?.[0] ?? "";
  }

  private groupOf(event: number, parts: Parts): Group {
    const key = [String(event), ...PARTS.map((part) => parts[part])].join("|").toLowerCase();
    const isFull = !this.groups.has(key) && this.groups.size >= MOST_GROUPS;
    const at = isFull ? `${String(event)}|...` : key;
    const held = this.groups.get(at);
    if (held !== undefined) return held;
    const own = isFull ? (Object.fromEntries(PARTS.map((part) => [part, ""])) as unknown as Parts) : parts;
    const group = { event, parts: own, folded: isFull, typed: new Set<string>(), times: [] };
    this.groups.set(at, group);
    return group;
  }
}

function isUnrecorded({ data }: DatedEvent): boolean {
  const { SubcategoryGuid = "", AuditPolicyChanges = "" } = data as { readonly [name: string]: string | undefined };
  return SubcategoryGuid.toLowerCase().includes(LOGON) && AuditPolicyChanges.includes("%%8450");
}

function partsOf(event: number, data: DatedEvent["data"]): Parts {
  const field = (name: string): string => data[name] ?? "";
  const nothing: Parts = {
    name: "",
    domain: "",
    sid: "",
    address: "",
    workstation: "",
    logonType: "",
    reason: "",
    detail: "",
  };
  const name = field("TargetUserName");
  const sidOf = (text: string): string => (text === "S-1-0-0" || text === "-" ? "" : text);
  switch (event) {
    case 4625: {
      const [subStatus, process] = [field("SubStatus"), field("ProcessName")];
      return {
        ...{ ...nothing, name, domain: field("TargetDomainName"), address: field("IpAddress") },
        ...{ workstation: field("WorkstationName"), logonType: field("LogonType") },
        reason: subStatus === "" || subStatus === "0x0" ? field("Status") : subStatus,
        detail: process.slice(process.lastIndexOf("\\") + 1),
      };
    }
    case 4740:
      return { ...nothing, name, sid: sidOf(field("TargetSid")), workstation: field("TargetDomainName") };
    case 4776:
      return { ...nothing, name, workstation: field("Workstation"), reason: field("Status") };
    case 4768:
    case 4771: {
      const [domain, sid] = [field("TargetDomainName"), sidOf(field("TargetSid"))];
      return { ...nothing, name, domain, sid, address: field("IpAddress"), reason: field("Status") };
    }
    default: {
      const [domain, sid] = [field("SubjectDomainName"), sidOf(field("SubjectUserSid"))];
      return { ...nothing, name: field("SubjectUserName"), domain, sid, detail: field("Channel") };
    }
  }
}

/** Texts without what stands for nothing, cut where they are long; the address of IPv4 where that is put into one of IPv6. */
function shortened(parts: Parts): Parts {
  const short = (text: string, part: keyof Parts): string => {
    const plain = text.trim() === "-" ? "" : text.trim();
    return part === "sid" ? plain : plain.slice(0, MOST_CHARACTERS);
  };
  const cut = Object.fromEntries(PARTS.map((part) => [part, short(parts[part], part)])) as unknown as Parts;
  return { ...cut, address: cut.address.replace(/^::ffff:/, "") };
}

/** Minutes before now as they grow, in the agent's digits. */
function minutesBefore(times: readonly number[], now: number): string {
  const minute = (time: number): number => Math.floor(time / 60_000);
  let reached = 0;
  return times
    .map((time) => {
      const more = Math.max(0, minute(now) - minute(time) - reached);
      reached += more;
      return digits(more);
    })
    .join("");
}

function digits(value: number): string {
  const more = value >= 32;
  return (ALPHABET[(value & 31) + (more ? 32 : 0)] ?? "") + (more ? digits(value >>> 5) : "");
}

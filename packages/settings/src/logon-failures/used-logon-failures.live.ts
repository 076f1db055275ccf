import type { EventState } from "../form/event-store.live.js";
import type { UsedMachineOrigin } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsState } from "../form/windows-state.js";

const AUDITING = "Microsoft-Windows-Security-Auditing";
const EVENT_LOG = "Microsoft-Windows-Eventlog";

const WRONG_PASSWORD = "0xc000006a";
const NO_SUCH_USER = "0xc0000064";

/**
 * What years of logons have left: typing errors in the morning, on some machines a service whose password is an old one, and here
 * and there an attack, a lockout, a cleared log. Rates are believed; the logs go back some weeks, as logs of the usual size do.
 */
export function usedLogonFailures(machine: WindowsState, { role, seed }: UsedMachineOrigin): void {
  const random = new SeededRandom(seed, "logon failures");
  const isTerminal = role === "terminal";
  const reach = (isTerminal ? 20 : 5) + random.below(40);
  const log = new UsedLog(machine, random);
  log.add("Security", EVENT_LOG, 1100, reach, {});
  log.add("System", EVENT_LOG, 6005, 60 + random.below(300), {});
  const names = Object.values(machine.localAccounts ?? {}).map(({ name }) => name);
  for (let day = reach - 1; day > 0; day--)
    if (random.chance(isTerminal ? 0.5 : 0.3))
      log.failure(day, { name: names.at(-1) ?? "gyomu", type: isTerminal ? "2" : "3" });
  if (random.chance(0.03)) log.burst(1 + random.below(reach - 1), names[0] ?? "Administrator");
  if (random.chance(0.02)) log.spray(1 + random.below(reach - 1));
  if (!isTerminal && random.chance(0.3)) log.service(1 + random.below(5));
  if (random.chance(0.01))
    log.add("System", EVENT_LOG, 104, 1 + random.below(30), { SubjectUserName: "hoshu", Channel: "Application" });
}

/** Writes entries as Windows does. Times of day are UTC; people come at half past eight in Japan. */
class UsedLog {
  constructor(
    private readonly machine: WindowsState,
    private readonly random: SeededRandom,
  ) {}

  add(
    channel: string,
    provider: string,
    id: number,
    daysAgo: number,
    data: EventState["data"],
    at = this.morning(),
  ): void {
    (this.machine.events ??= []).push({ channel, provider, id, time: { daysAgo, at }, data });
  }

  failure(
    daysAgo: number,
    {
      name,
      type,
      reason = WRONG_PASSWORD,
      address = "-",
    }: { name: string; type: string; reason?: string; address?: string },
    at?: string,
  ): void {
    const { computerName } = this.machine;
    const data = {
      ...{ SubjectUserSid: "S-1-5-18", TargetUserSid: "S-1-0-0", TargetUserName: name, TargetDomainName: computerName },
      ...{ Status: "0xc000006d", SubStatus: reason, LogonType: type },
      ...{
        WorkstationName: address === "-" ? computerName : "-",
        ProcessName: "C:\\Windows\\System32\\svchost.exe",
        IpAddress: address,
      },
    };
    this.add("Security", AUDITING, 4625, daysAgo, data, at);
  }

  /** Somebody tries a password after the other, until the account is locked. */
  burst(daysAgo: number, name: string): void {
    for (let attempt = 0; attempt < 12; attempt++)
      this.failure(
        daysAgo,
        { name, type: "2" },
        `00:1${String(Math.floor(attempt / 3))}:${String((attempt % 3) * 20).padStart(2, "0")}`,
      );
    const data = { TargetUserName: name, TargetDomainName: this.machine.computerName, TargetSid: "S-1-0-0" };
    this.add("Security", AUDITING, 4740, daysAgo, data, "00:14:00");
  }

  /** Somebody on the network tries names that no account has. */
  spray(daysAgo: number): void {
    for (let attempt = 0; attempt < 30; attempt++)
      this.failure(
        daysAgo,
        { name: `user${String(attempt)}`, type: "3", reason: NO_SUCH_USER, address: "203.0.113.66" },
        `17:30:${String(attempt).padStart(2, "0")}`,
      );
  }

  /** A service whose account has a new password since. */
  service(daysAgo: number): void {
    for (let minute = 0; minute < 60; minute++)
      this.failure(daysAgo, { name: "backup", type: "5" }, `03:${String(minute).padStart(2, "0")}:07`);
  }

  private morning(): string {
    const minute = 35 + this.random.below(24);
    return `23:${String(minute)}:${String(this.random.below(60)).padStart(2, "0")}`;
  }
}

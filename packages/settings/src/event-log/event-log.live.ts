import { z } from "zod";

import type { LiveForm, WriteFailure } from "../form/live-form.js";
import type { JsonValue } from "../form/setting-area.js";
import { namedValue, registryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";

/** A log as EventLogConfiguration shows it. */
export interface EventLogState {
  enabled: boolean;
  maximumSizeBytes: number;
  /** EventLogMode. */
  mode: number;
  /** Whoever asks is denied. */
  readonly denied?: true;
  /** The file has grown as far as it may. */
  full?: true;
  /** Number of the oldest record; 1 while nothing was lost. */
  readonly oldestRecord?: number;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** Event logs by name. */
    eventLogs?: Record<string, EventLogState>;
  }
}

const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog";

const change = <Value extends z.ZodType>(value: Value) => z.object({ key: z.string(), value }).optional();
const desiredSchema = z.object({
  logs: z.record(
    z.string(),
    z.object({
      IsEnabled: change(z.boolean()),
      MaximumSizeInBytes: change(z.number()),
      LogMode: change(z.int()),
    }),
  ),
});

export const eventLogLive: LiveForm = {
  area: "event-log",
  read(machine, request) {
    const logs: Record<string, JsonValue> = {};
    for (const name of z.array(z.string()).parse(request["names"])) {
      const log = namedValue(machine.eventLogs ?? {}, name);
      if (log === undefined) continue;
      const { enabled, maximumSizeBytes, mode, denied } = log;
      const policy = policySize(machine, name);
      logs[name] =
        denied === true
          ? { failure: { code: "ACCESS_DENIED", detail: "UnauthorizedAccessException" } }
          : { enabled, maximumSizeBytes, mode, ...(policy === undefined ? {} : { policyMaxSize: policy }) };
    }
    return { logs };
  },
  write(machine, desired) {
    const failures: WriteFailure[] = [];
    for (const [name, changes] of Object.entries(desiredSchema.parse(desired).logs)) {
      const log = namedValue(machine.eventLogs ?? {}, name);
      const fault = log === undefined ? "LOG_MISSING" : log.denied === true ? "ACCESS_DENIED" : undefined;
      const keys = Object.values(changes).flatMap((given) => (given === undefined ? [] : [given.key]));
      if (log === undefined || fault !== undefined)
        failures.push(...keys.map((key) => ({ key, code: fault ?? "LOG_MISSING", detail: name })));
      else failures.push(...writeLog(machine, name, log, changes));
    }
    return failures;
  },
  furnish(machine) {
    const log = (megabytes: number): EventLogState => ({
      enabled: true,
      maximumSizeBytes: megabytes * 1_048_576,
      mode: 0,
    });
    machine.eventLogs = {
      Application: log(20),
      Security: log(20),
      System: log(20),
      Setup: log(1),
      "Microsoft-Windows-Windows Defender/Operational": log(1),
      "Microsoft-Windows-Windows Firewall With Advanced Security/Firewall": log(1),
      "Microsoft-Windows-TaskScheduler/Operational": { ...log(10), enabled: machine.locale !== "ja-JP" },
      "Microsoft-Windows-DriverFrameworks-UserMode/Operational": { ...log(1), enabled: false },
    };
  },
};

function writeLog(
  machine: WindowsState,
  name: string,
  log: EventLogState,
  { IsEnabled, MaximumSizeInBytes, LogMode }: z.output<typeof desiredSchema>["logs"][string],
): WriteFailure[] {
  if (IsEnabled !== undefined) log.enabled = IsEnabled.value;
  if (LogMode !== undefined) log.mode = LogMode.value;
  if (MaximumSizeInBytes === undefined) return [];
  const { key, value } = MaximumSizeInBytes;
  if (policySize(machine, name) !== undefined)
    return [{ key, code: "OVERRIDDEN_BY_POLICY", detail: `policy value MaxSize of ${name}` }];
  log.maximumSizeBytes = value;
  return [];
}

function policySize({ registry }: WindowsState, name: string): number | undefined {
  const size = registryValue(registry, `${POLICY}\\${name}`, "MaxSize");
  return size === undefined ? undefined : Number(size.value);
}

import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { eventLog } from "./event-log.js";
import type { EventLogState } from "./event-log.live.js";

const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog";
const NAMES = ["Security", "System", "Microsoft-Windows-TaskScheduler/Operational", "業務ＡＰ"] as const;

const log: fc.Arbitrary<EventLogState> = fc
  .record({
    enabled: fc.boolean(),
    maximumSizeBytes: fc.constantFrom(1_048_576, 20_971_520, 20_971_521, 201_326_592),
    mode: fc.constantFrom(0, 1, 2, 3),
    denied: fc.constantFrom(undefined, undefined, undefined, true as const),
  })
  .map(({ denied, ...rest }) => ({ ...rest, ...(denied === undefined ? {} : { denied }) }));

const policy = fc
  .dictionary(fc.constantFrom("Security", "System"), fc.constantFrom(32_768, 196_608), { maxKeys: 1 })
  .map((sizes) =>
    Object.fromEntries(
      Object.entries(sizes).map(([name, value]) => [
        `${POLICY}\\${name}`,
        { MaxSize: { kind: "DWord", value } as const },
      ]),
    ),
  );

const settings = fc
  .record(
    {
      enabled: fc.boolean(),
      maxSizeKiB: fc.constantFrom(1024, 20_480, 196_608, 4_194_240),
      whenFull: fc.constantFrom("overwrite", "archive", "keep"),
    },
    { requiredKeys: [] },
  )
  .filter((given) => Object.keys(given).length > 0);

const usual: EventLogState = { enabled: true, maximumSizeBytes: 20_971_520, mode: 0 };

function logCase(
  name: string,
  logs: Record<string, EventLogState>,
  declared: object,
  registry: Registry = {},
): MachineCase {
  return machineCase(name, eventLog, { changes: { eventLogs: logs, registry } }, eventLog.format(declared));
}

export const eventLogStates: AreaStates = {
  area: eventLog,
  drift: (declared) => Object.keys(declared).map((name) => ({ path: [name, "maxSizeKiB"], value: 20_480 })),
  declared: fc.dictionary(fc.constantFrom(...NAMES), settings, { maxKeys: 3 }),
  live: fc
    .tuple(fc.dictionary(fc.constantFrom(...NAMES), log), policy)
    .map(([eventLogs, registry]): LiveState => ({ changes: { eventLogs, registry } })),
  special: [
    logCase(
      "a log as Windows ships it",
      { Security: usual },
      { Security: { maxSizeKiB: 196_608, whenFull: "archive" } },
    ),
    logCase("a log that is not there", { Security: usual }, { 業務ＡＰ: { enabled: true } }),
    logCase(
      "a log that may not be read",
      { Security: { ...usual, denied: true } },
      { Security: { maxSizeKiB: 20_480 } },
    ),
    logCase("a name in another case", { Security: usual }, { SECURITY: { maxSizeKiB: 196_608 } }),
    logCase(
      "a size that policy holds",
      { Security: usual },
      { Security: { maxSizeKiB: 196_608, whenFull: "keep" } },
      {
        [`${POLICY}\\Security`]: { MaxSize: { kind: "DWord", value: 32_768 } },
      },
    ),
    logCase("nothing declared", { Security: usual }, {}),
  ],
};

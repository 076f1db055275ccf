import fc from "fast-check";

import { PRODUCT_OPTIONS } from "../form/local-principals.live.js";
import { machineCase } from "../form/machine-states.js";
import type { AreaStates, LiveState, MachineCase } from "../form/machine-states.js";
import type { Registry } from "../form/windows-state.js";
import { specifiedPassword } from "./specified-password.js";

const BASE = "S-1-5-21-3101-3102-3103";
const TIME_ZONE = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation";
const tokyo: Registry = { [TIME_ZONE]: { ActiveTimeBias: { kind: "DWord", value: 2 ** 32 - 540 } } };
const controller: Registry = { [PRODUCT_OPTIONS]: { ProductType: { kind: "String", value: "LanmanNT" } } };

const lastSet = fc.constantFrom(null, "2025-04-22T02:15:00Z", "2025-10-05T15:00:00Z", "2025-10-06T14:59:59.700Z");
const password = (name: string) => lastSet.map((held) => ({ name, lastSet: held }));

const passwords = fc.record(
  {
    [`${BASE}-500`]: password("Kanri"),
    [`${BASE}-1001`]: password("Gyomu"),
    [`${BASE}-1002`]: password("administrator"),
    [`${BASE}-1003`]: password("業務ＡＰ"),
  },
  { requiredKeys: [] },
);

const live = fc
  .record({ passwords, registry: fc.constantFrom<Registry[]>(tokyo, tokyo, { ...tokyo, ...controller }, {}) })
  .map((changes): LiveState => ({ changes }));

const entry = fc.record(
  {
    version: fc.constantFrom("2025-10", "v2"),
    setFrom: fc.constantFrom("2025-10-06", "2025-10-07", "2020-01-01"),
    setUntil: fc.constantFrom("2025-10-10", "2026-01-01"),
  },
  { requiredKeys: ["setFrom"] },
);

function passwordCase(name: string, changes: LiveState["changes"], declared: object): MachineCase {
  return machineCase(name, specifiedPassword, { changes }, specifiedPassword.format(declared));
}

const held = { [`${BASE}-500`]: { name: "Kanri", lastSet: "2025-10-06T03:00:00Z" } };
const october = { administrator: { version: "2025-10", setFrom: "2025-10-06", setUntil: "2025-10-10" } };

export const specifiedPasswordStates: AreaStates = {
  area: specifiedPassword,
  declared: fc
    .dictionary(
      fc.constantFrom("administrator", "gyomu", "業務ＡＰ", "hoshu"),
      fc.oneof({ weight: 5, arbitrary: entry }, fc.constant("absent")),
    )
    .filter(({ administrator }) => administrator !== "absent"),
  live,
  special: [
    passwordCase("a password of the last rotation", { passwords: held, registry: tokyo }, october),
    passwordCase(
      "the same on a domain controller",
      { passwords: held, registry: { ...tokyo, ...controller } },
      october,
    ),
    passwordCase("an account that is not there", { passwords: {}, registry: tokyo }, october),
    passwordCase("a machine without a time zone", { passwords: held }, october),
    passwordCase("nothing declared", { passwords: held, registry: tokyo }, {}),
  ],
};

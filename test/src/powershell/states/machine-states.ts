import type { ExpectedMachine } from "@kijun/agent";
import type { WindowsState } from "@kijun/settings/live";
import fc from "fast-check";

import { requestFor } from "../differential-case.js";
import type { DifferentialCase } from "../differential-case.js";

/** A machine of no particular kind. */
export function machine(changes: Partial<WindowsState> = {}): WindowsState {
  return {
    computerName: "TERMINAL-01",
    machineGuid: "6f1f2a34-9f0e-4a57-8d0c-0b6a4f6f2e11",
    serialNumber: "R9NR0001",
    build: "22631.4391",
    locale: "ja-JP",
    registry: {},
    securityPolicy: { LockoutBadCount: 5, LockoutDuration: 15, ResetLockoutCount: 15 },
    profiles: [{ sid: "default", path: "%SystemDrive%\\Users\\Default", loaded: false, locked: false, hive: {} }],
    ...changes,
  };
}

/** Machines of any identity and both languages. */
export const anyMachine: fc.Arbitrary<WindowsState> = fc
  .record({
    computerName: fc.stringMatching(/^[A-Z][A-Z0-9-]{0,13}[A-Z0-9]$/),
    machineGuid: fc.uuid(),
    serialNumber: fc.constantFrom("", "R9NR0001", "To be filled by O.E.M.", "製造番号 7"),
    build: fc.constantFrom("14393.7515", "20348.2849", "22631.4391", "26100.1"),
    locale: fc.constantFrom("ja-JP", "en-US"),
  })
  .map(machine);

function identityCase(name: string, expected: ExpectedMachine): DifferentialCase {
  const areas = [
    requestFor("account-lockout", { thresholdAttempts: 3 }),
    requestFor("screen-saver", { timeoutSeconds: 600 }),
  ];
  return { name, state: machine(), expected, areas };
}

/** Machines that are asked for by their own or by another identity. */
export const identityCases: readonly DifferentialCase[] = [
  identityCase("another computer name", { computerName: "TERMINAL-02" }),
  identityCase("a rebuilt machine of the same name", {
    computerName: "TERMINAL-01",
    machineGuid: "00000000-0000-0000-0000-000000000000",
  }),
  identityCase("another name with the right MachineGuid", { computerName: "X", machineGuid: machine().machineGuid }),
  identityCase("the name in another case", { computerName: "terminal-01", machineGuid: machine().machineGuid }),
  identityCase("the MachineGuid in another case", {
    computerName: "TERMINAL-01",
    machineGuid: machine().machineGuid.toUpperCase(),
  }),
  identityCase("no MachineGuid known yet", { computerName: "TERMINAL-01" }),
  identityCase("an empty MachineGuid", { computerName: "TERMINAL-01", machineGuid: "" }),
  identityCase("an empty name", { computerName: "" }),
];

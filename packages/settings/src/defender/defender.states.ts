import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import type { RegistryProperties } from "../form/registry-area.js";
import type { Registry } from "../form/windows-state.js";
import type { DefenderState, DefenderValue } from "./defender.live.js";
import { preferences } from "./defender-preferences.js";
import { defender } from "./defender.js";
import { shippedDefender } from "./shipped-defender.live.js";

const POLICY = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender";
const table: RegistryProperties = preferences;

const subsets = (...entries: string[]) => fc.shuffledSubarray(entries);

const declared = fc
  .record(
    {
      ...Object.fromEntries(Object.entries(table).map(([name, { examples }]) => [name, fc.constantFrom(...examples)])),
      signatureSources: subsets("FileShares", "MMPC", "MicrosoftUpdateServer"),
      signatureShares: subsets("\\\\192.0.2.10\\sig", "\\\\CS-1\\定義\\mpam"),
      exclusionPaths: subsets("C:\\業務ＡＰ\\", "D:\\oradata", "%ProgramData%\\kijun", "E:\\"),
      exclusionExtensions: subsets(".DBF", "tmp"),
      exclusionProcesses: subsets("backup.exe", "C:\\app\\oracle\\bin\\oracle.EXE"),
    },
    { requiredKeys: [] },
  )
  .filter((given) => defender.schema.safeParse(given).success);

const shipped = shippedDefender({ role: "terminal", kind: "server", seed: "states" });

const oneOf = (...values: [DefenderValue, ...DefenderValue[]]) => fc.constantFrom(...values);

const held: fc.Arbitrary<Record<string, DefenderValue>> = fc.record(
  {
    DisableRealtimeMonitoring: fc.boolean(),
    DisableBehaviorMonitoring: fc.boolean(),
    DisableIOAVProtection: fc.boolean(),
    DisableScriptScanning: fc.boolean(),
    DisableRemovableDriveScanning: fc.boolean(),
    MAPSReporting: oneOf(0, 1, 2),
    SubmitSamplesConsent: oneOf(0, 1, 2, 3),
    PUAProtection: oneOf(0, 1, 2),
    EnableNetworkProtection: oneOf(0, 1, 2, 6),
    ScanScheduleDay: oneOf(0, 1, 8),
    ScanScheduleTime: oneOf(0, 120, 1439),
    ScanParameters: oneOf(1, 2),
    SignatureUpdateInterval: oneOf(0, 8, 24),
    SignatureFallbackOrder: oneOf("", "MicrosoftUpdateServer|MMPC", "{fileshares | MMPC}"),
    SignatureDefinitionUpdateFileSharesSources: oneOf("", "\\\\192.0.2.10\\SIG"),
    ExclusionPath: subsets("c:\\業務ａｐ", "D:\\ORADATA\\", "E:\\", "C:\\Temp"),
    ExclusionExtension: subsets("dbf", ".TMP"),
    ExclusionProcess: subsets("Backup.exe", "C:\\x.exe"),
  },
  { requiredKeys: ["ExclusionPath", "ExclusionExtension", "ExclusionProcess"] },
);

const sometimes = fc.constantFrom(undefined, undefined, undefined, true as const);

const state = fc
  .record({ preferences: held, tamperProtected: sometimes, hidesExclusions: sometimes })
  .map(({ preferences: values, ...flags }): DefenderState => {
    const given = Object.entries(flags).filter(([, flag]) => flag !== undefined);
    return { preferences: values, ...Object.fromEntries(given) };
  });

const policy = fc.constantFrom<Registry>(
  {},
  {},
  { [`${POLICY}\\Real-Time Protection`]: { DISABLEREALTIMEMONITORING: { kind: "DWord", value: 0 } } },
  { [`${POLICY}\\Spynet`]: { SpynetReporting: { kind: "DWord", value: 0 } } },
);

const usual = {
  ...{ realTimeProtection: true, behaviorMonitoring: true, puaProtection: "block" },
  ...{ signatureSources: ["FileShares"], exclusionPaths: [] },
};

function defenderCase(
  name: string,
  given: Partial<DefenderState>,
  settings: object = usual,
  registry: Registry = {},
): MachineCase {
  const changes = { defender: { ...structuredClone(shipped), ...given }, registry };
  return machineCase(name, defender, { changes }, defender.format(settings));
}

export const defenderStates: AreaStates = {
  area: defender,
  declared,
  live: fc.tuple(state, policy).map(([given, registry]) => ({ changes: { defender: given, registry } })),
  special: [
    defenderCase("Defender as Windows ships it", {}),
    defenderCase(
      "protection that shall be off under tamper protection",
      { tamperProtected: true },
      {
        realTimeProtection: false,
        cloud: "off",
        puaProtection: "block",
      },
    ),
    defenderCase("exclusions that are hidden", { hidesExclusions: true }),
    defenderCase("a preference that policy holds", {}, usual, {
      [POLICY]: { PUAProtection: { kind: "DWord", value: 1 } },
    }),
    defenderCase("a service that does not run", { stopped: true }),
    machineCase("a machine without Defender", defender, { changes: {} }, defender.format(usual)),
    defenderCase("a version that knows less", { preferences: { DisableRealtimeMonitoring: true, ExclusionPath: [] } }),
    defenderCase("a time of day", {}, { scanDay: "friday", scanTime: "12:30", scanType: "full" }),
  ],
};

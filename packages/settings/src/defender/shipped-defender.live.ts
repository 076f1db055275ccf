import type { UsedMachineOrigin } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { DefenderState } from "./defender.live.js";

/**
 * Defender of a used machine: preferences as Windows ships them (believed), tamper protection on clients, and exclusions
 * that somebody has left behind.
 */
export function shippedDefender({ role, kind, seed }: UsedMachineOrigin): DefenderState {
  const random = new SeededRandom(seed, "defender");
  const client = kind === "client";
  const oracle = ["C:\\app\\oracle", "D:\\oradata"];
  const paths = [...(role === "communication-server" ? oracle : []), ...(random.chance(0.06) ? ["C:\\Temp\\"] : [])];
  return {
    preferences: {
      DisableRealtimeMonitoring: false,
      DisableBehaviorMonitoring: false,
      DisableIOAVProtection: false,
      DisableScriptScanning: false,
      DisableRemovableDriveScanning: true,
      MAPSReporting: 2,
      SubmitSamplesConsent: 1,
      PUAProtection: client ? 2 : 0,
      EnableNetworkProtection: 0,
      ScanScheduleDay: 0,
      ScanScheduleTime: 120,
      ScanParameters: 1,
      SignatureUpdateInterval: 0,
      SignatureFallbackOrder: "MicrosoftUpdateServer|MMPC",
      SignatureDefinitionUpdateFileSharesSources: "",
      ExclusionPath: paths,
      ExclusionExtension: [],
      ExclusionProcess: [],
    },
    ...(client ? { tamperProtected: true as const } : {}),
  };
}

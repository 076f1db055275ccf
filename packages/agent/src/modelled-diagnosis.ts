import type { WindowsState } from "@kijun/settings/live";

import type { Diagnosis } from "./diagnosis.js";

/** Where a modelled machine differs from one that is as it should be. */
export interface DiagnosisOverrides extends Partial<Pick<Diagnosis, "languageMode" | "administrator">> {
  /** How far its clock is ahead of ours, in milliseconds. */
  readonly clockOffsetMs?: number;
}

/** What the diagnosis command prints on a modelled machine. */
export function diagnoseModelled(machine: WindowsState, overrides: DiagnosisOverrides = {}): string {
  const { clockOffsetMs = 0, languageMode = "FullLanguage", administrator = true } = overrides;
  const { computerName, build } = machine;
  const clock = new Date(Date.now() + clockOffsetMs).toISOString();
  const powershell = `5.1.${build}`;
  const diagnosis: Diagnosis = { computerName, languageMode, powershell, build, administrator, clock };
  return `KIJUN ${JSON.stringify(diagnosis)}\r\n`;
}

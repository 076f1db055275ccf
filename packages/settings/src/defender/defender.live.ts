import { z } from "zod";

import { AreaFailure } from "../form/live-form.js";
import type { LiveForm, WriteFailure } from "../form/live-form.js";
import { registryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { listTable } from "./defender-lists.js";
import { shippedDefender } from "./shipped-defender.live.js";

/** What Get-MpPreference shows of a value; lists are entries of their own. */
export type DefenderValue = boolean | number | string | string[];

export interface DefenderState {
  /** By the names of Get-MpPreference; times in minutes after midnight. */
  readonly preferences: Record<string, DefenderValue>;
  readonly tamperProtected?: true;
  /** Defender does not show its exclusions to the account. */
  readonly hidesExclusions?: true;
  readonly stopped?: true;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** Absent on a machine without Microsoft Defender Antivirus. */
    defender?: DefenderState;
  }
}

const requestSchema = z.object({
  values: z.array(z.string()),
  texts: z.array(z.string()),
  entries: z.array(z.string()),
});
const placeSchema = z.object({ key: z.string(), name: z.string() });
const desiredSchema = z.object({
  values: z.record(
    z.string(),
    z.object({
      key: z.string(),
      value: z.union([z.boolean(), z.number(), z.string()]),
      policy: placeSchema.optional(),
    }),
  ),
  entries: z.record(z.string(), z.object({ key: z.string(), entries: z.array(z.string()) })),
});

const HIDDEN = { code: "ACCESS_DENIED", detail: "exclusions are hidden" };

/** What protects and stays on while tamper protection is on. */
const GUARDED: { readonly [preference: string]: DefenderValue } = {
  DisableRealtimeMonitoring: true,
  DisableBehaviorMonitoring: true,
  DisableIOAVProtection: true,
  DisableScriptScanning: true,
  MAPSReporting: 0,
};

export const defenderLive: LiveForm = {
  area: "defender",
  read(machine, request) {
    const { preferences, hidesExclusions } = stateOf(machine);
    const { values, texts, entries } = requestSchema.parse(request);
    const found = [...values, ...texts].flatMap((name) =>
      preferences[name] === undefined ? [] : [[name, preferences[name]]],
    );
    const listed = entries.map((name) => [
      name,
      hidesExclusions === true ? { failure: HIDDEN } : entriesOf(machine, name),
    ]);
    return { preferences: Object.fromEntries([...found, ...listed]) as Record<string, DefenderValue> };
  },
  write(machine, desired) {
    const { values, entries } = desiredSchema.parse(desired);
    return [
      ...Object.entries(values).flatMap(([name, wanted]) => writeValue(machine, name, wanted)),
      ...Object.entries(entries).flatMap(([name, { key, entries: wanted }]) =>
        writeEntries(machine, name, key, wanted),
      ),
    ];
  },
  furnish(machine, origin) {
    machine.defender = shippedDefender(origin);
  },
};

function stateOf({ defender }: WindowsState): DefenderState {
  if (defender === undefined) throw new AreaFailure("PRODUCT_MISSING", "Microsoft Defender Antivirus");
  if (defender.stopped === true) throw new AreaFailure("SERVICE_STOPPED", "WinDefend");
  return defender;
}

function entriesOf(machine: WindowsState, name: string): string[] {
  const entries = stateOf(machine).preferences[name];
  return Array.isArray(entries) ? [...entries] : [];
}

function writeValue(
  machine: WindowsState,
  name: string,
  { key, value, policy }: z.output<typeof desiredSchema>["values"][string],
): WriteFailure[] {
  const { preferences, tamperProtected } = stateOf(machine);
  if (policy !== undefined && registryValue(machine.registry, `HKEY_LOCAL_MACHINE\\${policy.key}`, policy.name))
    return [{ key, code: "OVERRIDDEN_BY_POLICY", detail: `HKLM\\${policy.key}\\${policy.name}` }];
  const held = preferences[name];
  if (held === undefined) return [{ key, code: "NOT_SUPPORTED", detail: `no preference ${name}` }];
  if (String(held).toLowerCase() === String(value).toLowerCase()) return [];
  if (tamperProtected === true && GUARDED[name] === value) return [{ key, code: "TAMPER_PROTECTED", detail: name }];
  preferences[name] = value;
  return [];
}

function writeEntries(machine: WindowsState, name: string, key: string, wanted: readonly string[]): WriteFailure[] {
  const { preferences, hidesExclusions } = stateOf(machine);
  if (hidesExclusions === true) return [{ key, ...HIDDEN }];
  const canonical = Object.values(listTable).find(({ preference }) => preference === name)?.canonical ?? String;
  const held = entriesOf(machine, name);
  const kept = held.filter((entry) => wanted.includes(canonical(entry)));
  const folded = held.map(canonical);
  preferences[name] = [...kept, ...wanted.filter((entry) => !folded.includes(entry))];
  return [];
}

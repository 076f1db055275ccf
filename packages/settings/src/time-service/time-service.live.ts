import { z } from "zod";

import type { LiveForm } from "../form/live-form.js";
import { registryLive } from "../form/registry-area.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import { setRegistryValue } from "../form/windows-state.js";
import type { RegistryValue } from "../form/windows-state.js";

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** How `w32tm /config /update` ends where it does not end with 0. */
    timeService?: { readonly updateExit: number };
  }
}

const SERVICE = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W32Time";

/** What w32tm ends with where the service does not run, 0x80070426 (believed). */
export const SERVICE_NOT_RUNNING = -2_147_023_834;

const heldSchema = z.object({ values: z.record(z.string(), z.unknown()) });

const registry = registryLive("time-service");

export const timeServiceLive: LiveForm = {
  ...registry,
  write(machine, desired) {
    const held = () => heldSchema.parse(registry.read(machine, desired)).values;
    const before = held();
    const failures = registry.write(machine, desired);
    const after = held();
    const exit = machine.timeService?.updateExit ?? 0;
    if (exit === 0 || exit === SERVICE_NOT_RUNNING) return failures;
    const written = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    );
    const detail = `w32tm ended with ${String(exit)}; the service reads the value when it starts`;
    return [...failures, ...written.map((key) => ({ key, code: "NOT_YET_IN_EFFECT", detail }))];
  },
  furnish(machine, { role, seed }) {
    const random = new SeededRandom(seed, "time service");
    const set = (key: string, name: string, value: RegistryValue): void => {
      setRegistryValue(machine.registry, `${SERVICE}\\${key}`, name, value);
    };
    const text = (value: string): RegistryValue => ({ kind: "String", value });
    const number = (value: number): RegistryValue => ({ kind: "DWord", value });
    const inDomain = role === "active-directory-server";
    set("Parameters", "Type", text(inDomain ? "NT5DS" : "NTP"));
    set("Parameters", "NtpServer", text(random.chance(0.05) ? "NTP.NICT.JP,0x09" : "time.windows.com,0x9"));
    set("TimeProviders\\NtpClient", "Enabled", number(1));
    set("TimeProviders\\NtpClient", "SpecialPollInterval", number(inDomain ? 3600 : 604_800));
    set("TimeProviders\\NtpServer", "Enabled", number(inDomain ? 1 : 0));
    set("Config", "MinPollInterval", number(inDomain ? 6 : 10));
    set("Config", "MaxPollInterval", number(inDomain ? 10 : 15));
    set("Config", "MaxPosPhaseCorrection", number(inDomain ? 172_800 : 54_000));
    set("Config", "MaxNegPhaseCorrection", number(inDomain ? 172_800 : 54_000));
  },
};

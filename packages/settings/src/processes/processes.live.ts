import type { HostRole } from "@kijun/core";
import { z } from "zod";

import type { LiveForm, UsedMachineOrigin } from "../form/live-form.js";
import { endProcesses, processAt, processOf } from "../form/process-store.live.js";
import type { ProcessState } from "../form/process-store.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsState } from "../form/windows-state.js";
import { isNamed, isStranger } from "./processes.js";

const desiredSchema = z.object({
  programs: z.record(z.string(), z.enum(["running", "allowed", "absent"])),
  keep: z.array(z.string()).optional(),
});

export const processesLive: LiveForm = {
  area: "processes",
  read(machine) {
    const seen = new Map<string, ProcessState>();
    for (const { name, path } of Object.values(machine.processes ?? {})) {
      const key = `${name}|${path ?? ""}`.toLowerCase();
      if (!seen.has(key)) seen.set(key, { name, path });
    }
    return { running: [...seen.values()].map(({ name, path }) => ({ name, path })) };
  },
  write(machine, desired) {
    const { programs, keep } = desiredSchema.parse(desired);
    for (const [name, wanted] of Object.entries(programs))
      if (wanted === "absent") endProcesses(machine, (process) => isNamed(process, name));
      else if (wanted === "running") start(machine, name);
    if (keep !== undefined)
      endProcesses(machine, (process) => isStranger(process) && !keep.some((name) => isNamed(process, name)));
    return [];
  },
  furnish(machine, { role, kind, seed }: UsedMachineOrigin) {
    const random = new SeededRandom(seed, "processes");
    for (const name of ["System", "smss.exe", "csrss.exe", "MsMpEng.exe"]) processOf(machine, { name, path: null });
    const paths = [...EVERYWHERE, ...OF_ROLE[role], ...(random.chance(0.05) ? [random.pick(FORGOTTEN)] : [])];
    for (const { path, loaded } of machine.profiles)
      if (loaded && kind === "client") paths.push(`${path}\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe`);
    for (const path of paths) start(machine, path);
  },
};

const EVERYWHERE = [
  "C:\\Windows\\explorer.exe",
  "C:\\Windows\\System32\\dwm.exe",
  "C:\\Program Files\\FFRI\\yarai\\yarai.exe",
];

/** Folders of the customer's own programs are made up. */
const OF_ROLE: Readonly<Record<HostRole, readonly string[]>> = {
  terminal: ["C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe", "C:\\JUKI\\bin\\terminal.exe"],
  "communication-server": ["C:\\app\\oracle\\product\\19.0.0\\dbhome_1\\bin\\oracle.exe", "C:\\JUKI\\bin\\relay.exe"],
  "active-directory-server": [],
};

const FORGOTTEN: readonly [string, ...string[]] = ["C:\\temp\\保守\\collect.exe", "D:\\portable\\viewer.exe"];

/** Starts a program that does not run. */
function start(machine: WindowsState, program: string): void {
  if (Object.values(machine.processes ?? {}).some((process) => isNamed(process, program))) return;
  processOf(machine, processAt(program));
}

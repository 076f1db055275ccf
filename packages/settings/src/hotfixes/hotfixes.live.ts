import { z } from "zod";

import type { LiveForm, UsedMachineOrigin, WriteFailure } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import { registryKey, setRegistryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** Installed updates by number, each with its description. */
    hotfixes?: Record<string, string>;
  }
}

const CURRENT_VERSION = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

const requestSchema = z.object({ names: z.array(z.string()) });
const desiredSchema = z.object({
  updates: z.record(z.string(), z.string()),
  minimumRevision: z.record(z.string(), z.number()),
});

export const hotfixesLive: LiveForm = {
  area: "hotfixes",
  read(machine, request) {
    const { names } = requestSchema.parse(request);
    const [build, revision] = versionOf(machine);
    const installed = names.filter((name) => machine.hotfixes?.[name] !== undefined);
    return { installed: Object.fromEntries(installed.map((name) => [name, true])), build, revision };
  },
  write(machine, desired) {
    const { updates, minimumRevision } = desiredSchema.parse(desired);
    const held = (machine.hotfixes ??= {});
    for (const [name, wanted] of Object.entries(updates))
      if (wanted === "installed") held[name] ??= "Update";
      else Reflect.deleteProperty(held, name);
    const [build, revision] = versionOf(machine);
    const lowest = minimumRevision[build];
    if (lowest !== undefined && lowest > revision) setRevision(machine, build, lowest);
    return Object.keys(lowest === undefined ? minimumRevision : {}).map((other): WriteFailure => ({
      key: `minimumRevision.${other}`,
      code: "WRITE_FAILED",
      detail: `build ${build}`,
    }));
  },
  /** Numbers and descriptions of some updates; believed. */
  furnish(machine, { seed }: UsedMachineOrigin) {
    const random = new SeededRandom(seed, "updates");
    const first = 5_030_000 + random.below(20_000);
    machine.hotfixes = {
      [`KB${String(first)}`]: "Update",
      [`KB${String(first + 1 + random.below(9000))}`]: "Security Update",
      [`KB${String(first + 10_000 + random.below(9000))}`]: "Security Update",
    };
  },
};

function versionOf({ build: version }: WindowsState): [build: string, revision: number] {
  const [build = "", revision = "0"] = version.split(".");
  return [build, Number(revision)];
}

function setRevision(machine: WindowsState, build: string, revision: number): void {
  machine.build = `${build}.${String(revision)}`;
  if (registryKey(machine.registry, CURRENT_VERSION) !== undefined)
    setRegistryValue(machine.registry, CURRENT_VERSION, "UBR", { kind: "DWord", value: revision });
}

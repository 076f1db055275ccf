import { compareArea, isToBeConfirmed, mapEntries } from "@kijun/core";
import { z } from "zod";

import { clockOf } from "../form/event-store.live.js";
import type { LiveForm } from "../form/live-form.js";
import type { JsonValue } from "../form/setting-area.js";
import { isSameName, registryKey } from "../form/windows-state.js";
import type { Registry, RegistryValue, WindowsState } from "../form/windows-state.js";
import { CURRENT_VERSION } from "./machine-facts.js";
import { machine as area } from "./machine.js";
import { bringAboutFact } from "./machine-writing.live.js";
import { usedMachineFacts } from "./used-machine-facts.live.js";

declare module "../form/windows-state.js" {
  interface WindowsState {
    hardware?: { manufacturer: string; model: string };
    /** Local disks by letter; the free space of one that is not ready is null. */
    drives?: Record<string, { readonly freeBytes: number | null }>;
    /** Groups of the cluster by name, with the node that has each and ClusterGroupState; absent without a cluster. */
    clusterGroups?: Record<string, { readonly owner: string; readonly state: number }>;
  }
}

const requestSchema = z.object({
  parts: z.array(z.enum(["clock", "cluster", "drives", "registry", "system"])),
  asked: z.string().optional(),
  registry: z.record(z.string(), z.array(z.string())).optional(),
  counted: z.array(z.string()).optional(),
});
const desiredSchema = z.object({
  expected: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
});

export const machineLive: LiveForm = {
  area: "machine",
  read(machine, request) {
    const { parts, asked, registry: places = {}, counted = [] } = requestSchema.parse(request);
    const { hardware, drives = {}, clusterGroups, computerName, serialNumber } = machine;
    const found: { readonly [Part in (typeof parts)[number]]: () => JsonValue } = {
      clock: () =>
        asked === undefined
          ? { failure: { code: "CLOCK_NOT_COMPARED", detail: "" } }
          : { aheadSeconds: Math.floor((clockOf(machine) - Date.parse(asked)) / 1000) },
      cluster: () =>
        isEmpty(clusterGroups)
          ? nothingFrom("MSCluster_ResourceGroup")
          : {
              computerName,
              groups:
                clusterGroups === undefined
                  ? null
                  : mapEntries(clusterGroups, ({ owner, state }) => ({ owner, state })),
            },
      drives: () => (isEmpty(drives) ? nothingFrom("Win32_LogicalDisk") : { free: freeSpace(drives) }),
      registry: () => ({
        keys: mapEntries(places, (names, key) => keyFacts(machine, key, names, counted.includes(key))),
      }),
      system: () => ({
        manufacturer: hardware?.manufacturer ?? "",
        model: hardware?.model ?? "",
        serialNumber: serialNumber.trim(),
      }),
    };
    return Object.fromEntries(parts.map((part) => [part, found[part]()]));
  },
  write(machine, desired) {
    const { expected } = desiredSchema.parse(desired);
    const live = area.fromWindows(machineLive.read(machine, area.readRequest(expected)), expected);
    for (const { path, desired: line } of compareArea(live, expected, area.meets)) {
      const [property = "", name = ""] = path;
      if (!isToBeConfirmed(line)) bringAboutFact(machine, property, name, String(line));
    }
    return [];
  },
  furnish: usedMachineFacts,
};

/** A cluster has groups, and a machine the disk that it starts from. */
function isEmpty(held: object | undefined): boolean {
  return held !== undefined && Object.keys(held).length === 0;
}

function nothingFrom(className: string): JsonValue {
  return { failure: { code: "ANSWER_INVALID", detail: `${className} answers nothing` } };
}

function freeSpace(drives: NonNullable<WindowsState["drives"]>): Record<string, number> {
  const ready = Object.entries(drives).flatMap(([name, { freeBytes }]) =>
    freeBytes === null ? [] : [[name, freeBytes] as const],
  );
  return Object.fromEntries(ready);
}

function keyFacts(machine: WindowsState, path: string, names: readonly string[], isCounted: boolean): JsonValue {
  const key = `HKEY_LOCAL_MACHINE\\${path}`;
  const values = path === CURRENT_VERSION ? currentVersion(machine, key) : registryKey(machine.registry, key);
  const below = values === undefined || isCounted ? subKeys(machine.registry, key) : 0;
  if (values === undefined && below === 0) return null;
  const asked = Object.entries(values ?? {}).filter(([name]) => names.some((each) => isSameName(each, name)));
  return {
    values: Object.fromEntries(asked.map(([name, { kind, value }]) => [name, { kind, value }])),
    ...(isCounted ? { subKeys: below } : {}),
  };
}

/** The machine's build stands where its identity does. */
function currentVersion({ registry, build: version }: WindowsState, key: string): Record<string, RegistryValue> {
  const [build = "", revision = "0"] = version.split(".");
  return {
    ...registryKey(registry, key),
    CurrentBuildNumber: { kind: "String", value: build },
    UBR: { kind: "DWord", value: Number(revision) },
  };
}

function subKeys(registry: Registry, key: string): number {
  const prefix = `${key}\\`.toLowerCase();
  const names = Object.keys(registry)
    .filter((path) => path.toLowerCase().startsWith(prefix))
    .map((path) => path.slice(prefix.length).split("\\")[0]?.toLowerCase());
  return new Set(names).size;
}

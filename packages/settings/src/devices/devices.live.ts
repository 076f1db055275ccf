import { z } from "zod";

import type { LiveForm, UsedMachineOrigin } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { WindowsState } from "../form/windows-state.js";
import { isHub, serialOf } from "./devices.js";
import type { Device } from "./devices.js";
import { usedDevices } from "./used-devices.live.js";

/** A device as Get-PnpDevice shows it. */
export interface DeviceState {
  readonly classGuid: string;
  readonly service: string;
  /** Connected now; Windows remembers those that once were. */
  readonly present: boolean;
}

declare module "../form/windows-state.js" {
  interface WindowsState {
    /** Devices by instance id. */
    devices?: Record<string, DeviceState>;
  }
}

const PLUGGED = /^(?:USB|BTHENUM|BTHLE|SD|PCMCIA)\\/i;

const requestSchema = z.object({ names: z.array(z.string()), others: z.boolean() });
const wantedSchema = z.object({ count: z.number().optional(), serials: z.array(z.string()).optional() });
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), wantedSchema])),
  keep: z.array(z.string()).optional(),
});

export const devicesLive: LiveForm = {
  area: "devices",
  read(machine, request) {
    const { names, others } = requestSchema.parse(request);
    const connected = connectedDevices(machine);
    return {
      asked: Object.fromEntries(names.map((name) => [name, connected.filter(({ id }) => isNamed(id, name))])),
      others: others ? connected.filter((device) => isOther(device, names)) : [],
    };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    for (const [name, wanted] of Object.entries(entries)) {
      const held = connectedDevices(machine).filter(({ id }) => isNamed(id, name));
      for (const { id } of held) Reflect.deleteProperty(machine.devices ?? {}, id);
      if (wanted !== "absent") plugIn(machine, name, wanted, held);
    }
    if (keep !== undefined)
      for (const device of connectedDevices(machine))
        if (isOther(device, keep) && !isHub(device)) Reflect.deleteProperty(machine.devices ?? {}, device.id);
    return [];
  },
  furnish(machine, origin: UsedMachineOrigin) {
    machine.devices = usedDevices(origin, new SeededRandom(origin.seed, "devices"));
  },
};

/** What is connected, without the single functions of devices that have several. */
function connectedDevices({ devices = {} }: WindowsState): Device[] {
  return Object.entries(devices).flatMap(([id, { present, classGuid, service }]) =>
    present && !/&MI_[\dA-F]{2}/i.test(id) ? [{ id, classGuid, service }] : [],
  );
}

function isNamed(id: string, name: string): boolean {
  const [folded, start] = [id.toLowerCase(), name.toLowerCase()];
  return folded.startsWith(`${start}\\`) || folded.startsWith(`${start}&`);
}

function isOther({ id }: Device, names: readonly string[]): boolean {
  return PLUGGED.test(id) && !names.some((name) => isNamed(id, name));
}

/** Connects devices of a name until there are as many as wanted, in the rest as they were. */
function plugIn(
  machine: WindowsState,
  name: string,
  wanted: z.output<typeof wantedSchema>,
  held: readonly Device[],
): void {
  const { count = wanted.serials?.length ?? Math.max(held.length, 1) } = wanted;
  const serials = wanted.serials ?? held.flatMap(({ id }) => serialOf(id) ?? []).slice(0, count);
  const [{ classGuid, service }] = [...held, { classGuid: "", service: "" }] as [Device];
  const nameless = Array.from(
    { length: Math.max(count, 1) - serials.length },
    (_, index) => `5&1A2B3C4D&0&${String(index)}`,
  );
  for (const last of [...serials, ...nameless])
    (machine.devices ??= {})[`${name}\\${last}`] = { classGuid, service, present: true };
}

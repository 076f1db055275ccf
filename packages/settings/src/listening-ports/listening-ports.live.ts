import { z } from "zod";

import type { LiveForm, UsedMachineOrigin } from "../form/live-form.js";
import { addListener, closeListeners } from "../form/listener-store.live.js";
import type { ListenerState } from "../form/listener-store.live.js";
import { processNamed, processOf } from "../form/process-store.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import { namedValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";
import { isExposed, isLoopback, portName } from "./listening-ports.js";
import type { Listener } from "./listening-ports.js";
import { usedListeners } from "./used-listeners.live.js";

const requestSchema = z.object({ names: z.array(z.string()), others: z.boolean() });
const portSchema = z.object({
  processes: z.array(z.string()).optional(),
  reach: z.enum(["network", "loopback"]).optional(),
});
const desiredSchema = z.object({
  entries: z.record(z.string(), z.union([z.literal("absent"), portSchema])),
  keep: z.array(z.string()).optional(),
});

export const listeningPortsLive: LiveForm = {
  area: "listening-ports",
  read(machine, request) {
    const { names, others } = requestSchema.parse(request);
    const listeners = ["tcp", "udp"].flatMap((protocol) =>
      Object.values(machine.listeners ?? {})
        .filter((listener) => listener.protocol === protocol)
        .map((listener) => shown(machine, listener)),
    );
    const isAsked = (listener: Listener): boolean => names.includes(portName(listener));
    return {
      asked: listeners.filter(isAsked),
      others: others ? listeners.filter((listener) => !isAsked(listener)) : [],
    };
  },
  write(machine, desired) {
    const { entries, keep } = desiredSchema.parse(desired);
    for (const [name, wanted] of Object.entries(entries)) {
      const held = Object.values(machine.listeners ?? {}).filter((listener) => portName(listener) === name);
      closeListeners(machine, (listener) => portName(listener) === name);
      if (wanted !== "absent") open(machine, name, wanted, held);
    }
    if (keep !== undefined)
      closeListeners(machine, (listener) => !keep.includes(portName(listener)) && isExposed(shown(machine, listener)));
    return [];
  },
  furnish(machine, origin: UsedMachineOrigin) {
    for (const { image, ...listener } of usedListeners(
      machine,
      origin,
      new SeededRandom(origin.seed, "listening ports"),
    ))
      addListener(machine, { ...listener, processId: processOf(machine, image) });
  },
};

function shown(machine: WindowsState, { protocol, address, port, processId }: ListenerState): Listener {
  const process = namedValue(machine.processes ?? {}, String(processId));
  return { protocol, address, port, name: process?.name ?? null, path: process?.path ?? null };
}

/** Opens a port as wanted, in the rest as it was held. */
function open(
  machine: WindowsState,
  name: string,
  { processes, reach }: z.output<typeof portSchema>,
  held: readonly ListenerState[],
): void {
  const [protocol, port] = name.split(" ");
  const known = held.flatMap(({ processId }) => namedValue(machine.processes ?? {}, String(processId)) ?? []);
  const images = processes ?? (known.length > 0 ? known.map((process) => process.name.toLowerCase()) : ["svchost.exe"]);
  const isInner =
    reach === undefined ? held.length > 0 && held.every(({ address }) => isLoopback(address)) : reach === "loopback";
  for (const image of images)
    addListener(machine, {
      protocol: protocol === "tcp" ? "tcp" : "udp",
      address: isInner ? "127.0.0.1" : "0.0.0.0",
      port: Number(port),
      processId: processNamed(machine, image),
    });
}

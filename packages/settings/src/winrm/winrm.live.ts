import { z } from "zod";

import type { LiveForm } from "../form/live-form.js";
import { registryLive } from "../form/registry-area.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import type { JsonValue } from "../form/setting-area.js";
import { registryValue, setRegistryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";

const WSMAN = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN";
const LISTENER = `${WSMAN}\\Listener\\`;

const listenersSchema = z.array(z.object({ key: z.string(), port: z.int(), enabled: z.int() })).optional();

const registry = registryLive("winrm");

export const winrmLive: LiveForm = {
  ...registry,
  read: (machine, request) => ({ ...registry.read(machine, request), listeners: storedListeners(machine) }),
  write(machine, desired) {
    const listeners = listenersSchema.parse(desired["listeners"]);
    if (listeners !== undefined) {
      for (const path of listenerPaths(machine)) Reflect.deleteProperty(machine.registry, path);
      for (const { key, port, enabled } of listeners) {
        setRegistryValue(machine.registry, LISTENER + key, "Port", { kind: "DWord", value: port });
        if (enabled === 0) setRegistryValue(machine.registry, LISTENER + key, "enabled", { kind: "DWord", value: 0 });
      }
    }
    return registry.write(machine, desired);
  },
  /** What `winrm quickconfig` leaves; on a few machines somebody has once made another tool work. */
  furnish({ registry: keys }, { seed }) {
    setRegistryValue(keys, `${LISTENER}*+HTTP`, "Port", { kind: "DWord", value: 5985 });
    setRegistryValue(keys, `${LISTENER}*+HTTP`, "uriprefix", { kind: "String", value: "wsman" });
    setRegistryValue(keys, `${WSMAN}\\Service`, "allow_remote_requests", { kind: "DWord", value: 1 });
    if (!new SeededRandom(seed, "winrm").chance(0.03)) return;
    for (const name of ["auth_basic", "allow_unencrypted"])
      setRegistryValue(keys, `${WSMAN}\\Service`, name, { kind: "DWord", value: 1 });
  },
};

function listenerPaths({ registry: keys }: WindowsState): string[] {
  const prefix = LISTENER.toLowerCase();
  return Object.keys(keys).filter((path) => path.toLowerCase().startsWith(prefix));
}

function storedListeners(machine: WindowsState): Record<string, JsonValue> {
  return Object.fromEntries(
    listenerPaths(machine).map((path) => {
      const values: Record<string, JsonValue> = {};
      for (const name of ["Port", "enabled"]) {
        const stored = registryValue(machine.registry, path, name);
        if (stored !== undefined) values[name] = { kind: stored.kind, value: stored.value };
      }
      return [path.slice(LISTENER.length), values];
    }),
  );
}

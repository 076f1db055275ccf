import type { LiveForm } from "../form/live-form.js";
import { registryLive } from "../form/registry-area.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import { deleteRegistryValue, registryValue, setRegistryValue } from "../form/windows-state.js";

const WINLOGON = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon";
const PASSWORD = "DefaultPassword";

const registry = registryLive("auto-logon");

export const autoLogonLive: LiveForm = {
  ...registry,
  read: (machine, request) => ({
    ...registry.read(machine, request),
    plaintextPassword: registryValue(machine.registry, WINLOGON, PASSWORD) !== undefined,
  }),
  write(machine, desired) {
    if (desired["removePlaintextPassword"] === true) deleteRegistryValue(machine.registry, WINLOGON, PASSWORD);
    return registry.write(machine, desired);
  },
  /** Servers log on by themselves after a restart; on some the password stands where the oldest instructions put it. */
  furnish({ computerName, registry: keys }, { role, seed }) {
    const set = (name: string, value: string): void => {
      setRegistryValue(keys, WINLOGON, name, { kind: "String", value });
    };
    const server = role !== "terminal";
    set("AutoAdminLogon", server ? "1" : "0");
    set("DefaultDomainName", server ? computerName : "");
    set("DefaultUserName", server ? "cs-operator" : "");
    if (server && new SeededRandom(seed, "auto logon").chance(0.5)) set(PASSWORD, "a password of no machine");
  },
};

import type { UsedMachineOrigin } from "../form/live-form.js";
import { SeededRandom } from "../form/seeded-random.js";
import { registryValue, setRegistryValue } from "../form/windows-state.js";
import type { RegistryValue, WindowsState } from "../form/windows-state.js";

const GIB = 2 ** 30;
const NAMES = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName";
const SESSION_MANAGER = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager";
const SERVICING = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing";
const TIME_ZONE = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation";

/** First build of Windows 11. */
const WINDOWS_11 = 22_000;
/** First build of Windows Server 2022. */
const SERVER_2022 = 20_348;

/**
 * The machine as a whole after some years: its model as public documents name it, disks with room or without, here and there a
 * clock that nobody has set, an update that waits for a restart, and a rename that never ends. (believed)
 */
export function usedMachineFacts(machine: WindowsState, origin: UsedMachineOrigin): void {
  const random = new SeededRandom(origin.seed, "machine");
  machine.hardware = { manufacturer: "FUJITSU", model: modelOf(machine, origin) };
  machine.drives = { "C:": { freeBytes: Math.round((random.chance(0.03) ? 4.5 : 60 + random.below(90)) * GIB) } };
  if (origin.role === "communication-server") machine.drives["D:"] = { freeBytes: (200 + random.below(300)) * GIB };
  if (random.chance(0.02)) machine.clockAheadSeconds = random.pick([-1, 1]) * (90 + random.below(900));
  // Japan has no daylight saving time; minutes that are added to the local time for UTC, as a DWORD.
  setRegistryValue(machine.registry, TIME_ZONE, "ActiveTimeBias", { kind: "DWord", value: 2 ** 32 - 540 });
  const name = registryValue(machine.registry, `${NAMES}\\ComputerName`, "ComputerName");
  if (name !== undefined) setRegistryValue(machine.registry, `${NAMES}\\ActiveComputerName`, "ComputerName", name);
  if (random.chance(0.04)) machine.registry[`${SERVICING}\\RebootPending`] = {};
  if (random.chance(0.1))
    setRegistryValue(machine.registry, SESSION_MANAGER, "PendingFileRenameOperations", leftRename(random));
  if (origin.role === "communication-server") machine.clusterGroups = groupsOf(machine);
}

function modelOf({ build }: WindowsState, { role }: UsedMachineOrigin): string {
  const number = Number(build.split(".")[0]);
  if (role === "communication-server") return number >= SERVER_2022 ? "PRIMERGY RX2540 M7" : "PRIMERGY RX2540 M4";
  if (role === "active-directory-server") return "PRIMERGY RX1330 M4";
  return number >= WINDOWS_11 ? "ESPRIMO D6012/N" : "ESPRIMO D588/T";
}

function leftRename(random: SeededRandom): RegistryValue {
  const file = `\\??\\C:\\Windows\\Temp\\${String(random.below(100_000))}.tmp`;
  return { kind: "MultiString", value: [file, ""] };
}

/** The first of two nodes has the group; nodes are told apart by the last letter of their names. */
function groupsOf({ computerName }: WindowsState): NonNullable<WindowsState["clusterGroups"]> {
  return { "Kijun Simulated Group": { owner: computerName.replace(/\d$/, "1"), state: 0 } };
}

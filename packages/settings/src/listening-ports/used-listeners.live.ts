import type { HostRole } from "@kijun/core";

import type { UsedMachineOrigin } from "../form/live-form.js";
import type { ListenerState } from "../form/listener-store.live.js";
import type { ProcessState } from "../form/process-store.live.js";
import type { SeededRandom } from "../form/seeded-random.js";
import type { WindowsState } from "../form/windows-state.js";

interface UsedListener extends Omit<ListenerState, "processId"> {
  readonly image: ProcessState;
}

const image = (name: string, folder: string | null): ProcessState => ({
  name,
  path: folder === null ? null : `${folder}\\${name}`,
});
const system32 = (name: string): ProcessState => image(name, "C:\\Windows\\System32");

const SYSTEM = image("System", null);
const SVCHOST = system32("svchost.exe");
const LSASS = image("lsass.exe", null);
const ORACLE = image("tnslsnr.exe", "C:\\app\\oracle\\product\\19.0.0\\dbhome_1\\bin");
const ARCSERVE = image("Catirpc.exe", "C:\\Program Files (x86)\\CA\\SharedComponents\\ARCserve Backup");
const POWER_CHUTE = image("javaw.exe", "C:\\Program Files\\APC\\PowerChute\\jre\\bin");
const VNC = image("tvnserver.exe", "C:\\temp\\保守");

/** Windows' own services on ports of chance. */
const DYNAMIC = [
  LSASS,
  image("wininit.exe", null),
  SVCHOST,
  SVCHOST,
  system32("spoolsv.exe"),
  image("services.exe", null),
];

/**
 * What a used machine listens on: Windows' own ports, those of what the machine is for, on some communication servers still
 * the old port of the database, and here and there what somebody left running after maintenance. Images are believed.
 */
export function usedListeners(
  { network }: WindowsState,
  { role, kind }: UsedMachineOrigin,
  random: SeededRandom,
): UsedListener[] {
  const everywhere = (protocol: "tcp" | "udp", ports: readonly number[], of: ProcessState): UsedListener[] =>
    ports.flatMap((port) => ["0.0.0.0", "::"].map((address) => ({ protocol, address, port, image: of })));
  const adapters = (network?.interfaces ?? []).flatMap(({ addresses }) => addresses.map(({ address }) => address));
  const perAdapter = (protocol: "tcp" | "udp", port: number): UsedListener[] =>
    adapters.filter((address) => !address.includes(":")).map((address) => ({ protocol, address, port, image: SYSTEM }));
  return [
    ...everywhere("tcp", [135, ...(kind === "client" ? [5040, 7680] : [3389])], SVCHOST),
    ...everywhere("tcp", [445, 5985, 47001], SYSTEM),
    ...perAdapter("tcp", 139),
    ...DYNAMIC.flatMap((of, index) => everywhere("tcp", [49_664 + index], of)),
    ...everywhere("udp", [123, 500, 4500, 5353, 5355, ...(kind === "client" ? [1900, 3702, 5050] : [])], SVCHOST),
    ...[137, 138].flatMap((port) => perAdapter("udp", port)),
    { protocol: "udp", address: "127.0.0.1", port: 50_000 + random.below(9000), image: SVCHOST },
    ...OF_ROLE[role](random).flatMap(([of, ports]) => everywhere("tcp", ports, of)),
    ...(random.chance(0.03) ? everywhere("tcp", [5900], VNC) : []),
  ];
}

const OF_ROLE: Readonly<Record<HostRole, (random: SeededRandom) => (readonly [ProcessState, readonly number[]])[]>> = {
  terminal: () => [],
  "communication-server": (random) => [
    [ORACLE, [random.chance(0.1) ? 1521 : 15_210]],
    [ARCSERVE, [111, 6502, 6503, 6504]],
    [POWER_CHUTE, [3052, 6547]],
  ],
  "active-directory-server": () => [
    [system32("dns.exe"), [53]],
    [LSASS, [88, 389, 464, 636, 3268, 3269]],
    [image("Microsoft.ActiveDirectory.WebServices.exe", "C:\\Windows\\ADWS"), [9389]],
  ],
};

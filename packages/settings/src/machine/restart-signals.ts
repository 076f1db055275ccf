import type { WindowsRequest } from "../form/setting-area.js";
import { namedValue } from "../form/windows-state.js";
import { textAt, valueAt } from "./machine-facts.js";
import type { Keys } from "./machine-facts.js";

const SERVICING = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing";
const UPDATE = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate";
const UPDATES = "SOFTWARE\\Microsoft\\Updates";
const NAMES = "SYSTEM\\CurrentControlSet\\Control\\ComputerName";
const NETLOGON = "SYSTEM\\CurrentControlSet\\Services\\Netlogon";
const RUN_ONCE = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce";
const SESSION_MANAGER = "SYSTEM\\CurrentControlSet\\Control\\Session Manager";
const RENAMES = ["PendingFileRenameOperations", "PendingFileRenameOperations2"];

/** What a signal is seen by. Keys count by being there, whatever is below them. */
interface Signal {
  readonly name: string;
  /** Keys any of which says it by being there. */
  readonly keys?: readonly string[];
  /** A key that says it by having keys below it. */
  readonly parent?: string;
  /** Values any of which says it, a number where it is not 0. */
  readonly values?: readonly [key: string, ...names: string[]];
}

const SIGNALS: readonly Signal[] = [
  {
    name: "component-servicing",
    keys: ["RebootPending", "RebootInProgress", "PackagesPending"].map((name) => `${SERVICING}\\${name}`),
  },
  {
    name: "windows-update",
    keys: ["RebootRequired", "PostRebootReporting"].map((name) => `${UPDATE}\\Auto Update\\${name}`),
    parent: `${UPDATE}\\Services\\Pending`,
  },
  { name: "file-in-use", values: [UPDATES, "UpdateExeVolatile"] },
  { name: "domain-join", values: [NETLOGON, "JoinDomain", "AvoidSpnSet"] },
  { name: "server-manager", keys: ["SOFTWARE\\Microsoft\\ServerManager\\CurrentRebootAttempts"] },
  { name: "servicing-of-features", values: [RUN_ONCE, "DVDRebootSignal"] },
];

/** Keys and names of values that the signals are seen by. */
export const RESTART_PLACES: WindowsRequest = Object.fromEntries([
  ...SIGNALS.flatMap(({ keys = [], parent }) => [...keys, ...(parent === undefined ? [] : [parent])]).map((key) => [
    key,
    [],
  ]),
  ...SIGNALS.flatMap(({ values }) => (values === undefined ? [] : [[values[0], values.slice(1)]])),
  [`${NAMES}\\ActiveComputerName`, ["ComputerName"]],
  [`${NAMES}\\ComputerName`, ["ComputerName"]],
  [SESSION_MANAGER, RENAMES],
]) as WindowsRequest;

/** Keys of which the number of keys below counts. */
export const COUNTED_KEYS: readonly string[] = SIGNALS.flatMap(({ parent }) => parent ?? []);

/** Why Windows waits for a restart, in a fixed order. Files that are replaced then are told by {@link pendingRenames}. */
export function restartSignals(found: Keys): string[] {
  const signals = SIGNALS.filter((signal) => isSeen(signal, found)).map(({ name }) => name);
  const [active, next] = ["ActiveComputerName", "ComputerName"].map((key) =>
    textAt(found, `${NAMES}\\${key}`, "ComputerName")?.toLowerCase(),
  );
  return active === undefined || next === undefined || active === next ? signals : [...signals, "computer-name"];
}

function isSeen({ keys = [], parent, values }: Signal, found: Keys): boolean {
  if (keys.some((key) => found[key] != null)) return true;
  if (parent !== undefined && (found[parent]?.subKeys ?? 0) > 0) return true;
  const [key = "", ...names] = values ?? [];
  return names.some((name) => {
    const stored = namedValue(found[key]?.values ?? {}, name);
    return stored !== undefined && !(stored.kind === "DWord" && stored.value === 0);
  });
}

/** Files that Windows replaces or deletes at its next start: a list of pairs, what is replaced and by what. */
export function pendingRenames(found: Keys): string[] {
  return RENAMES.flatMap((name) => {
    const pairs = valueAt(found, SESSION_MANAGER, name, "MultiString");
    return Array.isArray(pairs) ? pairs.filter((_, at) => at % 2 === 0) : [];
  })
    .map((path) => path.replace(/^\*?\d?\\\?\?\\/, ""))
    .filter((path) => path !== "");
}

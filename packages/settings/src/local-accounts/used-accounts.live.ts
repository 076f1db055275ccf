import type { UsedMachineOrigin } from "../form/live-form.js";
import { ADMINISTRATORS, machineSid, PRODUCT_OPTIONS } from "../form/local-principals.live.js";
import type { LocalAccountState } from "../form/local-principals.live.js";
import { SeededRandom } from "../form/seeded-random.js";
import { setRegistryValue } from "../form/windows-state.js";
import type { WindowsState } from "../form/windows-state.js";

/** The account that administration comes by on a simulated machine. */
const AGENT = { rid: "1000", name: "kijun-agent" };

/** Of persons these were never deleted; profiles of later ones were left behind. */
const PERSONS = ["1001", "1002"];

/** From this build on a server has the account of Application Guard, too (believed). */
const APPLICATION_GUARD = 17_763;

/**
 * The accounts of a used machine: the built-in ones as Windows ships them (believed), the agent's, and those that the
 * profiles belong to; on a few machines one that somebody needed once. A domain controller has those of its domain.
 */
export function usedAccounts(machine: WindowsState, { role, kind, seed }: UsedMachineOrigin): void {
  const controller = role === "active-directory-server";
  const product = controller ? "LanmanNT" : kind === "server" ? "ServerNT" : "WinNT";
  setRegistryValue(machine.registry, PRODUCT_OPTIONS, "ProductType", { kind: "String", value: product });
  const random = new SeededRandom(seed, "local accounts");
  const base = machineSid(machine);
  const accounts: Record<string, LocalAccountState> = {};
  const add = (rid: string, name: string, flags: Partial<LocalAccountState> = {}): void => {
    accounts[`${base}-${rid}`] = { name, ...PLAIN, ...flags };
  };
  add("500", random.chance(0.1) ? "kanrisha" : "Administrator", {
    enabled: kind === "server" || random.chance(0.15),
    passwordNeverExpires: true,
  });
  const open = { enabled: false, passwordNeverExpires: true, passwordRequired: false };
  add("501", "Guest", { ...open, userMayChangePassword: false });
  if (controller) add("502", "krbtgt", { enabled: false });
  else add("503", "DefaultAccount", open);
  if (!controller && (kind === "client" || Number(machine.build.split(".")[0]) >= APPLICATION_GUARD))
    add("504", "WDAGUtilityAccount", { enabled: false });
  add(AGENT.rid, AGENT.name, { passwordNeverExpires: true });
  for (const rid of PERSONS) add(rid, nameOf(machine, `${base}-${rid}`), { passwordNeverExpires: random.chance(0.7) });
  if (random.chance(0.08))
    add("1010", random.pick(["test", "setup", "tenken"]), { passwordRequired: random.chance(0.5) });
  machine.localAccounts = accounts;
  machine.sessionSids = [`${base}-${AGENT.rid}`, ADMINISTRATORS, "S-1-5-32-545", "S-1-5-11"];
}

const PLAIN = { enabled: true, passwordNeverExpires: false, passwordRequired: true, userMayChangePassword: true };

/** The folder of a profile is the account's name, with a suffix where there was such a folder already. */
function nameOf({ profiles }: WindowsState, sid: string): string {
  const folder =
    profiles
      .find((profile) => profile.sid === sid)
      ?.path.split("\\")
      .at(-1) ?? "user";
  return folder.split(".")[0] ?? folder;
}

import type { HostRole } from "@kijun/core";

import type { SeededRandom } from "../form/seeded-random.js";
import type { ShareState } from "./shares.live.js";

const ADMINISTRATORS = "O:SYG:SYD:(A;;GA;;;BA)(A;;GA;;;BO)(A;;GA;;;IU)";
const EVERYBODY_READS = "O:SYG:SYD:(A;;0x1200a9;;;WD)";
const EVERYBODY_EVERYTHING = "O:SYG:SYD:(A;;FA;;;WD)";

/** A folder on communication servers that terminals fetch data from: fictional, as no public document names one. */
const RENKEI = "D:\\JUKI\\renkei";

/** What Windows shares by itself (windows-settings H.3, descriptors believed), and what people left on a few machines. */
export function usedShares(role: HostRole, random: SeededRandom): Record<string, ShareState> {
  const own = (path: string): ShareState => ({ path, encrypt: false, descriptor: ADMINISTRATORS, special: true });
  const shares: Record<string, ShareState> = { ADMIN$: own("C:\\Windows"), C$: own("C:\\"), IPC$: own("") };
  if (role === "communication-server") {
    shares["D$"] = own("D:\\");
    shares["Renkei"] = { path: RENKEI, encrypt: false, descriptor: EVERYBODY_EVERYTHING };
  }
  if (role === "active-directory-server") {
    const sysvol = "C:\\Windows\\SYSVOL\\sysvol";
    shares["SYSVOL"] = {
      path: sysvol,
      encrypt: false,
      descriptor: "O:SYG:SYD:(A;;FA;;;BA)(A;;FA;;;AU)(A;;0x1200a9;;;WD)",
    };
    shares["NETLOGON"] = { path: `${sysvol}\\juki.example\\SCRIPTS`, encrypt: false, descriptor: EVERYBODY_READS };
  }
  if (role === "terminal" && random.chance(0.05))
    shares[random.pick(["作業用", "Users", "temp$"])] = {
      path: "C:\\作業用",
      encrypt: false,
      descriptor: EVERYBODY_EVERYTHING,
    };
  return shares;
}

import type { BaselineFleet } from "@kijun/provider/fleet";

import { CONTROLLER_ADDRESS } from "./sapporo-addresses.js";
import { sapporoClasses } from "./sapporo-classes.js";
import { sapporoHosts } from "./sapporo-hosts.js";
import { sapporoSites } from "./sapporo-sites.js";

/**
 * 札幌市's ＣＳ, AD servers and 統合端末: 131 machines before the refresh of May and June 2025, 132 after it, a
 * mixture between. Fiction with the counts of the specification: no name, address or day is a real one.
 */
export const fleet: BaselineFleet = {
  name: "sapporo",
  source: import.meta.url,
  sites: sapporoSites.map(({ id, name }) => ({ id, name })),
  classes: sapporoClasses,
  hosts: sapporoHosts,
  connection: { transport: "http", credential: "fleet-admin", controllerAddress: CONTROLLER_ADDRESS },
};

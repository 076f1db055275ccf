import { KijunError } from "@kijun/core";
import type { FleetFileEntry } from "@kijun/provider/run";

import type { Selection } from "../run/selection.js";
import { chosenEntries } from "../seeing/seen-fleet.js";
import type { SeenFleet } from "../seeing/seen-fleet.js";

/**
 * The chosen machines as a check reads them, with what is expected of their observed areas. Errors: PROJECT_MISSING where no
 * baseline says what to expect.
 */
export function judgedEntries(fleet: SeenFleet, selection: Selection): FleetFileEntry[] {
  return chosenEntries(fleet, selection).map(({ host }) => {
    const machine = fleet.declared.get(host.toLowerCase());
    if (machine !== undefined) return machine.judged;
    throw new KijunError("PROJECT_MISSING", `what is expected of ${host} is not known without a baseline`, {
      hint: 'Name the baseline in package.json: "kijun": { "baseline": "<module that exports fleet>" }.',
    });
  });
}

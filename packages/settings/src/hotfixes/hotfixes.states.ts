import fc from "fast-check";

import { machineCase } from "../form/machine-states.js";
import type { AreaStates, MachineCase } from "../form/machine-states.js";
import { hotfixes } from "./hotfixes.js";

const UPDATES = ["KB5044285", "KB5046617", "KB890830"] as const;

const held = fc.dictionary(fc.constantFrom(...UPDATES, "File 1"), fc.constantFrom("Update", "セキュリティ更新"));

function updateCase(name: string, changes: MachineCase["state"]["hotfixes"], declared: object): MachineCase {
  return machineCase(name, hotfixes, { changes: { hotfixes: changes ?? {} } }, hotfixes.format(declared));
}

export const hotfixesStates: AreaStates = {
  area: hotfixes,
  declared: fc.record(
    {
      updates: fc.dictionary(fc.constantFrom(...UPDATES), fc.constantFrom("installed", "absent")),
      minimumRevision: fc.dictionary(
        fc.constantFrom("14393", "20348", "22631", "26100"),
        fc.constantFrom(1, 2849, 4391, 99_999),
      ),
    },
    { requiredKeys: [] },
  ),
  live: held.map((given) => ({ changes: { hotfixes: given } })),
  special: [
    updateCase("a required update", { KB5044285: "Update" }, { updates: { KB5044285: "installed" } }),
    updateCase("an update that was replaced by a later one", {}, { updates: { KB5044285: "installed" } }),
    updateCase("no update at all", {}, { updates: { KB5044285: "absent" }, minimumRevision: { "22631": 4391 } }),
    updateCase("a build that nobody declared", {}, { minimumRevision: { "26100": 1 } }),
    updateCase("nothing declared", { KB5044285: "Update" }, {}),
  ],
};

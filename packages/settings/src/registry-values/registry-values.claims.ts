import type { DeclaredSettings } from "../areas.js";
import type { AreaClaims } from "../form/claim.js";
import { registryValues } from "./registry-values.js";

export const registryValuesClaims: AreaClaims = {
  reads: registryValues.format({
    "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\EditionID": "absent",
    "HKU\\*\\Control Panel\\Desktop\\WallPaper": "absent",
  } satisfies DeclaredSettings["registryValues"]),
  claims: {},
};

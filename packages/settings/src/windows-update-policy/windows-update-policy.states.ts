import { registryStates } from "../form/registry-states.js";
import { windowsUpdatePolicy } from "./windows-update-policy.js";

export const windowsUpdatePolicyStates = registryStates(windowsUpdatePolicy);

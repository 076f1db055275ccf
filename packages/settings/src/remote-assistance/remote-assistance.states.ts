import { registryStates } from "../form/registry-states.js";
import { remoteAssistance } from "./remote-assistance.js";

export const remoteAssistanceStates = registryStates(remoteAssistance);

import { registryStates } from "../form/registry-states.js";
import { remoteDesktop } from "./remote-desktop.js";

export const remoteDesktopStates = registryStates(remoteDesktop);

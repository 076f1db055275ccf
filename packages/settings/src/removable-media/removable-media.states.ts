import { registryStates } from "../form/registry-states.js";
import { removableMedia } from "./removable-media.js";

export const removableMediaStates = registryStates(removableMedia);

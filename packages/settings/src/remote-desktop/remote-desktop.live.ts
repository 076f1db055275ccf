import { registryLive } from "../form/registry-area.live.js";

export const remoteDesktopLive = registryLive("remote-desktop");

import { registryLive } from "../form/registry-area.live.js";

export const remoteAssistanceLive = registryLive("remote-assistance");

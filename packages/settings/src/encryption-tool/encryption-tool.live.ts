import { probeLive } from "../form/probe/probe-area.live.js";

export const encryptionToolLive = probeLive("encryption-tool");

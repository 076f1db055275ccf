import { probeLive } from "../form/probe/probe-area.live.js";

export const yaraiLive = probeLive("yarai");

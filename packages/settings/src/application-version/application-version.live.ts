import { probeLive } from "../form/probe/probe-area.live.js";

export const applicationVersionLive = probeLive("application-version");

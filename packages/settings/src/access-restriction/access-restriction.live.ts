import { probeLive } from "../form/probe/probe-area.live.js";

export const accessRestrictionLive = probeLive("access-restriction");

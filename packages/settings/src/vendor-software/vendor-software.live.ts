import { probeLive } from "../form/probe/probe-area.live.js";

export const vendorSoftwareLive = probeLive("vendor-software");

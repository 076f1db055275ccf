import { probeLive } from "../form/probe/probe-area.live.js";

export const oracleConnectionRestrictionLive = probeLive("oracle-connection-restriction");

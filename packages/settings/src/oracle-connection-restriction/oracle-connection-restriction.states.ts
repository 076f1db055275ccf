import { probeStates } from "../form/probe/probe-states.js";
import { oracleConnectionRestriction } from "./oracle-connection-restriction.js";

export const oracleConnectionRestrictionStates = probeStates(oracleConnectionRestriction, [
  { path: ["defaultPort"], words: ["listening", "not-listening"] },
  ...["接続ポート", "listener"].map((name) => ({ path: ["settings", name] })),
]);

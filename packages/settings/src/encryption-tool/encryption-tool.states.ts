import { probeStates } from "../form/probe/probe-states.js";
import { encryptionTool } from "./encryption-tool.js";

export const encryptionToolStates = probeStates(
  encryptionTool,
  ["適用ログ", "tool"].map((name) => ({ path: [name] })),
);

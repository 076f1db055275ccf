import { probeStates } from "../form/probe/probe-states.js";
import { yarai } from "./yarai.js";

const ENGINES = ["zdp", "static", "sandbox", "hips", "machineLearning"];

export const yaraiStates = probeStates(yarai, [
  { path: ["mode"], words: ["log-output", "block"] },
  ...ENGINES.map((engine) => ({ path: ["engines", engine], words: ["off", "on"] })),
  { path: ["management"], words: ["amc", "emc", "stand-alone"] },
  { path: ["licence"], words: ["online-key", "offline-file", "trial"] },
  ...["version", "service", "detections"].map((name) => ({ path: [name] })),
  ...["手引書の設定", "quarantine"].map((name) => ({ path: ["settings", name] })),
]);

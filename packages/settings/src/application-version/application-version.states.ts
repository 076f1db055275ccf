import { probeStates } from "../form/probe/probe-states.js";
import { applicationVersion } from "./application-version.js";

export const applicationVersionStates = probeStates(
  applicationVersion,
  ["業務アプリ", "情報提供アプリ"].map((name) => ({ path: [name] })),
);

import { probeStates } from "../form/probe/probe-states.js";
import { accessRestriction } from "./access-restriction.js";

export const accessRestrictionStates = probeStates(
  accessRestriction,
  ["業務アカウント", "tool"].map((name) => ({ path: [name] })),
);

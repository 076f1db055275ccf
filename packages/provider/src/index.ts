export { deployFleet } from "./program/deploy-fleet.js";
export type { DeployOptions } from "./program/deploy-fleet.js";
export { Machine } from "./program/machine-resource.js";
export type { MachineArgs } from "./program/machine-resource.js";
export { Site } from "./program/site.js";

export { areaStates } from "./area-states.js";
export * from "./form/machine-states.js";

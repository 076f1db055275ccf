export * from "./compile-fleet.js";
export { declaredMachines } from "./declared-machines.js";
export type { DeclaredMachine } from "./declared-machines.js";
export * from "./learned-readings.js";
export * from "./today.js";

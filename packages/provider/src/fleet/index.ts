export * from "./compile-fleet.js";
export * from "./today.js";

export * from "./compile-fleet.js";

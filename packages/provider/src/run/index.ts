export * from "./changes.js";
export * from "./contact-file.js";
export * from "./fleet-file.js";
export * from "./journal.js";
export { nextStep, nextSteps } from "./next-steps.js";
export * from "./run-folder.js";
export { recordedShells } from "./shell-records.js";
export type { ShellRecord } from "./shell-records.js";
